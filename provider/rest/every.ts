import type { Client } from '../client/client.ts';
import { type AskPage, type ListPart, PAGE_LENGTH, readPart, readParts } from '../client/list-part.ts';
import { plainError } from '../framework/diagnostic.ts';
import { isRecord } from '../framework/value.ts';

type Getting = Pick<Client, 'get' | 'getPage'>;

/** So many pages are asked for at once. */
const AT_ONCE = 10;
/** Each page begins with the last object of the one before. */
const OVERLAP = 1;
const STEP = PAGE_LENGTH - OVERLAP;

/**
 * The objects of a collection, in parts: the first page, and once more is wanted the others, several at once. Each of
 * them once, also where others are created and deleted meanwhile: where two pages do not meet in the object that both
 * must have, the list has moved between them, and it is walked from one object to the next instead.
 */
export async function* pagesOf<View>(
  client: Getting,
  path: string,
  signal: AbortSignal,
): AsyncGenerator<readonly View[]> {
  const seen = new Set<string>();
  const unseen = (results: readonly unknown[]) => results.filter((each) => isFirst(seen, keyOf(each))) as View[];
  let last: unknown;
  const ask: AskPage = async (limit, offset) =>
    demandList(path, await client.get(`${path}${queryOf(limit, offset)}`, signal));
  for await (const { results } of partsOf(ask)) {
    if (last !== undefined && keyOf(results[0]) !== keyOf(last)) {
      for await (const all of walk(client, path, signal)) yield unseen(all);
      return;
    }
    yield unseen(results);
    last = results.at(-1);
  }
}

/** All objects of a collection. */
export async function every<View>(client: Getting, path: string, signal: AbortSignal): Promise<View[]> {
  const found: View[] = [];
  for await (const page of pagesOf<View>(client, path, signal)) found.push(...page);
  return found;
}

/** In their order. */
async function* partsOf(ask: AskPage): AsyncGenerator<ListPart> {
  const pageAt = (start: number) => readParts(ask, start, start + PAGE_LENGTH, OVERLAP);
  let parts = await pageAt(0);
  for (let start = STEP; ; start += STEP * AT_ONCE) {
    yield* parts;
    const { total = 0, results = [] } = parts.at(-1) ?? {};
    const starts = Array.from({ length: AT_ONCE }, (_, page) => start + page * STEP);
    const wanted = starts.filter((each) => each + OVERLAP < total);
    if (wanted.length === 0 || results.length === 0) return;
    parts = (await Promise.all(wanted.map(pageAt))).flat();
  }
}

/** From page to page as the API leads on: behind an object, and behind so many of them only where no link does. */
async function* walk(client: Getting, path: string, signal: AbortSignal): AsyncGenerator<readonly unknown[]> {
  const asked = new Set<string>();
  let walked = 0;
  for (let query: string | undefined = queryOf(PAGE_LENGTH, 0); query !== undefined; ) {
    if (!isFirst(asked, query))
      throw plainError(`/api${path} leads in a circle`, `It says that ${query} comes after itself.`);
    const { page, next }: { page: unknown; next: string | undefined } = await client.getPage(`${path}${query}`, signal);
    const { total, results } = readPart(demandList(path, page));
    yield results;
    walked += results.length;
    const further = walked < total ? queryOf(PAGE_LENGTH, walked) : undefined;
    query = results.length > 0 ? (next ?? further) : undefined;
  }
}

const queryOf = (limit: number, offset: number) => `?limit=${limit}&offset=${offset}`;

/** What is there is never called empty for an answer that is none. */
function demandList(path: string, answer: unknown): unknown {
  if (isRecord(answer) && Array.isArray(answer.results)) return answer;
  throw plainError(`/api${path} answered no list`, 'Check that `endpoint` is the URL of a Gatepost API.');
}

/** What tells an object from the others of its list; some that are none, such as permissions, are all that they say. */
function keyOf(result: unknown): string {
  return isRecord(result) && typeof result.id === 'string' ? result.id : JSON.stringify(result);
}

function isFirst(seen: Set<string>, key: string): boolean {
  const { size } = seen;
  return seen.add(key).size > size;
}
