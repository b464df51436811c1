import { invalid } from '../errors.ts';
import type { Call } from '../http/route.ts';

/** What stands in `after=`: the place of an object in the order of its list, so that the page behind it begins there. */
export type Cursor = readonly (string | number)[];

function writeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

/** @throws 400 for what no list gave; undefined: the list begins at its beginning. */
export function readCursor({ query }: Pick<Call, 'query'>, fits: (values: unknown[]) => boolean): Cursor | undefined {
  const { after } = query;
  if (after === undefined || after === '') return undefined;
  const values = typeof after === 'string' ? decode(after) : null;
  if (Array.isArray(values) && fits(values)) return values;
  throw invalid('query', [{ pointer: '', message: 'after must be what the Link header of a page of this list says' }]);
}

function decode(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}

/** A moment to the millisecond, as a cursor holds it. */
export const isMoment = (value: unknown): boolean =>
  typeof value === 'string' &&
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value) &&
  !Number.isNaN(Date.parse(value));

/** The next page, as a link (RFC 8288); what else was asked for stays. */
export function linkToNext(url: string, { query }: Pick<Call, 'query'>, cursor: Cursor): Record<string, string> {
  const { offset: _offset, ...asked } = query;
  return link(url, { ...asked, after: writeCursor(cursor) });
}

/** The next page of a list that has no cursors. */
export const linkToOffset = (url: string, { query }: Pick<Call, 'query'>, offset: number): Record<string, string> =>
  link(url, { ...query, offset });

function link(url: string, query: Readonly<Record<string, unknown>>): Record<string, string> {
  const parameters = Object.entries(query).flatMap(([name, value]) =>
    [value].flat().map((each): [string, string] => [name, String(each)]),
  );
  return { Link: `<${url}?${new URLSearchParams(parameters)}>; rel="next"` };
}
