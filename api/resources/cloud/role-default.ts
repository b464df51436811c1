import { z } from 'zod';
import { PROVIDER_ORG_ROLES, type ShippedRole } from '../../access/permission-matrix.ts';
import type { Scope } from '../../context.ts';
import { shown } from '../../crud/field.ts';
import { fixedId, fixedRoutes } from '../../crud/fixed-collection.ts';
import { permissionUrl } from '../organizations/permission-catalogue.ts';

/** The roles that a new organization gets, by its kind. There are no consumer organizations, and so no roles for them. */
const DEFAULTS = new Map<string, readonly ShippedRole[]>([
  ['provider', PROVIDER_ORG_ROLES],
  ['consumer', []],
]);

const PATH = '/cloud/settings/role-defaults';

/** What ships is part of the program: it can be read, not changed. */
export const roleDefaultRoutes = fixedRoutes({
  path: PATH,
  access: ['cloud/view', 'org/settings:view'],
  nouns: 'roles that new organizations get',
  schema: z
    .strictObject({
      type: z.literal('role_default'),
      api_version: z.literal('2.0.0'),
      id: shown.id(),
      name: z.string(),
      title: z.string(),
      scope: z.enum(['provider', 'consumer']),
      permission_urls: z.array(z.url()),
      url: z.url(),
    })
    .meta({ id: 'RoleDefault' }),
  collections: [...DEFAULTS.keys()],
  viewsOf: (scope, kind) => (DEFAULTS.get(kind) ?? []).map((role) => present(scope, kind, role)),
});

function present(scope: Scope, kind: string, { name, title, permissions }: ShippedRole) {
  return {
    type: 'role_default',
    api_version: '2.0.0',
    id: fixedId('role_default', `${kind}/${name}`),
    name,
    title,
    scope: kind,
    permission_urls: permissions.map((permission) => permissionUrl(scope, permission)),
    url: `${scope.publicUrl()}/api${PATH}/${kind}/${name}`,
  };
}
