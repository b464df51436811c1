import { analyticsService } from './analytics-service.ts';
import { availabilityZone } from './availability-zone.ts';
import { catalog } from './catalog.ts';
import { catalogSettings } from './catalog-settings.ts';
import { emailServer } from './email-server.ts';
import { gatewayService } from './gateway-service.ts';
import { keystore } from './keystore.ts';
import { member } from './member.ts';
import { memberInvitation } from './member-invitation.ts';
import { notificationSettings } from './notification-settings.ts';
import { notificationTemplate } from './notification-template.ts';
import { organizationInvitation } from './organization-invitation.ts';
import { organizationSettings } from './organization-settings.ts';
import { portalService } from './portal-service.ts';
import { providerOrganization } from './provider-organization.ts';
import { registration } from './registration.ts';
import { role } from './role.ts';
import { tlsClientProfile } from './tls-client-profile.ts';
import { truststore } from './truststore.ts';
import { user } from './user.ts';
import { userRegistry } from './user-registry.ts';

/** All resources, in the order in which they depend on each other. */
export const resources = [
  truststore,
  keystore,
  tlsClientProfile,
  emailServer,
  notificationSettings,
  userRegistry,
  user,
  registration,
  providerOrganization,
  organizationSettings,
  role,
  member,
  memberInvitation,
  organizationInvitation,
  availabilityZone,
  portalService,
  analyticsService,
  gatewayService,
  catalog,
  catalogSettings,
  notificationTemplate,
];
