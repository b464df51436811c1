import type { AnyDefinition } from '../../crud/definition.ts';
import { routesOf } from '../../crud/routes.ts';
import type { Route } from '../../http/route.ts';
import { catalog } from './catalog.ts';
import { catalogSetting, catalogSettingRoutes } from './catalog-setting.ts';
import { configuredGatewayService } from './configured-gateway-service.ts';

/** Where organizations publish their APIs, and through which gateways. */
export const definitions: readonly AnyDefinition[] = [catalog, catalogSetting, configuredGatewayService];

export const routes: readonly Route[] = [
  ...routesOf(catalog),
  ...catalogSettingRoutes,
  ...routesOf(configuredGatewayService),
];
