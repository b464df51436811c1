import type { AnyDefinition } from '../../crud/definition.ts';
import { routesOf } from '../../crud/routes.ts';
import type { Route } from '../../http/route.ts';
import { analyticsService } from './analytics-service.ts';
import { availabilityZone } from './availability-zone.ts';
import { gatewayService } from './gateway-service.ts';
import { integrationRoutes } from './integration.ts';
import { portalService } from './portal-service.ts';
import { sharedServiceRoutes } from './shared-service.ts';

/** What the cloud runs, and where. */
export const definitions: readonly AnyDefinition[] = [
  availabilityZone,
  portalService,
  analyticsService,
  gatewayService,
];

export const routes: readonly Route[] = [
  ...integrationRoutes,
  ...routesOf(availabilityZone),
  ...sharedServiceRoutes(portalService),
  ...routesOf(portalService),
  ...sharedServiceRoutes(analyticsService),
  ...routesOf(analyticsService),
  ...sharedServiceRoutes(gatewayService),
  ...routesOf(gatewayService),
];
