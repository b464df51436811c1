import type { SortField } from '../../crud/sort.ts';
import type { Granted } from '../../http/inside.ts';
import type { Visit } from './page.ts';

/** A column of a table, as its partial reads it. */
export interface Column {
  /** The key of its heading in the texts. */
  label: string;
  isNumber?: true;
  /** What is read aloud only: of a column of buttons. */
  isQuiet?: true;
  /** By what the API sorts the list in the order of this column; without it the heading is no link. */
  sort?: SortField;
}

/** What the API sorts by when nobody says by what. */
const USUAL: SortField = 'created_at';

/** A heading that sorts leads to the list in the order of its column, then the other way round, then as it usually is. */
export function columnsView({ t, query }: Visit, columns: readonly Column[]) {
  // Another order begins at its first page.
  const { after: _after, sort: asked, ...rest } = query;
  return columns.map(({ label, isNumber = false, isQuiet = false, sort }) => {
    const words = { label: t(label), isNumber, isQuiet };
    if (sort === undefined) return { ...words, href: null, sorted: null, hint: null };
    const sorted = directionOf(asked || USUAL, sort);
    const { next, hint } = stepFrom(sorted, sort);
    return { ...words, href: `?${new URLSearchParams({ ...rest, ...next })}`, sorted, hint: t(hint) };
  });
}

type Direction = 'ascending' | 'descending';

function directionOf(asked: string, field: SortField): Direction | null {
  if (asked === field) return 'ascending';
  return asked === `-${field}` ? 'descending' : null;
}

function stepFrom(sorted: Direction | null, field: SortField): { next: { sort?: string }; hint: string } {
  if (sorted === null) return { next: { sort: field }, hint: 'frame.sortAscending' };
  if (sorted === 'ascending') return { next: { sort: `-${field}` }, hint: 'frame.sortDescending' };
  return { next: {}, hint: 'frame.sortUsual' };
}

/** How many rows a page of a list has. */
export const ROWS = 50;

/** What the list of the API is asked for, so that it is sorted and goes on as the address says. */
export function pageQuery(visit: Visit): Record<string, string> {
  const { after } = visit.query;
  return { limit: String(ROWS), ...sortQuery(visit), ...(after && { after }) };
}

/** The same for a list that is shown whole. */
export const sortQuery = ({ query: { sort } }: Visit): Record<string, string> => (sort ? { sort } : {});

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
