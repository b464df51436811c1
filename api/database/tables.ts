import { accessTokenTable } from '../access/access-token.ts';
import { oneTimeTokenTable } from '../access/one-time-token.ts';
import { rateLimitTable } from '../access/rate-limit.ts';
import { refreshTokenTable } from '../access/refresh-token.ts';
import { auditEventTable } from '../audit/audit-event.ts';
import { idempotentRequestTable } from '../http/idempotency.ts';
import { deliveryAttemptTable, deliveryTable } from '../mail/delivery.ts';
import { catalogTable } from '../resources/catalogs/catalog.ts';
import { catalogSettingTable } from '../resources/catalogs/catalog-setting.ts';
import { configuredGatewayServiceTable } from '../resources/catalogs/configured-gateway-service.ts';
import { cloudSettingTable } from '../resources/cloud/cloud-setting.ts';
import { emailServerTable } from '../resources/email/email-server.ts';
import { notificationTemplateTable } from '../resources/email/notification-template.ts';
import { memberTable } from '../resources/organizations/member.ts';
import { memberInvitationTable } from '../resources/organizations/member-invitation.ts';
import { orgInvitationTable } from '../resources/organizations/org-invitation.ts';
import { organizationTable } from '../resources/organizations/organization.ts';
import { roleTable } from '../resources/organizations/role.ts';
import { passwordResetRequestTable } from '../resources/people/password-reset-request.ts';
import { registrationTable } from '../resources/people/registration.ts';
import { userTable } from '../resources/people/user.ts';
import { userRegistryTable } from '../resources/people/user-registry.ts';
import { analyticsServiceTable } from '../resources/services/analytics-service.ts';
import { availabilityZoneTable } from '../resources/services/availability-zone.ts';
import { gatewayServiceTable } from '../resources/services/gateway-service.ts';
import { portalServiceTable } from '../resources/services/portal-service.ts';
import { keystoreTable } from '../resources/tls/keystore.ts';
import { tlsClientProfileTable } from '../resources/tls/tls-client-profile.ts';
import { tlsServerProfileTable } from '../resources/tls/tls-server-profile.ts';
import { truststoreTable } from '../resources/tls/truststore.ts';
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
