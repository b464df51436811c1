import { analyticsService } from '../resources/analytics-service.ts';
import { availabilityZone } from '../resources/availability-zone.ts';
import { catalog } from '../resources/catalog.ts';
import { catalogSettings } from '../resources/catalog-settings.ts';
import { emailServer } from '../resources/email-server.ts';
import { gatewayService } from '../resources/gateway-service.ts';
import { keystore } from '../resources/keystore.ts';
import { member } from '../resources/member.ts';
import { memberInvitation } from '../resources/member-invitation.ts';
import { notificationSettings } from '../resources/notification-settings.ts';
import { organizationInvitation } from '../resources/organization-invitation.ts';
import { organizationSettings } from '../resources/organization-settings.ts';
import { portalService } from '../resources/portal-service.ts';
import { providerOrganization } from '../resources/provider-organization.ts';
import { registration } from '../resources/registration.ts';
import { role } from '../resources/role.ts';
import { tlsClientProfile } from '../resources/tls-client-profile.ts';
import { truststore } from '../resources/truststore.ts';
import { user } from '../resources/user.ts';
import { userRegistry } from '../resources/user-registry.ts';
import { listOf, listOnly } from '../rest/list.ts';
import { catalogs, organizations } from '../rest/list-owner.ts';
import { listOfSettings } from '../rest/list-settings.ts';
import { SETTINGS_ID } from '../rest/selected-email-server.ts';
import { notificationTemplates } from './notification-template.ts';

/** One for each resource, in their order. */
export const listResources = [
  listOf(truststore, { nouns: 'truststores' }),
  listOf(keystore, { nouns: 'keystores' }),
  listOf(tlsClientProfile, { nouns: 'TLS client profiles' }),
  listOf(emailServer, { nouns: 'email servers' }),
  listOnly(notificationSettings, { id: SETTINGS_ID, displayName: 'Notification settings' }),
  listOf(userRegistry, { nouns: 'user registries' }),
  listOf(user, { nouns: 'users' }),
  listOf(registration, { nouns: 'registrations' }),
  // The collection has the organization of the cloud itself too, which is no provider's.
  listOf(providerOrganization, { nouns: 'provider organizations', isOne: ({ org_type }) => org_type === 'provider' }),
  listOfSettings(organizationSettings, { nouns: 'organizations', owners: organizations }),
  listOf(role, { nouns: 'roles' }),
  listOf(member, { nouns: 'members' }),
  listOf(memberInvitation, { nouns: 'member invitations' }),
  listOf(organizationInvitation, { nouns: 'invitations' }),
  listOf(availabilityZone, { nouns: 'availability zones' }),
  listOf(portalService, { nouns: 'portal services' }),
  listOf(analyticsService, { nouns: 'analytics services' }),
  listOf(gatewayService, { nouns: 'gateway services' }),
  listOf(catalog, { nouns: 'catalogs' }),
  listOfSettings(catalogSettings, { nouns: 'catalogs', owners: catalogs }),
  notificationTemplates,
];
