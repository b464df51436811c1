import type { AnyDefinition } from '../../crud/definition.ts';
import { routesOf } from '../../crud/routes.ts';
import type { Route } from '../../http/route.ts';
import { apiKey } from './api-key.ts';
import { apiKeyRoutes } from './api-key-routes.ts';
import { identityProviderRoutes } from './identity-provider-routes.ts';
import { meRoutes } from './me.ts';
import { myPermissionsRoute } from './my-permissions.ts';
import { mySessionRoutes } from './my-session.ts';
import { passwordResetRoutes } from './password-reset.ts';
import { registration } from './registration.ts';
import { createRegistrationRoutes } from './registration-routes.ts';
import { tokenRoute } from './sign-in.ts';
import { toolkitCredentialRoute } from './toolkit-credential.ts';
import { user } from './user.ts';
import { userRegistry } from './user-registry.ts';
import { sideSearchRoutes, userSearchRoute } from './user-search.ts';

/** Who can sign in, where and how, and what they sign in with. */
export const definitions: readonly AnyDefinition[] = [userRegistry, user, registration, apiKey];

export const routes: readonly Route[] = [
  tokenRoute,
  ...meRoutes,
  ...mySessionRoutes,
  ...passwordResetRoutes,
  myPermissionsRoute,
  ...identityProviderRoutes,
  toolkitCredentialRoute,
  ...routesOf(userRegistry),
  userSearchRoute,
  ...sideSearchRoutes,
  ...routesOf(user),
  ...createRegistrationRoutes,
  ...routesOf(registration),
  ...apiKeyRoutes,
];
