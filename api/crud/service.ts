import type { Scope } from '../context.ts';
import type { HeaderRow } from '../database/columns.ts';
import { ask } from '../database/statement.ts';
import { Clause, type Where } from '../database/where.ts';
import { columnsOf, quoted } from '../database/write.ts';
import { invalid, notFound, violation } from '../errors.ts';
import type { Answer, Call } from '../http/route.ts';
import { answerOne, answerPage } from './answer.ts';
import { type Definition, nounOf } from './definition.ts';
import { demandFresh } from './etag.ts';
import { findItem, locateCollection, locateItem } from './locate.ts';
import { createSchema, parseBody, updateSchema } from './parse.ts';
import { change, describe, destroy, newRow, store } from './store.ts';
import { present } from './view.ts';
import { demandFixed } from './write.ts';

/** `further` are conditions beyond the collection: what the caller may see of it. */
export async function list<Row extends HeaderRow>(
  scope: Scope,
  definition: Definition<Row>,
  path: string,
  call: Call,
  further: Where = {},
): Promise<Answer> {
  const collection = await locateCollection(scope, definition, path, call);
  return answerPage(scope, definition, { ...collection, ...further }, call);
}

/** A profile's bare name answers the list of its versions; nothing of that name is an empty list. */
export function listVersions<Row extends HeaderRow>(
  scope: Scope,
  definition: Definition<Row>,
  path: string,
  call: Call,
): Promise<Answer> {
  return list(scope, definition, path, call, { name: call.params.item });
}

export async function get<Row extends HeaderRow>(
  scope: Scope,
  definition: Definition<Row>,
  path: string,
  call: Call,
): Promise<Answer> {
  const row = await findItem(scope, definition, path, call.params);
  if (!row) throw notFound();
  return answerOne(scope, definition, row, call);
}

export async function create<Row extends HeaderRow>(
  scope: Scope,
  definition: Definition<Row>,
  path: string,
  call: Call,
  prepared?: unknown,
): Promise<Answer> {
  const row = await createRow(scope, definition, path, call, prepared);
  return answerOne(scope, definition, row, call, { status: 201 });
}

/** Makes an object of what was sent. */
export async function createRow<Row extends HeaderRow>(
  scope: Scope,
  definition: Definition<Row>,
  path: string,
  call: Call,
  prepared?: unknown,
): Promise<Row> {
  const collection = await locateCollection(scope, definition, path, call);
  const input = parseBody(definition, createSchema(definition), call.body);
  const row = newRow(scope, definition, collection, input);
  if (definition.adminOnly && row.org_id !== scope.adminOrgId)
    throw violation('', `A ${nounOf(definition)} belongs to the organization admin; create it there.`);
  await store(scope, definition, { row, before: null, input, prepared });
  return row;
}

export async function update<Row extends HeaderRow>(
  scope: Scope,
  definition: Definition<Row>,
  path: string,
  call: Call,
  prepared?: unknown,
): Promise<Answer> {
  await definition.lockFirst?.(scope, call);
  const before = await locateItem(scope, definition, path, call.params);
  await demandFresh(scope, before, describe(definition, before), call.headers);
  const input = parseBody(definition, updateSchema(definition), call.body);
  if (definition.fixed?.some((field) => field in input)) {
    demandFixed(definition, await present(scope, definition, before), input);
  }
  const row = { ...before };
  await change(scope, definition, { row, before, input, prepared });
  return answerOne(scope, definition, row, call);
}

export async function remove<Row extends HeaderRow>(
  scope: Scope,
  definition: Definition<Row>,
  path: string,
  call: Call,
): Promise<Answer> {
  await definition.lockFirst?.(scope, call);
  const row = await locateItem(scope, definition, path, call.params);
  await demandFresh(scope, row, describe(definition, row), call.headers);
  const { body } = await answerOne(scope, definition, row, call);
  await destroy(scope, definition, row);
  return { status: 200, body };
}

/**
 * Clears a collection in one transaction: built-ins stay, and one object in use refuses the whole.
 * @param stays what else is left
 */
export async function clear<Row extends HeaderRow>(
  scope: Scope,
  definition: Definition<Row>,
  path: string,
  call: Call,
  stays: (row: Row) => Promise<boolean> = async () => false,
): Promise<Answer> {
  const collection = await locateCollection(scope, definition, path, call);
  const { id, name } = call.organization;
  if (call.query.confirm !== name && call.query.confirm !== id) {
    throw invalid(definition.schema, [
      { pointer: '', message: `say confirm=${name} to delete every object of the collection` },
    ]);
  }
  await definition.lockFirst?.(scope, call);
  for (const row of await lockAll(scope, definition, collection)) {
    if (!definition.isBuiltIn?.(row) && !(await stays(row))) await destroy(scope, definition, row);
  }
  return { status: 204 };
}

function lockAll<Row extends HeaderRow>({ manager }: Scope, { table }: Definition<Row>, where: Where): Promise<Row[]> {
  const clause = new Clause();
  const all = `SELECT ${columnsOf(table)} FROM ${quoted(table)} t WHERE ${clause.write('t', where)}`;
  return ask<Row>(manager, `${all} ORDER BY t.id FOR UPDATE OF t`, clause.values);
}
