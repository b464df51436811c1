import type { IncomingHttpHeaders } from 'node:http';
import type { Scope } from '../context.ts';
import type { BaseRow } from '../database/columns.ts';
import { ApiError } from '../errors.ts';
import { nameOfCaller } from './written-by.ts';

/** The strong entity tag of a row (RFC 9110, section 8.8.3): its version. */
export const etagOf = (row: Pick<BaseRow, 'version'>): string => `"${row.version}"`;

/**
 * Compares If-Match with the locked row; `W/` before a tag is accepted, `*` means any.
 * @throws 412 that says what was changed since the version that was sent, by whom, and when.
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
  const changes = await changesSince(scope, row, tags);
  const fields = [...new Set(changes.flatMap(({ changed_fields }) => changed_fields))];
  const whatChanged = fields.length > 0 ? ` (${fields.join(', ')})` : '';
  const last = await nameOfCaller(scope, row.updated_by);
  const who = [...new Set([last, ...changes.map(({ caller_name }) => caller_name)])].join(', ');
  const message = `The ${what} was changed${whatChanged} by ${who} at ${row.updated_at.toISOString()} and is now at ${etagOf(row)}; If-Match was ${expected}. Read it again and repeat the change.`;
  throw new ApiError('stale', message, { headers: { ETag: etagOf(row) } });
}

interface PastChange {
  changed_fields: string[];
  caller_name: string;
}

/** So many changes are told at the most. */
const TOLD_AT_MOST = 100;

/** What happened to an object since the version that was sent, newest first, from the record that every write leaves. */
async function changesSince(scope: Scope, { id, version }: BaseRow, tags: readonly string[]): Promise<PastChange[]> {
  const sent = tags.map((tag) => Number(/^"(\d+)"$/.exec(tag)?.[1])).filter((each) => each < version);
  // Of a version that never was, the last change is told.
  const missed = sent.length > 0 ? version - Math.max(...sent) : 1;
  return scope.manager.query(
    `SELECT changed_fields, caller_name FROM audit_event
      WHERE object_id = $1 AND outcome = 'success' AND action <> 'create' AND changed_fields <> '{}'
      ORDER BY created_at DESC, step DESC LIMIT $2`,
    [id, Math.min(missed, TOLD_AT_MOST)],
  );
}
