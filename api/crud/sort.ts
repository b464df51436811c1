import type { HeaderRow } from '../database/columns.ts';
import type { Condition } from '../database/where.ts';
import { invalid } from '../errors.ts';
import type { Call } from '../http/route.ts';
import { isUuid } from '../uuid.ts';
import { type Cursor, isMoment, readCursor } from './cursor.ts';
import { isStorable } from './field.ts';

/** What `sort=` takes: a field, and with a minus before it the other way round. The first is the default. */
export const SORTS = ['created_at', '-created_at', 'name', '-name', 'title', '-title'] as const;
export type Sort = (typeof SORTS)[number];

export type SortField = 'created_at' | 'name' | 'title';

/** Titles are too long for an index, which holds their beginning. */
const TITLE_BEGINNING = 200;

/** What is compared, of a column as of a value in a cursor, so that the collation of both is the column's. */
const COMPARED: Readonly<Record<SortField, (value: string) => string>> = {
  created_at: (value) => value,
  name: (value) => value,
  title: (value) => `lower(left(${value}, ${TITLE_BEGINNING}))`,
};

const isDescending = (sort: Sort): boolean => sort.startsWith('-');
const fieldOf = (sort: Sort): SortField => sort.replace('-', '') as SortField;
const columnOf = (sort: Sort): string => COMPARED[fieldOf(sort)](`t.${fieldOf(sort)}`);

/** @throws 400 for what no list is sorted by */
export function readSort({ query }: Pick<Call, 'query'>): Sort {
  const { sort } = query;
  if (sort === undefined || sort === '') return SORTS[0];
  const known = SORTS.find((each) => each === sort);
  if (known) return known;
  throw invalid('query', [{ pointer: '/sort', message: `must be one of ${SORTS.join(', ')}` }]);
}

/** As SQL; the id makes the order whole. */
export function orderOf(sort: Sort): string {
  const direction = isDescending(sort) ? ' DESC' : '';
  return `${columnOf(sort)}${direction}, t.id${direction}`;
}

/** The place of a row in its list, which says how that was sorted. */
export function placeOf(sort: Sort, { id, created_at, name, title }: HeaderRow): Cursor {
  const values: Readonly<Record<SortField, string>> = {
    created_at: created_at.toISOString(),
    name,
    title: [...title].slice(0, TITLE_BEGINNING).join(''),
  };
  return [sort, values[fieldOf(sort)], id];
}

/** @throws 400 for a place in a list that was sorted otherwise */
export function readPlace(call: Pick<Call, 'query'>, sort: Sort): Cursor | undefined {
  const cursor = readCursor(call, isPlace);
  if (!cursor || cursor[0] === sort) return cursor;
  const message = `is a place in the list sorted by ${cursor[0]}: send sort=${cursor[0]} with it, or begin without after`;
  throw invalid('query', [{ pointer: '/after', message }]);
}

function isPlace([sort, value, id, ...rest]: unknown[]): boolean {
  const known = SORTS.find((each) => each === sort);
  if (!known || rest.length > 0 || typeof id !== 'string' || !isUuid(id)) return false;
  return fieldOf(known) === 'created_at' ? isMoment(value) : typeof value === 'string' && isStorable(value);
}

/** What comes after a place. */
export function behind(sort: Sort, [, value, id]: Cursor): Condition {
  const operator = isDescending(sort) ? '<' : '>';
  const compared = COMPARED[fieldOf(sort)];
  return { sql: (_column, place) => `(${columnOf(sort)}, t.id) ${operator} (${compared(place(value))}, ${place(id)})` };
}
