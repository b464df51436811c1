import { emailServer } from './email-server.ts';
import { keystore } from './keystore.ts';
import { notificationSettings } from './notification-settings.ts';
import { organizationInvitation } from './organization-invitation.ts';
import { portalService } from './portal-service.ts';
import { providerOrganization } from './provider-organization.ts';
import { tlsClientProfile } from './tls-client-profile.ts';
import { truststore } from './truststore.ts';
import { user } from './user.ts';

/** All resources, in the order in which they depend on each other. */
export const resources = [
  truststore,
  keystore,
  tlsClientProfile,
  emailServer,
  notificationSettings,
  user,
  providerOrganization,
  organizationInvitation,
  portalService,
];
