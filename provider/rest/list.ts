import { isRefused } from '../client/api-error.ts';
import type { Client } from '../client/client.ts';
import type { Attributes } from '../framework/attribute.ts';
import { string } from '../framework/attribute-builder.ts';
import type { ListContext } from '../framework/list-resource.ts';
import { PrivateData } from '../framework/private.ts';
import type { AnyResource } from '../framework/resource.ts';
import type { ValueRecord } from '../framework/value.ts';
import { type AnyPlacedResource, defineListResource } from './definition.ts';
import { pagesOf } from './every.ts';
import { namedBy, type Parent } from './parent.ts';
import { expandPath } from './path.ts';
import { explained } from './refusal.ts';

export interface ListOptions {
  /** What they are, many of them: `email servers`. */
  readonly nouns: string;
  /** Whether an object of the collection is one of the resource; ordinarily all are. */
  readonly isOne?: (view: ListedView) => boolean;
}

/** An object as its collection shows it. */
export interface ListedView {
  readonly id: string;
  readonly [field: string]: unknown;
}

type Search = Readonly<Record<string, string | null>>;
type Context = ListContext<Attributes, Client>;

/** A list of the objects of a resource, page by page, as the API's collection has them. */
export function listOf(resource: AnyPlacedResource, { nouns, isOne = () => true }: ListOptions) {
  const { typeName, collection, parent } = resource;
  const attributes: Attributes = { contains: contains(nouns), ...(parent && { [parent.attribute]: ofOne(parent) }) };

  async function* within(context: Context, place: ValueRecord) {
    const search = context.config as unknown as Search;
    try {
      for await (const views of pagesOf<ListedView>(context.client, expandPath(collection, place), context.signal)) {
        const found = views.filter(isOne).filter(matches(search.contains ?? null));
        yield* await listedOf(context, resource, place, found);
      }
    } catch (error) {
      // Whoever looks everywhere is shown what is open to them, of what is still there.
      if (!parent || search[parent.attribute]) throw error;
      if (isRefused(error, 'not_found')) return;
      if (!isRefused(error, 'forbidden')) throw error;
      const { attribute, noun } = parent;
      context.warn(`The ${nouns} of ${noun} ${place[attribute]} are left out`, 'You may not see them.');
    }
  }

  return defineListResource({
    typeName,
    description: `Finds ${nouns} that are there, for \`terraform query\`.`,
    attributes,
    list: async function* (context: Context) {
      const search = context.config as unknown as Search;
      try {
        for await (const place of placesOf(context, parent, search)) yield* within(context, place);
      } catch (error) {
        const { client, signal } = context;
        const within = { signal, path: collection, values: search };
        await explained({ client, typeName, attributes: {}, within }, () => Promise.reject(error));
      }
    },
  });
}

/** A list of what there is exactly one of. */
export function listOnly(
  resource: AnyResource<Client>,
  { id, displayName: title }: { id: string; displayName: string },
) {
  return defineListResource({
    typeName: resource.typeName,
    description: `Finds the one \`${resource.typeName}\` there is, for \`terraform query\`.`,
    attributes: {},
    list: (context: Context) => single(context, resource, { id, title }),
  });
}

async function* single(context: Context, resource: AnyResource<Client>, view: ListedView) {
  yield* await listedOf(context, resource, {}, [view]);
}

const contains = (nouns: string) =>
  string({
    description: `Only ${nouns} whose title, name or address holds this text, without regard to case.`,
    optional: true,
    constraint: { minLength: 1, maxLength: 255 },
  });

const ofOne = (parent: Parent) =>
  string({
    description: `Only those of one ${parent.noun}, by its ${namedBy(parent)}.`,
    optional: true,
    constraint: { minLength: 1, maxLength: 255 },
  });

/** The values by which the collection is found: none, or those of each parent. */
async function* placesOf(context: Context, parent: Parent | undefined, search: Search): AsyncGenerator<ValueRecord> {
  if (!parent) return yield {};
  const { attribute, all } = parent;
  const wanted = search[attribute];
  if (wanted) return yield { [attribute]: wanted };
  for await (const views of pagesOf<ListedView>(context.client, all, context.signal)) {
    for (const view of views) yield { [attribute]: String(view[namedBy(parent)]) };
  }
}

const NAMES = ['title', 'name', 'username', 'email'];

function matches(text: string | null): (view: ListedView) => boolean {
  if (text === null) return () => true;
  const wanted = text.toLowerCase();
  return (view) =>
    NAMES.some((field) =>
      String(view[field] ?? '')
        .toLowerCase()
        .includes(wanted),
    );
}

const displayName = (view: ListedView): string => String(NAMES.map((field) => view[field]).find(Boolean) ?? view.id);

/** The whole of each is what the resource itself reads, so that it is imported without a difference. */
async function listedOf(
  context: Context,
  resource: AnyResource<Client>,
  place: ValueRecord,
  views: readonly ListedView[],
) {
  const taken = views.slice(0, context.limit);
  const listed = await Promise.all(
    taken.map(async (view) => {
      const known = { ...place, id: view.id };
      const state = context.includeResource ? await readWhole(context, resource, known) : known;
      return state && { displayName: displayName(view), state };
    }),
  );
  // What is gone between the list and the reading is not there.
  return listed.filter((one) => one !== null);
}

async function readWhole(context: Context, resource: AnyResource<Client>, known: ValueRecord) {
  const empty = Object.fromEntries(Object.keys(resource.attributes).map((name) => [name, null]));
  const prior = { ...empty, ...known } as Parameters<typeof resource.read>[0]['prior'];
  const answer = await resource.read({ ...context, prior, private: new PrivateData(undefined) });
  return answer && { ...known, ...answer };
}
