import type { Scope } from '../context.ts';
import type { HeaderRow } from '../database/columns.ts';
import { ask } from '../database/statement.ts';
import { Clause, countRows } from '../database/where.ts';
import { columnsOf, quoted } from '../database/write.ts';
import { violation } from '../errors.ts';
import { groupBy } from '../group-by.ts';
import { placeholders } from '../http/route.ts';
import { isUuid } from '../uuid.ts';
import { nounOf, type Target } from './definition.ts';
import { findItem, whereSegments } from './locate.ts';

/**
 * The object a reference stands for. It may be built from names or ids, on any host: only the path after /api counts.
 * It is kept from being changed or deleted until the transaction ends: where the id goes into a list or a document, no
 * foreign key would notice that it is gone.
 * @throws a violation at the pointer when it refers to nothing, to another kind, or to an object out of reach.
 */
export async function resolveReference<Row extends HeaderRow>(
  scope: Scope,
  pointer: string,
  reference: string,
  target: Target<Row>,
  orgId: string | null,
): Promise<Row> {
  const row = await findReference(scope, pointer, reference, target);
  if (!row || (orgId !== null && row.org_id !== orgId)) throw refersToNothing(pointer, target);
  return row;
}

/**
 * The objects that the references of one field stand for, in one query for all that stand in one collection, kept like
 * one that is referred to alone.
 * @throws a violation at the place of the first that refers to nothing, to another kind, or to an object out of reach.
 */
export async function resolveReferences<Row extends HeaderRow>(
  scope: Scope,
  field: string | ((index: number) => string),
  references: readonly string[],
  target: Target<Row>,
  orgId: string | null,
): Promise<Row[]> {
  const pointerAt = typeof field === 'string' ? (index: number) => `${field}/${index}` : field;
  const matches = references.map((reference, index) => matchOf(pointerAt(index), reference, target));
  const found: Found<Row> = new Map();
  for (const group of groupBy(matches, collectionOf).values()) {
    for (const row of await findGroup(scope, target, group)) note(found, collectionOf(group[0] as Match), row);
  }
  return matches.map((match, index) => {
    const row = oneOf(found.get(`${collectionOf(match)} ${itemOf(match)}`) ?? [], target, match, pointerAt(index));
    if (!row || (orgId !== null && row.org_id !== orgId)) throw refersToNothing(pointerAt(index), target);
    return row;
  });
}

/** What was found, by collection and id, and by collection and name. */
type Found<Row> = Map<string, Row[]>;

function note<Row extends HeaderRow>(found: Found<Row>, collection: string, row: Row): void {
  for (const item of [row.id, row.name]) {
    const key = `${collection} ${item}`;
    const rows = found.get(key);
    if (rows) rows.push(row);
    else found.set(key, [row]);
  }
}

/** The version that is named; without one the only one. */
function oneOf<Row>(rows: readonly Row[], target: Target, { segments }: Match, pointer: string): Row | undefined {
  const { item = '', version } = segments;
  const column = target.versionColumn as keyof Row | undefined;
  const fitting = version === undefined || !column ? rows : rows.filter((row) => row[column] === version);
  if (fitting.length > 1) throw severalVersions(pointer, item, fitting.length);
  return fitting[0];
}

/** An id is compared without case, as everywhere. */
const itemOf = ({ segments: { item = '' } }: Match) => (isUuid(item) ? item.toLowerCase() : item);

/** What the references to the objects of one collection have in common. */
const collectionOf = ({ path, segments: { item: _item, version: _version, ...parents } }: Match) =>
  JSON.stringify([path, parents]);

/**
 * The objects of one collection, by id or name; a UUID-shaped segment is only ever an id. They are locked in the order
 * of their ids, so that two requests don't wait for each other.
 */
