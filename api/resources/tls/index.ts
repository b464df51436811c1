import type { AnyDefinition } from '../../crud/definition.ts';
import { routesOf } from '../../crud/routes.ts';
import type { Route } from '../../http/route.ts';
import { keystore } from './keystore.ts';
import { profileRoutes } from './shared-profile.ts';
import { tlsClientProfile } from './tls-client-profile.ts';
import { tlsServerProfile } from './tls-server-profile.ts';
import { truststore } from './truststore.ts';

/** How TLS is spoken, with which keys, and whom it trusts. */
export const definitions: readonly AnyDefinition[] = [keystore, truststore, tlsClientProfile, tlsServerProfile];

export const routes: readonly Route[] = [
  ...routesOf(keystore),
  ...routesOf(truststore),
  ...profileRoutes(tlsClientProfile),
  ...profileRoutes(tlsServerProfile),
];
