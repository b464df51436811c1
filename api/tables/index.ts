import { accessTokenTable } from './access-token.ts';
import { analyticsServiceTable } from './analytics-service.ts';
import { apiKeyTable } from './api-key.ts';
import { auditEventTable } from './audit-event.ts';
import { availabilityZoneTable } from './availability-zone.ts';
import { catalogTable } from './catalog.ts';
import { catalogSettingTable } from './catalog-setting.ts';
import { certificateNoticeTable } from './certificate-notice.ts';
import { cloudSettingTable } from './cloud-setting.ts';
import { configuredGatewayServiceTable } from './configured-gateway-service.ts';
import { deliveryAttemptTable, deliveryTable } from './delivery.ts';
import { emailServerTable } from './email-server.ts';
import { gatewayServiceTable } from './gateway-service.ts';
import { housekeepingTable } from './housekeeping.ts';
import { idempotentRequestTable } from './idempotent-request.ts';
import { installationTable } from './installation.ts';
import { keystoreTable } from './keystore.ts';
import { mailAccessTokenTable } from './mail-access-token.ts';
import { mailServerBreakerTable } from './mail-server-breaker.ts';
import { mailServerSlotTable } from './mail-server-slot.ts';
import { memberTable } from './member.ts';
import { memberInvitationTable } from './member-invitation.ts';
import { notificationTemplateTable } from './notification-template.ts';
import { oneTimeTokenTable } from './one-time-token.ts';
import { orgInvitationTable } from './org-invitation.ts';
import { organizationTable } from './organization.ts';
import { passwordResetRequestTable } from './password-reset-request.ts';
import { portalServiceTable } from './portal-service.ts';
import { provenanceTable } from './provenance.ts';
import { rateLimitTable } from './rate-limit.ts';
import { refreshTokenTable } from './refresh-token.ts';
import { registrationTable } from './registration.ts';
import { roleTable } from './role.ts';
import { tlsClientProfileTable } from './tls-client-profile.ts';
import { tlsServerProfileTable } from './tls-server-profile.ts';
import { truststoreTable } from './truststore.ts';
import { userTable } from './user.ts';
import { userRegistryTable } from './user-registry.ts';

/** Every table of the database, a line each. */
export const tables = [
  installationTable,
  organizationTable,
  userRegistryTable,
  userTable,
  roleTable,
  memberTable,
  registrationTable,
  apiKeyTable,
  accessTokenTable,
  refreshTokenTable,
  oneTimeTokenTable,
  passwordResetRequestTable,
  rateLimitTable,
  orgInvitationTable,
  memberInvitationTable,
  keystoreTable,
  truststoreTable,
  certificateNoticeTable,
  tlsClientProfileTable,
  emailServerTable,
  mailAccessTokenTable,
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
  mailServerSlotTable,
  mailServerBreakerTable,
  idempotentRequestTable,
  auditEventTable,
  provenanceTable,
  housekeepingTable,
];