async function findGroup<Row extends HeaderRow>(scope: Scope, target: Target<Row>, group: Match[]): Promise<Row[]> {
  const [first] = group;
  if (!first) return [];
  const items = group.map(itemOf);
  const [ids, names] = [items.filter(isUuid), items.filter((item) => !isUuid(item))];
  const clause = new Clause();
  const collection = clause.write('t', whereSegments(scope, target, first.path, first.segments));
  const named = `t.id = ANY (${clause.place(ids)}) OR t.name = ANY (${clause.place(names)})`;
  const text = `SELECT ${columnsOf(target.table)} FROM ${quoted(target.table)} t WHERE ${collection} AND (${named})`;
  return ask<Row>(scope.manager, `${text} ORDER BY t.id FOR SHARE OF t`, clause.values);
}

/**
 * The object a reference stands for, wherever it is; null: there is none.
 * @throws a violation at the pointer when it refers to another kind.
 */
export async function findReference<Row extends HeaderRow>(
  scope: Scope,
  pointer: string,
  reference: string,
  target: Target<Row>,
): Promise<Row | null> {
  const match = matchOf(pointer, reference, target);
  await demandSingleVersion(scope, target, match, pointer);
  return findItem(scope, target, match.path, match.segments, { lock: 'FOR SHARE' });
}

/** Whether a reference says the id, which nobody guesses, rather than a name. */
export const saysId = (reference: string): boolean => isUuid(pathAfterApi(reference)?.at(-1) ?? '');

export const refersToNothing = (pointer: string, target: Pick<Target, 'type'>) =>
  violation(pointer, `refers to no ${nounOf(target)} that exists here`);

/** What a reference names. @throws a violation at the pointer for what is no URL of such an object */
export function matchOf(pointer: string, reference: string, target: Target): Match {
  const segments = pathAfterApi(reference);
  const match = segments && matchPath(target, segments);
  if (match) return match;
  throw violation(pointer, `must be the URL of a ${nounOf(target)}, such as ${exampleUrl(target)}`);
}

interface Match {
  path: string;
  segments: Record<string, string>;
}

/** A bare name is right while one version exists. */
async function demandSingleVersion(scope: Scope, target: Target, match: Match, pointer: string): Promise<void> {
  const { item: name = '', version } = match.segments;
  if (!target.versionColumn || version !== undefined || isUuid(name)) return;
  const where = { ...whereSegments(scope, target, match.path, match.segments), name };
  const count = await countRows(scope.manager, target.table, where);
  if (count > 1) throw severalVersions(pointer, name, count);
}

const severalVersions = (pointer: string, name: string, count: number) =>
  violation(pointer, `${name} has ${count} versions; name one: …/${name}/1.0.0`);

/** Splits `https://any.host/api/a/b` or `/api/a/b` into ['a', 'b']; null when there is no /api in it. */
function pathAfterApi(reference: string): string[] | null {
  const path = /^(?:[a-z][a-z0-9+.-]*:\/\/[^/?#]*)?\/?(?:[^?#]*?\/)?api\/([^?#]+)/i.exec(reference)?.[1];
  if (path === undefined) return null;
  try {
    return withoutSlashes(path).split('/').map(decodeURIComponent);
  } catch {
    return null;
  }
}

/** Without those at its end; a pattern for them would begin anew at each of many slashes. */
function withoutSlashes(path: string): string {
  let end = path.length;
  while (path[end - 1] === '/') end -= 1;
  return path.slice(0, end);
}

function matchPath(target: Target, segments: string[]): Match | null {
  for (const path of target.paths) {
    for (const suffix of target.versionColumn ? ['/{item}', '/{item}/{version}'] : ['/{item}']) {
      const found = matchPattern(`${path}${suffix}`, segments);
      if (found) return { path, segments: found };
    }
  }
  return null;
}

function matchPattern(pattern: string, segments: string[]): Record<string, string> | null {
  const parts = pattern.split('/').filter(Boolean);
  if (parts.length !== segments.length) return null;
  const fits = parts.every((part, index) => part.startsWith('{') || part === segments[index]);
  if (!fits) return null;
  const variable = parts.flatMap((part, index) => (part.startsWith('{') ? [segments[index] ?? ''] : []));
  return Object.fromEntries(placeholders(pattern).map((placeholder, index) => [placeholder, variable[index] ?? '']));
}

function exampleUrl(target: Target): string {
  return `https://<host>/api${target.paths[0].replaceAll('{', '<').replaceAll('}', '>')}/<name or id>`;
}
