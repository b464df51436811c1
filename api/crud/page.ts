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

export function envelope(total: number, results: unknown[]): { total_results: number; results: unknown[] } {
  return { total_results: total, results };
}
