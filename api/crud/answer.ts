import type { Scope } from '../context.ts';
import type { HeaderRow } from '../database/columns.ts';
import { countRows, findRows, type Where } from '../database/where.ts';
import type { Answer, Call } from '../http/route.ts';
import type { Definition } from './definition.ts';
import { etagOf } from './etag.ts';
import { envelope, readPage } from './page.ts';
import { pickFields, present, presentAll } from './view.ts';

/** One object with its entity tag. `further` are fields that only this answer carries. */
export async function answerOne<Row extends HeaderRow>(
  scope: Scope,
  definition: Definition<Row>,
  row: Row,
  call: Call,
  { status = 200, further = {} }: { status?: number; further?: Record<string, unknown> } = {},
): Promise<Answer> {
  const view = await present(scope, definition, row, call.fields);
  return { status, body: { ...view, ...pickFields(further, call.fields) }, headers: { ETag: etagOf(row) } };
}

/** A page of the rows that fit, oldest first unless told otherwise. */
export async function answerPage<Row extends HeaderRow>(
  scope: Scope,
  definition: Definition<Row>,
  where: Where,
  call: Call,
  order = 't.created_at, t.id',
): Promise<Answer> {
  const page = readPage(call.query);
  const total = await countRows(scope.manager, definition.table, where);
  const rows = await findRows(scope.manager, definition.table, where, { ...page, order });
  return { status: 200, body: envelope(total, await presentAll(scope, definition, rows, call.fields)) };
}
