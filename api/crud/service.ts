import { randomUUID } from 'node:crypto';
import type { FindOptionsWhere } from 'typeorm';
import { touchOf } from '../audit/trail.ts';
import type { Scope } from '../context.ts';
import type { HeaderRow } from '../database/columns.ts';
import { nullableDefaults } from '../database/row.ts';
import { ApiError, invalid, notFound, violation } from '../errors.ts';
import type { Answer, Call } from '../http/route.ts';
import type { AnyDefinition, Change } from './definition.ts';
import { demandFresh, etagOf } from './etag.ts';
import { findItem, locateItem, locateParents, within } from './locate.ts';
import { deriveName } from './name.ts';
import { envelope, readPage } from './page.ts';
import { type Body, createSchema, parseBody, updateSchema } from './parse.ts';
import { pickFields, present, presentAll } from './view.ts';
import { assign, changedColumns, demandFixed, demandFreeName } from './write.ts';

export async function list(scope: Scope, definition: AnyDefinition, path: string, call: Call): Promise<Answer> {
  const parents = await locateParents(scope, path, call.params);
  const where = { ...within(scope, definition, parents), ...definition.visible?.(scope) };
  return answerPage(scope, definition, where, call);
}

/** A profile's bare name answers the list of its versions; nothing of that name is an empty list. */
export async function listVersions(scope: Scope, definition: AnyDefinition, path: string, call: Call): Promise<Answer> {
  const parents = await locateParents(scope, path, call.params);
  return answerPage(scope, definition, { ...within(scope, definition, parents), name: call.params.item }, call);
}

/** A page of the rows that fit. */
export async function answerPage(
  scope: Scope,
  definition: AnyDefinition,
  where: Record<string, unknown>,
  call: Call,
): Promise<Answer> {
  const { limit, offset } = readPage(call.query);
  const [rows, total] = await scope.manager.getRepository(definition.table).findAndCount({
    where: where as FindOptionsWhere<HeaderRow>,
    order: { created_at: 'ASC', id: 'ASC' },
    take: limit,
    skip: offset,
  });
  const views = await presentAll(scope, definition, rows);
  return {
    status: 200,
    body: envelope(
      total,
      views.map((view) => pickFields(view, call.query.fields, definition.addable)),
    ),
  };
}

export async function get(scope: Scope, definition: AnyDefinition, path: string, call: Call): Promise<Answer> {
  const parents = await locateParents(scope, path, call.params);
  const { item = '', version } = call.params;
  const row = await findItem(scope, definition, parents, item, version === undefined ? {} : { version });
  if (!row) throw notFound();
  return answer(scope, definition, row, call);
}

export async function create(scope: Scope, definition: AnyDefinition, path: string, call: Call): Promise<Answer> {
  const parents = await locateParents(scope, path, call.params);
  const input = parseBody(definition, createSchema(definition), call.body);
  const orgId = parents.org?.id ?? scope.adminOrgId;
  if (definition.adminOnly && orgId !== scope.adminOrgId) {
    throw violation(
      '',
      `A ${definition.type.replaceAll('_', ' ')} belongs to the organization admin; create it there.`,
    );
  }
  const row = newRow(scope, definition, orgId, parents, input);
  const change: Change<HeaderRow, Body> = { row, before: null, input, parents };
  await store(scope, definition, change);
  const once = definition.presentOnce?.(scope, change) ?? {};
  return answer(scope, definition, row, call, 201, once);
}

/** Writes a new row through all rules of its resource; also for objects that Gatepost itself makes. */
export async function store(scope: Scope, definition: AnyDefinition, change: Change<HeaderRow, Body>): Promise<void> {
  const { row, input } = change;
  await assign(scope, definition, change);
  row.name = typeof input.name === 'string' ? input.name : row.name || deriveName(row.title);
  row.title ??= row.name;
  await demandFreeName(scope, definition, change);
  await definition.check?.(scope, change);
  await scope.manager.getRepository(definition.table).insert(row);
  scope.trail?.push(touchOf('create', definition, row, Object.keys(input)));
  await definition.after?.(scope, change);
}

/** A row with its bookkeeping and the columns' defaults, ready to be assigned to. */
export function newRow(
  scope: Scope,
  definition: AnyDefinition,
  orgId: string,
  parents: Readonly<Record<string, HeaderRow>>,
  input: Body,
): HeaderRow {
  const { org: _org, ...others } = parents;
  const parentIds = Object.entries(others).map(([type, row]) => [`${type}_id`, row.id]);
  return {
    ...nullableDefaults(definition.table),
    ...Object.fromEntries(parentIds),
    id: randomUUID(),
    org_id: orgId,
    version: 1,
    updated_by: scope.caller.id,
    created_at: scope.now,
    updated_at: scope.now,
    title: typeof input.title === 'string' ? input.title : input.name,
  } as HeaderRow;
}

