import { analyticsService } from '../resources/analytics-service.ts';
import { availabilityZone } from '../resources/availability-zone.ts';
import { catalog } from '../resources/catalog.ts';
import { emailServer } from '../resources/email-server.ts';
import { gatewayService } from '../resources/gateway-service.ts';
import { keystore } from '../resources/keystore.ts';
import { member } from '../resources/member.ts';
import { memberInvitation } from '../resources/member-invitation.ts';
import { organizationInvitation } from '../resources/organization-invitation.ts';
import { portalService } from '../resources/portal-service.ts';
import { providerOrganization } from '../resources/provider-organization.ts';
import { registration } from '../resources/registration.ts';
import { role } from '../resources/role.ts';
import { tlsClientProfile } from '../resources/tls-client-profile.ts';
import { truststore } from '../resources/truststore.ts';
import { user } from '../resources/user.ts';
import { userRegistry } from '../resources/user-registry.ts';
import { defineDataSource } from '../rest/definition.ts';
import { listed } from '../rest/listed.ts';

/** All objects of a kind, with the attributes of the resource that manages them, but for secrets. */
export const listedDataSources = [
  listed(truststore, { typeName: 'gatepost_truststores', description: 'All truststores.', omit: ['pkcs12'] }),
  listed(keystore, { typeName: 'gatepost_keystores', description: 'All keystores; never their private keys.' }),
  listed(tlsClientProfile, { typeName: 'gatepost_tls_client_profiles', description: 'All TLS client profiles.' }),
  listed(emailServer, { typeName: 'gatepost_email_servers', description: 'All email servers.' }),
  listed(userRegistry, {
    typeName: 'gatepost_user_registries',
    description: 'All user registries of an organization.',
  }),
  listed(user, { typeName: 'gatepost_users', description: 'All users of a user registry.' }),
  listed(registration, {
    typeName: 'gatepost_registrations',
    description: 'All clients of the API; never their secrets.',
  }),
  listed(providerOrganization, {
    typeName: 'gatepost_provider_organizations',
    description: 'All organizations; the cloud itself, named `admin`, is among them.',
  }),
  listed(role, { typeName: 'gatepost_roles', description: 'All roles of an organization, shipped ones included.' }),
  listed(member, {
    typeName: 'gatepost_members',
    description: 'All members of an organization, its owner included.',
    omit: ['user_registry'],
  }),
  listed(memberInvitation, {
    typeName: 'gatepost_member_invitations',
    description: 'All invitations of members to an organization, accepted and expired ones included.',
  }),
  listed(organizationInvitation, {
    typeName: 'gatepost_organization_invitations',
    description: 'All invitations to open provider organizations, accepted and expired ones included.',
  }),
  listed(availabilityZone, { typeName: 'gatepost_availability_zones', description: 'All availability zones.' }),
  listed(portalService, { typeName: 'gatepost_portal_services', description: 'All portal services of a zone.' }),
  listed(analyticsService, {
    typeName: 'gatepost_analytics_services',
    description: 'All analytics services of a zone.',
  }),
  listed(gatewayService, { typeName: 'gatepost_gateway_services', description: 'All gateway services of a zone.' }),
  listed(catalog, { typeName: 'gatepost_catalogs', description: 'All catalogs of a provider organization.' }),
].map((source) => defineDataSource(source));
