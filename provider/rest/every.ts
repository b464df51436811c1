import type { Client } from '../client/client.ts';

interface Page<View> {
  readonly total_results: number;
  readonly results: readonly View[];
}

type Getting = Pick<Client, 'get'>;

/** The pages of a collection, one after the other; one may hold fewer objects than the last where they are large. */
export async function* pagesOf<View>(
  client: Getting,
  path: string,
  signal: AbortSignal,
): AsyncGenerator<readonly View[]> {
  for (let offset = 0; ; ) {
    const { results, total_results: total } = await client.get<Page<View>>(`${path}?offset=${offset}`, signal);
    yield results;
    offset += results.length;
    if (results.length === 0 || offset >= total) return;
  }
}

/** All objects of a collection. */
export async function every<View>(client: Getting, path: string, signal: AbortSignal): Promise<View[]> {
  const found: View[] = [];
  for await (const page of pagesOf<View>(client, path, signal)) found.push(...page);
  return found;
}
