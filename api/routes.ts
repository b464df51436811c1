import { meRoutes } from './accounts/me.ts';
import { myPermissionsRoute } from './accounts/my-permissions.ts';
import { passwordResetRoutes } from './accounts/password-reset.ts';
import { identityProviderRoutes } from './accounts/realm.ts';
import { tokenRoute } from './accounts/sign-in.ts';
import { auditEventRoutes } from './audit/routes.ts';
import { register } from './crud/registry.ts';
import { routesOf } from './crud/routes.ts';
import type { Route } from './http/route.ts';
import { resources } from './resources/index.ts';
import { integrationRoutes } from './resources/integration.ts';
import { roleDefaultRoutes } from './resources/role-default.ts';
import { sendToOwnersRoute } from './resources/send-to-owners.ts';
import { toolkitCredentialRoute } from './resources/toolkit-credential.ts';
import { topologyRoute } from './resources/topology.ts';

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
