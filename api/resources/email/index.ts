import type { AnyDefinition } from '../../crud/definition.ts';
import { routesOf } from '../../crud/routes.ts';
import type { Route } from '../../http/route.ts';
import { delivery } from './delivery.ts';
import { deliveryRoutes } from './delivery-routes.ts';
import { emailServer } from './email-server.ts';
import { testConnectionRoutes } from './email-server-test.ts';
import { notificationLanguage } from './notification-language.ts';
import { notificationLanguageRoutes } from './notification-language-routes.ts';
import { notificationTemplate } from './notification-template.ts';
import { notificationTemplateRoutes } from './notification-template-routes.ts';
import { sendToOwnersRoute } from './send-to-owners.ts';

/** Through which servers mail leaves, what it says, and how far it got. */
export const definitions: readonly AnyDefinition[] = [
  emailServer,
  notificationTemplate,
  notificationLanguage,
  delivery,
];

export const routes: readonly Route[] = [
  sendToOwnersRoute,
  ...testConnectionRoutes,
  ...routesOf(emailServer),
  ...notificationTemplateRoutes,
  ...notificationLanguageRoutes,
  ...deliveryRoutes,
];
