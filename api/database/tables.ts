import { oneTimeTokenTable } from '../accounts/one-time-token.ts';
import { passwordResetRequestTable } from '../accounts/password-reset-request.ts';
import { rateLimitTable } from '../accounts/rate-limit.ts';
import { refreshTokenTable } from '../accounts/refresh-token.ts';
import { accessTokenTable } from '../accounts/token.ts';
import { auditEventTable } from '../audit/event.ts';
import { idempotentRequestTable } from '../http/idempotency.ts';
import { deliveryAttemptTable, deliveryTable } from '../mail/delivery.ts';
import { analyticsServiceTable } from '../resources/analytics-service.ts';
import { availabilityZoneTable } from '../resources/availability-zone.ts';
import { catalogTable } from '../resources/catalog.ts';
import { catalogSettingTable } from '../resources/catalog-setting.ts';
import { cloudSettingTable } from '../resources/cloud-settings.ts';
import { configuredGatewayServiceTable } from '../resources/configured-gateway-service.ts';
import { emailServerTable } from '../resources/email-server.ts';
import { gatewayServiceTable } from '../resources/gateway-service.ts';
import { keystoreTable } from '../resources/keystore.ts';
import { memberTable } from '../resources/member.ts';
import { memberInvitationTable } from '../resources/member-invitation.ts';
import { notificationTemplateTable } from '../resources/notification-template.ts';
import { orgInvitationTable } from '../resources/org-invitation.ts';
import { organizationTable } from '../resources/organization.ts';
import { portalServiceTable } from '../resources/portal-service.ts';
import { registrationTable } from '../resources/registration.ts';
import { roleTable } from '../resources/role.ts';
import { tlsClientProfileTable } from '../resources/tls-client-profile.ts';
import { tlsServerProfileTable } from '../resources/tls-server-profile.ts';
import { truststoreTable } from '../resources/truststore.ts';
import { userTable } from '../resources/user.ts';
import { userRegistryTable } from '../resources/user-registry.ts';
import { installationTable } from './installation.ts';

/** Every table of the database, a line each. */
export const tables = [
  installationTable,
  organizationTable,
  userRegistryTable,
  userTable,
  roleTable,
  memberTable,
  registrationTable,
  accessTokenTable,
  refreshTokenTable,
  oneTimeTokenTable,
  passwordResetRequestTable,
  rateLimitTable,
  orgInvitationTable,
  memberInvitationTable,
  keystoreTable,
  truststoreTable,
  tlsClientProfileTable,
  emailServerTable,
  cloudSettingTable,
  availabilityZoneTable,
  portalServiceTable,
  tlsServerProfileTable,
  analyticsServiceTable,
  gatewayServiceTable,
  catalogTable,
  catalogSettingTable,
  configuredGatewayServiceTable,
  notificationTemplateTable,
  deliveryTable,
  deliveryAttemptTable,
  idempotentRequestTable,
  auditEventTable,
];
