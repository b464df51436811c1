import { invalid } from '../errors.ts';

/** The most a page holds, and what it holds when no limit is given. */
export const MAX_LIMIT = 1000;

export interface Page {
  limit: number;
  offset: number;
}

/** @throws 400 for a limit or an offset that is no whole number in range. */
export function readPage(query: Readonly<Record<string, unknown>>): Page {
  return {
    limit: Math.min(readNumber(query.limit, 'limit', MAX_LIMIT), MAX_LIMIT),
    offset: readNumber(query.offset, 'offset', 0),
  };
}

function readNumber(value: unknown, name: string, fallback: number): number {
  if (value === undefined || value === '') return fallback;
  if (typeof value === 'string' && /^\d{1,9}$/.test(value)) return Number(value);
  throw invalid('query', [{ pointer: '', message: `${name} must be a whole number of at least 0` }]);
}

/** What an answer of a list has at most, so that a process can hold several at once. */
export const MAX_PAGE_BYTES = 8_388_608;

/** The first of the objects that fit into one answer together; at least one. */
export function fitting<View>(views: readonly View[]): View[] {
  let left = MAX_PAGE_BYTES;
  const end = views.findIndex((view, index) => {
    left -= Buffer.byteLength(JSON.stringify(view)) + 1;
    return left < 0 && index > 0;
  });
  return end < 0 ? [...views] : views.slice(0, end);
}

export function envelope(total: number, results: unknown[]): { total_results: number; results: unknown[] } {
  return { total_results: total, results };
}
