import { oneTimeTokenTable } from '../accounts/one-time-token.ts';
import { accessTokenTable } from '../accounts/token.ts';
import { idempotentRequestTable } from '../http/idempotency.ts';
import { deliveryAttemptTable, deliveryTable } from '../mail/delivery.ts';
import { availabilityZoneTable } from '../resources/availability-zone.ts';
import { cloudSettingTable } from '../resources/cloud-settings.ts';
import { emailServerTable } from '../resources/email-server.ts';
import { keystoreTable } from '../resources/keystore.ts';
import { memberTable } from '../resources/member.ts';
import { notificationTemplateTable } from '../resources/notification-template.ts';
import { orgInvitationTable } from '../resources/org-invitation.ts';
import { organizationTable } from '../resources/organization.ts';
import { portalServiceTable } from '../resources/portal-service.ts';
import { registrationTable } from '../resources/registration.ts';
import { roleTable } from '../resources/role.ts';
import { tlsClientProfileTable } from '../resources/tls-client-profile.ts';
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
  oneTimeTokenTable,
  orgInvitationTable,
  keystoreTable,
  truststoreTable,
  tlsClientProfileTable,
  emailServerTable,
  cloudSettingTable,
  availabilityZoneTable,
  portalServiceTable,
  notificationTemplateTable,
  deliveryTable,
  deliveryAttemptTable,
  idempotentRequestTable,
];
