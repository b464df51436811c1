import type { EntitySchema } from 'typeorm';
import type { Scope } from '../context.ts';
import type { HeaderRow } from '../database/columns.ts';
import { ask } from '../database/statement.ts';
import { Clause, type Condition, type Where } from '../database/where.ts';
import { columnsOf, quoted } from '../database/write.ts';
import { notFound, violation } from '../errors.ts';
import { type Call, placeholders } from '../http/route.ts';
import { isUuid } from '../uuid.ts';
import type { Target } from './definition.ts';

type Segments = Readonly<Record<string, string>>;

/** What the rows of a collection have in common: their organization, and the ids of other parents. */
export type Collection = Readonly<Record<string, string>>;

/**
 * The collection of a path of the request. Without an organization in the path it is that of `admin`.
 * @throws 404 when one of the parents is not there.
 */
export async function locateCollection(
  scope: Scope,
  target: Pick<Target, 'parents' | 'acrossOrgs'>,
  path: string,
  call: Call,
): Promise<Collection> {
  if (target.acrossOrgs) return {};
  const collection: Record<string, string> = { org_id: path.includes('{org}') ? call.orgId : scope.adminOrgId };
  for (const [placeholder, table] of parentsOf(target, path)) {
    const found = await findId(scope, table, { org_id: collection.org_id, ...keyOf(call.params[placeholder]) });
    if (found === undefined) throw notFound();
    collection[`${placeholder}_id`] = found;
  }
  return collection;
}

async function findId({ manager }: Scope, table: EntitySchema, where: Where): Promise<string | undefined> {
  const clause = new Clause();
  const text = `SELECT p.id FROM ${quoted(table)} p WHERE ${clause.write('p', where)}`;
  return (await ask<{ id: string }>(manager, text, clause.values))[0]?.id;
}

function parentsOf(target: Pick<Target, 'parents'>, path: string): [string, EntitySchema<HeaderRow>][] {
  return placeholders(path).flatMap((placeholder) => {
    const table = target.parents?.[placeholder];
    return table ? [[placeholder, table] as [string, EntitySchema<HeaderRow>]] : [];
  });
}

/** A UUID-shaped segment is only ever an id. */
function keyOf(segment = ''): Where {
  return isUuid(segment) ? { id: segment.toLowerCase() } : { name: segment };
}

/** The rows that the segments of a path can stand for, with names and ids resolved in the very statement that asks. */
export function whereSegments(scope: Scope, target: Target, path: string, segments: Segments): Where {
  if (target.acrossOrgs) return {};
  const orgId = path.includes('{org}') ? idOfOrganization(scope, segments.org ?? '') : scope.adminOrgId;
  const parents = parentsOf(target, path).map(([placeholder, table]) => [
    `${placeholder}_id`,
    idWithin(table, { org_id: orgId, ...keyOf(segments[placeholder]) }),
  ]);
  return { org_id: orgId, ...Object.fromEntries(parents) };
}

function idOfOrganization(scope: Scope, segment: string): unknown {
  if (isUuid(segment)) return segment.toLowerCase();
  return idWithin('organization', { org_id: scope.adminOrgId, name: segment });
}

/** Equals the id of the one row that fits. */
function idWithin(table: EntitySchema<HeaderRow> | string, where: Where): Condition {
  const name = typeof table === 'string' ? table : quoted(table);
  return {
    sql(column, place) {
      const clause = new Clause(place);
      return `${column} = (SELECT p.id FROM ${name} p WHERE ${clause.write('p', where)})`;
    },
  };
}

export interface Lookup {
  /** Locks the row until the transaction ends. */
  lock?: 'FOR UPDATE' | 'FOR SHARE';
}

/** One object by name or id, within the parents of its path. Null: there is none. */
export async function findItem<Row extends HeaderRow>(
  scope: Scope,
  target: Target<Row>,
  path: string,
  segments: Segments,
  { lock }: Lookup = {},
): Promise<Row | null> {
  const { item = '', version } = segments;
  const key: Record<string, unknown> = { ...keyOf(item) };
  if ('name' in key && !('name' in target.table.options.columns)) return null;
  if (version !== undefined && target.versionColumn) key[target.versionColumn] = version;
  return findOne(scope, target, { ...whereSegments(scope, target, path, segments), ...key }, { ...(lock && { lock }) });
}

/** The one row that fits; null: there is none. */
export async function findOne<Row extends HeaderRow>(
  { manager }: Pick<Scope, 'manager'>,
  { table }: Pick<Target<Row>, 'table'>,
  where: Where,
  { lock }: Lookup = {},
): Promise<Row | null> {
  const clause = new Clause();
  const text = `SELECT ${columnsOf(table)} FROM ${quoted(table)} t WHERE ${clause.write('t', where)} LIMIT 1`;
  const [row] = await ask<Row>(manager, lock ? `${text} ${lock} OF t` : text, clause.values);
  return row ?? null;
}

/**
 * The object a change is about, locked.
 * @throws 404; 400 for a bare name where the name alone is not the key.
 */
export async function locateItem<Row extends HeaderRow>(
  scope: Scope,
  target: Target<Row>,
  path: string,
  segments: Segments,
): Promise<Row> {
  const { item = '', version } = segments;
  if (target.versionColumn && version === undefined && !isUuid(item)) {
    throw violation('', `Name the version too (${item}/1.0.0), or use the id: ${item} alone may be several.`);
  }
  const row = await findItem(scope, target, path, segments, { lock: 'FOR UPDATE' });
  if (!row) throw notFound();
  return row;
}
