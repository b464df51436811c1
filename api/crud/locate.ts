import type { FindOptionsWhere } from 'typeorm';
import type { Scope } from '../context.ts';
import type { HeaderRow } from '../database/columns.ts';
import { notFound, violation } from '../errors.ts';
import type { AnyDefinition, Parents } from './definition.ts';
import { isUuid } from './field.ts';
import { definitionOf } from './registry.ts';

type Segments = Readonly<Record<string, string>>;

/** The placeholders of a path, in order: `/orgs/{org}/x` → ['org']. */
export function placeholders(path: string): string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
}

/**
 * Finds the objects that the placeholders of a path stand for, each within the one before it.
 * @throws 404 when there is none.
 */
export async function locateParents(scope: Scope, path: string, segments: Segments): Promise<Parents> {
  const parents: Record<string, HeaderRow> = {};
  for (const placeholder of placeholders(path).filter((each) => each !== 'item' && each !== 'version')) {
    const row = await findItem(scope, definitionOf(placeholder), parents, segments[placeholder] ?? '');
    if (!row) throw notFound();
    parents[placeholder] = row;
  }
  return parents;
}

/** The rows of a collection under these parents. Without an organization in the path it is the organization `admin`. */
export function within(scope: Scope, definition: AnyDefinition, parents: Parents): Record<string, unknown> {
  if (definition.acrossOrgs) return {};
  const { org, ...others } = parents;
  const byParent = Object.entries(others).map(([type, row]) => [`${type}_id`, row.id]);
  return { org_id: org?.id ?? scope.adminOrgId, ...Object.fromEntries(byParent) };
}

export interface Lookup {
  /** The version in `/{name}/{version}`. */
  version?: string;
  /** Locks the row until the transaction ends. */
  lock?: true;
}

/** One object by name or id; a UUID-shaped segment is only ever an id. Null: there is none. */
export async function findItem(
  scope: Scope,
  definition: AnyDefinition,
  parents: Parents,
  segment: string,
  { version, lock }: Lookup = {},
): Promise<HeaderRow | null> {
  const key: Record<string, unknown> = isUuid(segment) ? { id: segment.toLowerCase() } : { name: segment };
  if (version !== undefined && definition.versionColumn) key[definition.versionColumn] = version;
  if (!('id' in key) && !('name' in definition.table.options.columns)) return null;
  const where = { ...within(scope, definition, parents), ...key };
  return scope.manager.getRepository(definition.table).findOne({
    where: where as FindOptionsWhere<HeaderRow>,
    ...(lock && { lock: { mode: 'pessimistic_write' as const } }),
  });
}

/**
 * The object a change is about, locked.
 * @throws 404; 400 for a bare name where the name alone is not the key.
 */
export async function locateItem(
  scope: Scope,
  definition: AnyDefinition,
  parents: Parents,
  segments: Segments,
): Promise<HeaderRow> {
  const { item = '', version } = segments;
  if (definition.versionColumn && version === undefined && !isUuid(item)) {
    throw violation('', `Name the version too (${item}/1.0.0), or use the id: ${item} alone may be several.`);
  }
  const row = await findItem(scope, definition, parents, item, {
    lock: true,
    ...(version !== undefined && { version }),
  });
  if (!row) throw notFound();
  return row;
}
