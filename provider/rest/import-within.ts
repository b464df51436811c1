import type { Client } from '../client/client.ts';
import type { Attributes } from '../framework/attribute.ts';
import type { CallContext } from '../framework/context.ts';
import { plainError } from '../framework/diagnostic.ts';
import type { Result } from '../framework/infer.ts';
import { pagesOf } from './every.ts';
import { type Parent, splitImportId } from './parent.ts';
import { expandPath } from './path.ts';
import { isUuid } from './reference.ts';

/**
 * The state of what an import id of the form `parent/item` names, each by name or id. An id alone is looked for in every
 * parent; a name alone in the first one, for others have objects of the same name.
 */
export async function locateIn<A extends Attributes, View>(
  { client, signal }: CallContext<Client>,
  { typeName, collection }: { readonly typeName: string; readonly collection: string },
  { attribute, first, all, noun }: Parent,
  stateOf: (view: View) => Result<A> | Promise<Result<A>>,
  importId: string,
): Promise<Result<A> | null> {
  const { parent, item } = splitImportId(importId);
  if (parent === undefined && !isUuid(item) && first === undefined) {
    const example = `${noun}/${item}`;
    throw plainError(
      `${typeName} is imported by "<${noun}>/<name>"`,
      `Say which ${noun} it is of, as in "${example}".`,
    );
  }
  const isAnywhere = parent === undefined && isUuid(item);
  const pathIn = (value: string) => expandPath(`${collection}/{id}`, { [attribute]: value, id: item });
  for await (const value of likely(parent ?? first, isAnywhere ? namesOf(client, all, signal) : [])) {
    const view = await client.find<View>(pathIn(value), signal);
    if (view) return { [attribute]: value, ...(await stateOf(view)) } as Result<A>;
  }
  return null;
}

/** The first one before the others, which are listed only when it has not what is looked for. */
async function* likely(first: string | undefined, others: AsyncIterable<string> | Iterable<string>) {
  if (first !== undefined) yield first;
  for await (const other of others) if (other !== first) yield other;
}

async function* namesOf(client: Client, all: string, signal: AbortSignal): AsyncGenerator<string> {
  for await (const page of pagesOf<{ name: string }>(client, all, signal)) yield* page.map(({ name }) => name);
}
