import { Router } from 'express';
import { createInside } from '../http/inside.ts';
import type { Performer } from '../http/unit-of-work.ts';
import { routes } from '../routes.ts';
import { activatePage } from './activate/index.ts';
import { apiKeyPages } from './api-key/index.ts';
import { asCodePage } from './as-code/index.ts';
import { auditPage } from './audit/index.ts';
import { auditEventPage } from './audit-event/index.ts';
import { auditHistoryPage } from './audit-history/index.ts';
import { deliveriesPage } from './deliveries/index.ts';
import { deliveryPage } from './delivery/index.ts';
import { emailServerPage } from './email-server/index.ts';
import { newEmailServerPage } from './email-server/new.ts';
import { emailServerTestPage } from './email-server-test/index.ts';
import { emailServersPage } from './email-servers/index.ts';
import { exportPage } from './export/index.ts';
import { forgottenPage } from './forgotten/index.ts';
import { serveAsset } from './frame/asset.ts';
import type { Page } from './frame/page.ts';
import { servePages } from './frame/serve.ts';
import { homePage } from './home/index.ts';
import { keystorePages } from './keystore/index.ts';
import { locationOf } from './location.ts';
import { managerHomePage } from './manager-home/index.ts';
import { mePage } from './me/index.ts';
import { nameFromTitlePage } from './name-from-title/index.ts';
import { notificationSettingsPage } from './notification-settings/index.ts';
import { notificationTemplatePage } from './notification-template/index.ts';
import { notificationPreviewPage } from './notification-template/preview.ts';
import { notificationTemplatesPage } from './notification-templates/index.ts';
import { organizationPages } from './organization-pages.ts';
import { ownPasswordPage } from './own-password/index.ts';
import { peoplePages } from './people-pages.ts';
import { preferencesPage } from './preferences/index.ts';
import { registrationPages } from './registration/index.ts';
import { resetPage } from './reset/index.ts';
import { analyticsPages } from './service/analytics.ts';
import { gatewayPages } from './service/gateway.ts';
import { portalPages } from './service/portal.ts';
import { sessionsPage } from './sessions/index.ts';
import { signInPage } from './sign-in/index.ts';
import { tlsClientProfilePages } from './tls-profile/client.ts';
import { tlsServerProfilePages } from './tls-profile/server.ts';
import { truststorePages } from './truststore/index.ts';
import { zonePages } from './zone/index.ts';

/** Every page, in the order of the navigation; of two that fit a path the first counts. */
export const PAGES: readonly Page[] = [
  homePage,
  deliveriesPage,
  deliveryPage,
  auditPage,
  auditHistoryPage,
  auditEventPage,
  managerHomePage,
  emailServersPage,
  newEmailServerPage,
  emailServerPage,
  emailServerTestPage,
  nameFromTitlePage,
  notificationSettingsPage,
  ...keystorePages,
  ...truststorePages,
  ...tlsClientProfilePages,
  ...tlsServerProfilePages,
  ...zonePages,
  ...portalPages,
  ...gatewayPages,
  ...analyticsPages,
  ...organizationPages,
  ...peoplePages,
  ...registrationPages,
  ...apiKeyPages,
  exportPage,
  ...(['cloud', 'manager'] as const).flatMap((ui) => [
    signInPage(ui),
    forgottenPage(ui),
    resetPage(ui),
    sessionsPage(ui),
    mePage(ui),
    ownPasswordPage(ui),
    preferencesPage(ui),
    asCodePage(ui),
    notificationTemplatesPage(ui),
    notificationTemplatePage(ui),
    notificationPreviewPage(ui),
  ]),
  activatePage,
];

/** Cloud Manager, API Manager, and the small pages that links in mails lead to. */
export function pages(performer: Performer): Router {
  const { context } = performer;
  const router = Router();
  router.get('/', (request, response, next) => {
    // Scripts that look at the root get what they always got.
    if (request.accepts(['json', 'html']) !== 'html') return next();
    response.redirect(302, `${locationOf(context.publicUrl()).prefix}/cloud`);
  });
  router.get('/assets/:file', serveAsset);
  return router.use(servePages({ performer, inside: createInside(performer, routes), pages: PAGES }));
}
