import { z } from 'zod';
import { CLOUD_PERMISSIONS, ORG_PERMISSIONS, type Permission } from '../../access/permission.ts';
import type { Scope } from '../../context.ts';
import { shown } from '../../crud/field.ts';
import { type FixedView, fixedId, fixedRoutes } from '../../crud/fixed-collection.ts';
import { violation } from '../../errors.ts';

/**
 * Permissions by the collection that paths name; `provider` is what roles of provider organizations can hold. There are no
 * consumer organizations and no deployments here, and so no permissions in them.
 */
const COLLECTIONS = new Map<string, readonly Permission[]>([
  ['org', ORG_PERMISSIONS],
  ['cloud', CLOUD_PERMISSIONS],
  ['provider', ORG_PERMISSIONS],
  ['consumer', []],
  ['deployment', []],
]);

/** The catalogue of permissions. */
export const permissionRoutes = fixedRoutes({
  path: '/cloud/permissions',
  access: 'signed-in',
  nouns: 'permissions',
  schema: z
    .strictObject({
      type: z.literal('permission'),
      api_version: z.literal('2.0.0'),
      id: shown.id(),
      name: z.string(),
      title: z.string(),
      collection: z.enum(['cloud', 'org']),
      url: z.url(),
    })
    .meta({ id: 'Permission' }),
  collections: [...COLLECTIONS.keys()],
  viewsOf: (scope, collection) => (COLLECTIONS.get(collection) ?? []).map((permission) => present(scope, permission)),
});

/** By name or id. */
function find(collection: string, segment: string): Permission | undefined {
  return COLLECTIONS.get(collection)?.find(
    (each) => each.split('/')[1] === segment || idOf(each) === segment.toLowerCase(),
  );
}

function present(scope: Scope, permission: Permission): FixedView {
  const [collection = '', name = ''] = permission.split('/');
  return {
    type: 'permission',
    api_version: '2.0.0',
    id: idOf(permission),
    name,
    title: permission,
    collection,
    url: permissionUrl(scope, permission),
  };
}

const idOf = (permission: Permission) => fixedId('permission', permission);

export function permissionUrl(scope: Scope, permission: string): string {
  return `${scope.publicUrl()}/api/cloud/permissions/${permission}`;
}

const PATH = /(?:^|\/)api\/cloud\/permissions\/([^/?#]+)\/([^/?#]+)\/?(?:[?#].*)?$/;

/**
 * The permission a URL stands for, on any host.
 * @throws a violation at the pointer when there is none.
 */
export function resolvePermission(pointer: string, url: string): Permission {
  const [, collection = '', segment = ''] = PATH.exec(url) ?? [];
  const found = find(collection, segment.replace(/%3a/i, ':'));
  if (found) return found;
  throw violation(pointer, 'must be the URL of a permission, such as https://<host>/api/cloud/permissions/org/view');
}
