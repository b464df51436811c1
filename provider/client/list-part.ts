import { isRecord } from '../framework/value.ts';

/** Asks for the page behind `offset`, of at most `limit` objects. */
export type AskPage = (limit: number, offset: number) => Promise<unknown>;

/** The most that the API answers in one page. */
export const PAGE_LENGTH = 1000;

/** One answer of a list, whatever else was answered. */
export interface ListPart {
  /** How many objects the list had at this moment. */
  readonly total: number;
  readonly results: readonly unknown[];
}

/**
 * What a list has between two places, in several answers where its objects are large.
 * @param overlap so many objects are asked for again with each further answer, to see that the list is still the same
 */
export async function readParts(ask: AskPage, start: number, end: number, overlap: 0 | 1 = 0): Promise<ListPart[]> {
  const parts: ListPart[] = [];
  for (let from = start; ; ) {
    const part = readPart(await ask(end - from, from));
    parts.push(part);
    const { length } = part.results;
    const reached = from + length;
    if (length === 0 || reached >= Math.min(end, part.total)) return parts;
    // Of an object that fills an answer alone nothing else would ever come.
    from = reached - (length > overlap ? overlap : 0);
  }
}

/** What is no list has no objects. */
export function readPart(answer: unknown): ListPart {
  const { total_results: total, results } = isRecord(answer) ? answer : {};
  const found: readonly unknown[] = Array.isArray(results) ? results : [];
  return { total: Number.isSafeInteger(total) ? Number(total) : found.length, results: found };
}
