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
  const fields = await lastChangedFields(scope, row.id);
  const whatChanged = fields.length > 0 ? ` (${fields.join(', ')})` : '';
  const message = `The ${what} was changed${whatChanged} by ${who} at ${row.updated_at.toISOString()} and is now at ${etagOf(row)}; If-Match was ${expected}. Read it again and repeat the change.`;
  throw new ApiError('stale', message, { headers: { ETag: etagOf(row) } });
}

/** The names of what the last change of an object changed, from the record that every write leaves. */
async function lastChangedFields(scope: Scope, objectId: string): Promise<string[]> {
  const rows: { changed_fields: string[] }[] = await scope.manager.query(
    `SELECT changed_fields FROM audit_event WHERE object_id = $1 AND outcome = 'success'
      ORDER BY created_at DESC, step DESC LIMIT 1`,
    [objectId],
  );
  return rows[0]?.changed_fields ?? [];
}
