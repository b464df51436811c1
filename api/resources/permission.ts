import { createHash } from 'node:crypto';
import { CLOUD_PERMISSIONS, ORG_PERMISSIONS, PERMISSIONS, type Permission } from '../accounts/permissions.ts';
import type { Scope } from '../context.ts';
import { envelope } from '../crud/page.ts';
import { pickFields } from '../crud/view.ts';
import { notFound, violation } from '../errors.ts';
import type { Answer, Call, Route } from '../http/route.ts';

/** Permissions by the collection that paths name; `provider` is what roles of provider organizations can hold. */
const COLLECTIONS: Readonly<Record<string, readonly Permission[]>> = {
  cloud: CLOUD_PERMISSIONS,
  org: ORG_PERMISSIONS,
  provider: ORG_PERMISSIONS,
};

/** The catalogue of permissions: part of the program, so there is no table. */
export const permissionRoutes: Route[] = [
  { method: 'get', path: '/cloud/permissions', access: 'signed-in', run: async (scope, call) => list(scope, call) },
  {
    method: 'get',
    path: '/cloud/permissions/{collection}',
    access: 'signed-in',
    run: async (scope, call) => list(scope, call),
  },
  {
    method: 'get',
    path: '/cloud/permissions/{collection}/{permission}',
    access: 'signed-in',
    run: async (scope, call) => get(scope, call),
  },
];

function list(scope: Scope, call: Call): Answer {
  const { collection } = call.params;
  const permissions = collection === undefined ? PERMISSIONS : COLLECTIONS[collection];
  if (!permissions) throw notFound();
  const results = permissions.map((permission) => pickFields(present(scope, permission), call.query.fields));
  return { status: 200, body: envelope(results.length, results) };
}

function get(scope: Scope, call: Call): Answer {
  const { collection = '', permission = '' } = call.params;
  const found = find(collection, permission);
  if (!found) throw notFound();
  return { status: 200, body: pickFields(present(scope, found), call.query.fields) };
}

/** By name or id. */
function find(collection: string, segment: string): Permission | undefined {
  return COLLECTIONS[collection]?.find(
    (each) => each.split('/')[1] === segment || idOf(each) === segment.toLowerCase(),
  );
}

function present(scope: Scope, permission: Permission): Record<string, unknown> {
  const [collection, name] = permission.split('/');
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

/** A permission has no row: its id (RFC 9562, version 8) is made from its name, the same in every cloud. */
function idOf(permission: Permission): string {
  const hex = createHash('sha256').update(`gatepost permission ${permission}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
