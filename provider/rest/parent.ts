import type { Client } from '../client/client.ts';

/** Objects that live in one of several parents, such as users in registries; parents go by name. */
export interface Parents {
  /** Where it most likely is. */
  readonly first: string;
  /** The collection of the others, to be looked through too. */
  readonly collection?: string;
}

/** `parent/item`, or the item alone. */
export function splitImportId(importId: string): { parent: string | undefined; item: string } {
  const slash = importId.indexOf('/');
  if (slash < 0) return { parent: undefined, item: importId };
  return { parent: importId.slice(0, slash), item: importId.slice(slash + 1) };
}

/** The object and the name of the parent it was found in; the others are listed only when it is not in the first. */
export async function findIn<View>(
  client: Client,
  signal: AbortSignal,
  { first, collection }: Parents,
  pathIn: (parent: string) => string,
): Promise<{ view: View; parent: string } | null> {
  const view = await client.find<View>(pathIn(first), signal);
  if (view) return { view, parent: first };
  if (collection === undefined) return null;
  const { results } = await client.get<{ results: { name: string }[] }>(collection, signal);
  for (const { name: parent } of results.filter(({ name }) => name !== first)) {
    const elsewhere = await client.find<View>(pathIn(parent), signal);
    if (elsewhere) return { view: elsewhere, parent };
  }
  return null;
}
