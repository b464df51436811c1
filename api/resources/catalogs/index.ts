import type { AnyDefinition } from '../../crud/definition.ts';
import { type EmptyCollection, emptyRoutes } from '../../crud/empty-collection.ts';
import { routesOf } from '../../crud/routes.ts';
import type { Route } from '../../http/route.ts';
import { catalogTable } from '../../tables/catalog.ts';
import { catalog } from './catalog.ts';
import { catalogSetting, catalogSettingRoutes } from './catalog-setting.ts';
import { configuredGatewayService } from './configured-gateway-service.ts';

/** Where organizations publish their APIs, and through which gateways. */
export const definitions: readonly AnyDefinition[] = [catalog, catalogSetting, configuredGatewayService];

export const routes: readonly Route[] = [
  ...routesOf(catalog),
  ...catalogSettingRoutes,
  ...routesOf(configuredGatewayService),
  ...emptyRoutes(catalog.paths.flatMap(emptyOf)),
];

/** People belong to organizations here, not to single catalogs, and nothing calls out. */
function emptyOf(catalogs: string): EmptyCollection[] {
  const within = (words: string, access: EmptyCollection['access'], nouns: string) => ({
    path: `${catalogs}/{catalog}/${words}`,
    access,
    nouns: `${nouns} of a catalog`,
    parents: { catalog: catalogTable },
  });
  return [
    within('members', ['org/member:view'], 'members'),
    within('roles', ['org/member:view'], 'roles'),
    within('member-invitations', ['org/member:view'], 'invitations of members'),
    within('webhooks', ['org/view'], 'webhooks'),
  ];
}
