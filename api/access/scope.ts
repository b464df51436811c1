import { ORG_PERMISSIONS, PERMISSIONS, type Permission } from './permission.ts';

const ofOrg = (verb: string) => ORG_PERMISSIONS.filter((permission) => permission.endsWith(verb));

/** The scopes of API Connect's clients, and what each lets a client do here; of some there is nothing here to do. */
const SCOPES = new Map<string, readonly Permission[]>([
  ['cloud:view', ['cloud/view']],
  ['cloud:manage', ['cloud/manage']],
  ['provider-org:view', ['cloud/provider-org:view']],
  ['provider-org:manage', ['cloud/provider-org:manage']],
  ['org:view', ofOrg('view')],
  ['org:manage', ofOrg('manage')],
  ['member:view', ['org/member:view']],
  ['member:manage', ['org/member:manage']],
  ['settings:view', ['org/settings:view']],
  ['settings:manage', ['org/settings:manage']],
  ['topology:view', ['org/topology:view']],
  ['topology:manage', ['org/topology:manage']],
  ['api-analytics:view', ['cloud/analytics:view']],
  ...[
    ...['api-analytics:manage', 'drafts:view', 'drafts:edit', 'api-drafts:view', 'api-drafts:edit'],
    ...['product-drafts:view', 'product-drafts:edit', 'product:view', 'product:stage', 'product:manage'],
    ...['approval:view', 'approval:manage', 'subscription:view', 'subscription:manage'],
    ...['consumer-org:view', 'consumer-org:manage', 'consumer:view', 'consumer:manage'],
    ...['app:view', 'app:manage', 'app:view:all', 'app:manage:all', 'app-dev:manage', 'app-analytics:view'],
    ...['child:view', 'child:create', 'child:manage', 'my:view', 'my:manage', 'webhook:view', 'webhook:manage'],
  ].map((scope) => [scope, []] as const),
]);

/** Every scope that a client can have: permissions as they are written here, and the scopes of API Connect. */
export const KNOWN_SCOPES: readonly string[] = [...PERMISSIONS, ...SCOPES.keys()];

/** What a scope lets a client do; undefined: there is no such scope. A permission may be written `cloud:manage` too. */
export function permissionsOfScope(scope: string): readonly Permission[] | undefined {
  const written = scope.replace(/^(cloud|org):/, '$1/');
  const permission = PERMISSIONS.find((each) => each === written);
  return SCOPES.get(scope) ?? (permission && [permission]);
}

export function permissionsOfScopes(scopes: readonly string[]): Permission[] {
  return [...new Set(scopes.flatMap((scope) => permissionsOfScope(scope) ?? []))];
}
