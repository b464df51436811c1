import type { Client } from '../client/client.ts';
import type { Attributes } from '../framework/attribute.ts';
import { PrivateData } from '../framework/private.ts';
import type { AnyResource } from '../framework/resource.ts';
import type { ValueRecord } from '../framework/value.ts';
import { type AnyPlacedResource, defineListResource } from './definition.ts';
import { pagesOf } from './every.ts';
import {
  contains,
  displayName,
  fitting,
  type ListedView,
  ofOne,
  type SearchContext,
  searched,
  searchOf,
  whereOpen,
} from './list-search.ts';
import { namedBy, type Parent } from './parent.ts';
import { expandPath } from './path.ts';

export interface ListOptions {
  /** What they are, many of them: `email servers`. */
  readonly nouns: string;
  /** Whether an object of the collection is one of the resource; ordinarily all are. */
  readonly isOne?: (view: ListedView) => boolean;
}

/** A list of the objects of a resource, page by page, as the API's collection has them. */
export function listOf(resource: AnyPlacedResource, { nouns, isOne = () => true }: ListOptions) {
  const { typeName, collection, parent } = resource;
  const attributes: Attributes = { contains: contains(nouns), ...(parent && { [parent.attribute]: ofOne(parent) }) };

  async function* within(context: SearchContext, place: ValueRecord) {
    for await (const views of pagesOf<ListedView>(context.client, expandPath(collection, place), context.signal))
      yield* await listedOf(context, resource, place, views.filter(isOne).filter(fitting(context)));
  }

  async function* everywhere(context: SearchContext) {
    for await (const place of placesOf(context, parent)) {
      const isNamed = !parent || Boolean(searchOf(context)[parent.attribute]);
      const what = parent ? `${nouns} of ${parent.noun} ${place[parent.attribute]}` : nouns;
      yield* whereOpen(context, { isNamed, what }, within(context, place));
    }
  }

  return defineListResource({
    typeName,
    description: `Finds ${nouns} that are there, for \`terraform query\`.`,
    attributes,
    list: (context: SearchContext) => searched(context, { typeName, path: collection }, everywhere(context)),
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
    list: (context: SearchContext) => single(context, resource, { id, title }),
  });
}

async function* single(context: SearchContext, resource: AnyResource<Client>, view: ListedView) {
  yield* await listedOf(context, resource, {}, [view]);
}

/** The values by which the collection is found: none, or those of each parent. */
async function* placesOf(context: SearchContext, parent: Parent | undefined): AsyncGenerator<ValueRecord> {
  if (!parent) return yield {};
  const { attribute, all } = parent;
  const wanted = searchOf(context)[attribute];
  if (wanted) return yield { [attribute]: wanted };
  for await (const views of pagesOf<ListedView>(context.client, all, context.signal)) {
    for (const view of views) yield { [attribute]: String(view[namedBy(parent)]) };
  }
}

async function listedOf(
  context: SearchContext,
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

/** The whole of each is what the resource itself reads, so that it is imported without a difference. */
async function readWhole(context: SearchContext, resource: AnyResource<Client>, known: ValueRecord) {
  const empty = Object.fromEntries(Object.keys(resource.attributes).map((name) => [name, null]));
  const prior = { ...empty, ...known } as Parameters<typeof resource.read>[0]['prior'];
  const answer = await resource.read({ ...context, prior, private: new PrivateData(undefined) });
  return answer && { ...known, ...answer };
}