export async function update(scope: Scope, definition: AnyDefinition, path: string, call: Call): Promise<Answer> {
  const parents = await locateParents(scope, path, call.params);
  const before = await locateItem(scope, definition, parents, call.params);
  await demandFresh(scope, before, describe(definition, before), call.headers);
  const input = parseBody(definition, updateSchema(definition), call.body);
  if (definition.fixed?.some((field) => field in input)) {
    demandFixed(definition, await present(scope, definition, before), input);
  }
  const row = { ...before };
  await change(scope, definition, { row, before, input, parents });
  return answer(scope, definition, row, call);
}

/** Changes a locked row through all rules of its resource. Nothing is written, and no version grows, when nothing differs. */
export async function change(scope: Scope, definition: AnyDefinition, change: Change<HeaderRow, Body>): Promise<void> {
  const { row, before } = change;
  if (!before) throw new Error('A change needs the row as it was.');
  await assign(scope, definition, change);
  await demandFreeName(scope, definition, change);
  await definition.check?.(scope, change);
  await save(scope, definition, before, row);
  await definition.after?.(scope, change);
}

/** Writes the columns that differ, on the very version that was read. */
export async function save(scope: Scope, definition: AnyDefinition, before: HeaderRow, row: HeaderRow): Promise<void> {
  const columns = changedColumns(definition, before, row);
  if (columns.length === 0) return;
  Object.assign(row, { version: before.version + 1, updated_at: scope.now, updated_by: scope.caller.id });
  const values = Object.fromEntries(
    [...columns, 'version', 'updated_at', 'updated_by'].map((column) => [column, row[column as keyof HeaderRow]]),
  );
  const where = { id: row.id, version: before.version };
  const { affected } = await scope.manager.getRepository(definition.table).update(where, values);
  if (affected !== 1) throw new ApiError('stale', `The ${describe(definition, before)} changed in between; try again.`);
  scope.trail?.push(touchOf('update', definition, row, columns));
}

export async function remove(scope: Scope, definition: AnyDefinition, path: string, call: Call): Promise<Answer> {
  const parents = await locateParents(scope, path, call.params);
  const row = await locateItem(scope, definition, parents, call.params);
  await demandFresh(scope, row, describe(definition, row), call.headers);
  const gone = await answer(scope, definition, row, call);
  await destroy(scope, definition, row);
  return { status: 200, body: gone.body };
}

/** Deletes one object unless it is shipped or somebody uses it. */
export async function destroy(scope: Scope, definition: AnyDefinition, row: HeaderRow): Promise<void> {
  if (definition.isBuiltIn?.(row)) {
    throw new ApiError('conflict', `The ${describe(definition, row)} is built in and cannot be deleted.`);
  }
  const users = (await definition.usedBy?.(scope, row)) ?? [];
  if (users.length > 0) {
    throw new ApiError('in_use', `The ${describe(definition, row)} is in use by ${users.join(', ')}.`, {
      errors: users,
    });
  }
  await definition.beforeDelete?.(scope, row);
  await scope.manager.getRepository(definition.table).delete({ id: row.id });
  scope.trail?.push(touchOf('delete', definition, row));
}

/** Clears a collection in one transaction: built-ins stay, and one object in use refuses the whole. */
export async function clear(scope: Scope, definition: AnyDefinition, path: string, call: Call): Promise<Answer> {
  const parents = await locateParents(scope, path, call.params);
  const org = parents.org?.name ?? 'admin';
  if (call.query.confirm !== org && call.query.confirm !== (parents.org?.id ?? scope.adminOrgId)) {
    throw invalid(definition.schema, [
      { pointer: '', message: `say confirm=${org} to delete every object of the collection` },
    ]);
  }
  const where = within(scope, definition, parents) as FindOptionsWhere<HeaderRow>;
  const rows = await scope.manager.getRepository(definition.table).find({ where, lock: { mode: 'pessimistic_write' } });
  for (const row of rows.filter((each) => !definition.isBuiltIn?.(each))) {
    if (!(await definition.survivesClearing?.(scope, row))) await destroy(scope, definition, row);
  }
  return { status: 204 };
}

async function answer(
  scope: Scope,
  definition: AnyDefinition,
  row: HeaderRow,
  call: Call,
  status = 200,
  once: Body = {},
): Promise<Answer> {
  const view = { ...(await present(scope, definition, row)), ...once };
  return { status, body: pickFields(view, call.query.fields, definition.addable), headers: { ETag: etagOf(row) } };
}

export function describe(definition: AnyDefinition, row: HeaderRow): string {
  return `${definition.type.replaceAll('_', ' ')} "${row.name}"`;
}
