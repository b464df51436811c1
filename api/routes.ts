import { auditEventRoutes } from './audit/audit-event-routes.ts';
import { register } from './crud/registry.ts';
import { routesOf } from './crud/routes.ts';
import type { Route } from './http/route.ts';
import { roleDefaultRoutes } from './resources/cloud/role-default.ts';
import { topologyRoute } from './resources/cloud/topology.ts';
import { sendToOwnersRoute } from './resources/email/send-to-owners.ts';
import { resources } from './resources/index.ts';
import { meRoutes } from './resources/people/me.ts';
import { myPermissionsRoute } from './resources/people/my-permissions.ts';
import { passwordResetRoutes } from './resources/people/password-reset.ts';
import { identityProviderRoutes } from './resources/people/realm.ts';
import { tokenRoute } from './resources/people/sign-in.ts';
import { toolkitCredentialRoute } from './resources/people/toolkit-credential.ts';
import { integrationRoutes } from './resources/services/integration.ts';

register(resources);

/** Every route under /api, with who may use it: the single list that is mounted. */
export const routes: readonly Route[] = [
  tokenRoute,
  ...meRoutes(),
  ...passwordResetRoutes,
  myPermissionsRoute,
  ...identityProviderRoutes,
  sendToOwnersRoute,
  ...integrationRoutes,
  ...roleDefaultRoutes,
  toolkitCredentialRoute,
  topologyRoute,
  ...auditEventRoutes,
  ...resources.flatMap((resource) => routesOf(resource)),
];
