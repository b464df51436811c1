import { setMaxListeners } from 'node:events';
import { isRefused } from '../client/api-error.ts';
import type { Client } from '../client/client.ts';
import type { Attributes } from '../framework/attribute.ts';
import { string } from '../framework/attribute-builder.ts';
import type { ListContext, Listed } from '../framework/list-resource.ts';
import { namedBy, type Parent } from './parent.ts';
import { explained } from './refusal.ts';

/** What all searches of `terraform query` share: what narrows them, what people see, and what is closed to them. */

/** An object as its collection shows it. */
export interface ListedView {
  readonly id: string;
  readonly [field: string]: unknown;
}

export type SearchContext = ListContext<Attributes, Client>;

/** What is looked for, as it is configured. */
export const searchOf = (context: SearchContext) =>
  context.config as unknown as Readonly<Record<string, string | null | undefined>>;

export const contains = (nouns: string) =>
  string({
    description: `Only ${nouns} whose title, name or address holds this text, without regard to case.`,
    optional: true,
    constraint: { minLength: 1, maxLength: 255 },
  });

export const ofOne = (parent: Parent) =>
  string({
    description: `Only those of one ${parent.noun}, by its ${namedBy(parent)}.`,
    optional: true,
    constraint: { minLength: 1, maxLength: 255 },
  });

const NAMES = ['title', 'name', 'username', 'email'];

/** Whether the text that is looked for stands in what an object is called. */
export function fitting(context: SearchContext): (view: ListedView) => boolean {
  const wanted = searchOf(context).contains?.toLowerCase();
  if (wanted === undefined) return () => true;
  return (view) =>
    NAMES.some((field) =>
      String(view[field] ?? '')
        .toLowerCase()
        .includes(wanted),
    );
}

/** What an object is called. */
export const displayName = (view: ListedView): string =>
  String(NAMES.map((field) => view[field]).find(Boolean) ?? view.id);

/** A part of a search. */
export interface Part {
  /** Whether the search named it. */
  readonly isNamed: boolean;
  /** What is found in it: `roles of organization Acme`. */
  readonly what: string;
}

/**
 * Whoever looks everywhere is shown what is open to them, of what is still there; of what they named they are told that it
 * is closed, or not there.
 * @throws the error, if it says anything else
 */
export function leaveOut(context: SearchContext, { isNamed, what }: Part, error: unknown): void {
  if (!isNamed && isRefused(error, 'not_found')) return;
  if (isNamed || !isRefused(error, 'forbidden')) throw error;
  context.warn(`The ${what} are left out`, 'You may not see them.');
}

export async function* whereOpen<Found>(
  context: SearchContext,
  part: Part,
  found: AsyncIterable<Found>,
): AsyncGenerator<Found> {
  try {
    yield* found;
  } catch (error) {
    leaveOut(context, part, error);
  }
}

/** What is looked for, and the path that its parents stand in. */
interface Searched {
  readonly typeName: string;
  readonly path: string;
}

/** With refusals of the API as diagnostics. */
export async function* searched(
  context: SearchContext,
  { typeName, path }: Searched,
  found: AsyncIterable<Listed>,
): AsyncGenerator<Listed> {
  const { client, signal } = context;
  const within = { signal, path, values: searchOf(context) };
  // Whatever is asked at once waits for it.
  setMaxListeners(Number.POSITIVE_INFINITY, signal);
  try {
    yield* found;
  } catch (error) {
    await explained({ client, typeName, attributes: {}, within }, () => Promise.reject(error));
  }
}
