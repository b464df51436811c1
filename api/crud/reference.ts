import type { Scope } from '../context.ts';
import type { HeaderRow } from '../database/columns.ts';
import { ApiError, violation } from '../errors.ts';
import type { AnyDefinition } from './definition.ts';
import { findItem, locateParents, placeholders, within } from './locate.ts';

/**
 * The object a reference stands for. It may be built from names or ids, on any host: only the path after /api counts.
 * @throws a violation at the pointer when it refers to nothing, to another kind, or to an object out of reach.
 */
export async function resolveReference(
  scope: Scope,
  pointer: string,
  reference: string,
  definition: AnyDefinition,
  orgId: string | null,
): Promise<HeaderRow> {
  const kind = definition.type.replaceAll('_', ' ');
  const segments = pathAfterApi(reference);
  const match = segments && matchPath(definition, segments);
  if (!match) throw violation(pointer, `must be the URL of a ${kind}, such as ${exampleUrl(definition)}`);
  const row = await follow(scope, definition, match, pointer);
  if (!row || (orgId !== null && row.org_id !== orgId))
    throw violation(pointer, `refers to no ${kind} that exists here`);
  return row;
}

interface Match {
  path: string;
  segments: Record<string, string>;
}

async function follow(scope: Scope, definition: AnyDefinition, { path, segments }: Match, pointer: string) {
  try {
    const parents = await locateParents(scope, path, segments);
    const { item = '', version } = segments;
    if (definition.versionColumn && version === undefined)
      await demandSingleVersion(scope, definition, parents, item, pointer);
    return await findItem(scope, definition, parents, item, version === undefined ? {} : { version });
  } catch (error) {
    if (error instanceof ApiError && error.code === 'not_found') return null;
    throw error;
  }
}

/** A bare name is right while one version exists. */
async function demandSingleVersion(
  scope: Scope,
  definition: AnyDefinition,
  parents: Record<string, HeaderRow>,
  name: string,
  pointer: string,
): Promise<void> {
  const count = await scope.manager
    .getRepository(definition.table)
    .countBy({ ...within(scope, definition, parents), name });
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

function matchPath(definition: AnyDefinition, segments: string[]): Match | null {
  for (const path of definition.paths) {
    for (const suffix of definition.versionColumn ? ['/{item}', '/{item}/{version}'] : ['/{item}']) {
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

function exampleUrl(definition: AnyDefinition): string {
  return `https://<host>/api${definition.paths[0].replaceAll('{', '<').replaceAll('}', '>')}/<name or id>`;
}
