import type { Granted } from '../../http/inside.ts';
import type { Visit } from './page.ts';

/** A column of a table, as its partial reads it. */
export interface Column {
  /** The key of its heading in the texts. */
  label: string;
  isNumber?: true;
  /** What is read aloud only: of a column of buttons. */
  isQuiet?: true;
  /** What the list is asked for to be in its order; without it it cannot be. */
  sort?: string;
}

export function columnsView({ t, query }: Visit, columns: readonly Column[]) {
  // Another order begins at its first page.
  const { after: _after, ...rest } = query;
  const [sorted = '', direction = 'asc'] = (query.sort ?? '').split(':');
  return columns.map(({ label, isNumber = false, isQuiet = false, sort }) => {
    const isSorted = sort !== undefined && sort === sorted;
    const next = isSorted && direction === 'asc' ? 'desc' : 'asc';
    const href = sort === undefined ? null : `?${new URLSearchParams({ ...rest, sort: `${sort}:${next}` })}`;
    return { label: t(label), isNumber, isQuiet, href, sorted: isSorted ? `${direction}ending` : null };
  });
}

/** How many rows a page of a list has. */
const ROWS = 50;

/** What the list of the API is asked for, so that it goes on where the address says. */
export function pageQuery({ query }: Visit): Record<string, string> {
  return { limit: String(ROWS), ...(query.after && { after: query.after }) };
}

/** The way through a list: what its Link header says of the next page, as an address of this one. */
export function pagerView({ query }: Visit, { body, headers }: Granted) {
  const { after, ...rest } = query;
  const next = /<[^>]*[?&]after=([^&>]+)[^>]*>; rel="next"/.exec(headers.Link ?? '')?.[1];
  const total: number = body.total_results;
  const isWhole = after === undefined && body.results.length === total;
  return {
    total,
    first: after === undefined ? null : `?${new URLSearchParams(rest)}`,
    next:
      next === undefined || isWhole ? null : `?${new URLSearchParams({ ...rest, after: decodeURIComponent(next) })}`,
  };
}
