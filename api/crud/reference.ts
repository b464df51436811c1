import type { Scope } from '../context.ts';
import type { HeaderRow } from '../database/columns.ts';
import { countRows } from '../database/where.ts';
import { violation } from '../errors.ts';
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
 * The object a reference stands for, wherever it is; null: there is none.
 * @throws a violation at the pointer when it refers to another kind.
 */
export async function findReference<Row extends HeaderRow>(
  scope: Scope,
  pointer: string,
  reference: string,
  target: Target<Row>,
): Promise<Row | null> {
  const segments = pathAfterApi(reference);
  const match = segments && matchPath(target, segments);
  if (!match) throw violation(pointer, `must be the URL of a ${nounOf(target)}, such as ${exampleUrl(target)}`);
  await demandSingleVersion(scope, target, match, pointer);
  return findItem(scope, target, match.path, match.segments, { lock: 'FOR SHARE' });
}

/** Whether a reference says the id, which nobody guesses, rather than a name. */
export const saysId = (reference: string): boolean => isUuid(pathAfterApi(reference)?.at(-1) ?? '');

export const refersToNothing = (pointer: string, target: Pick<Target, 'type'>) =>
  violation(pointer, `refers to no ${nounOf(target)} that exists here`);

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
  if (count > 1) throw violation(pointer, `${name} has ${count} versions; name one: …/${name}/1.0.0`);
}

/** Splits `https://any.host/api/a/b` or `/api/a/b` into ['a', 'b']; null when there is no /api in it. */
function pathAfterApi(reference: string): string[] | null {
  const path = /^(?:[a-z][a-z0-9+.-]*:\/\/[^/?#]*)?\/?(?:[^?#]*?\/)?api\/([^?#]+)/i.exec(reference)?.[1];
  if (path === undefined) return null;
  try {
    return path.replace(/\/+$/, '').split('/').map(decodeURIComponent);
  } catch {
    return null;
  }
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
