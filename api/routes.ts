import { auditEventRoutes } from './audit/audit-event-routes.ts';
import { provenanceRoutes } from './audit/provenance-routes.ts';
import type { Route } from './http/route.ts';
import { resourceRoutes } from './resources/index.ts';

/** Every route under /api, with who may use it: the single list that is mounted. */
export const routes: readonly Route[] = [...auditEventRoutes, ...provenanceRoutes, ...resourceRoutes];
