import type { IncomingHttpHeaders } from 'node:http';
import type { Scope } from '../context.ts';
import type { BaseRow } from '../database/columns.ts';
import { ApiError } from '../errors.ts';
import { nameOfCaller } from './written-by.ts';

/** The strong entity tag of a row (RFC 9110, section 8.8.3): its version. */
export const etagOf = (row: Pick<BaseRow, 'version'>): string => `"${row.version}"`;

/**
 * Compares If-Match with the locked row; `W/` before a tag is accepted, `*` means any.
 * @throws 412 that says who changed the object, and when.
 */
export async function demandFresh(
  scope: Scope,
  row: BaseRow,
  what: string,
  headers: IncomingHttpHeaders,
): Promise<void> {
  const expected = headers['if-match'];
  if (expected === undefined || expected.trim() === '*') return;
  const tags = expected.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  if (tags.includes(etagOf(row))) return;
  const who = await nameOfCaller(scope, row.updated_by);
  const message = `The ${what} was changed by ${who} at ${row.updated_at.toISOString()} and is now at ${etagOf(row)}; If-Match was ${expected}. Read it again and repeat the change.`;
  throw new ApiError('stale', message, { headers: { ETag: etagOf(row) } });
}
