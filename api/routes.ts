import { meRoutes } from './accounts/me.ts';
import { identityProviderRoutes } from './accounts/realm.ts';
import { tokenRoute } from './accounts/sign-in.ts';
import { register } from './crud/registry.ts';
import { routesOf } from './crud/routes.ts';
import type { Route } from './http/route.ts';
import { resources } from './resources/index.ts';
import { sendToOwnersRoute } from './resources/send-to-owners.ts';

register(resources);

/** Every route under /api, with who may use it: the single list that is mounted. */
export const routes: readonly Route[] = [
  tokenRoute,
  ...meRoutes,
  ...identityProviderRoutes,
  sendToOwnersRoute,
  ...resources.flatMap((resource) => routesOf(resource)),
];
