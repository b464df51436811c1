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
import { truststore } from '../resources/truststore.ts';
import { userRegistry } from '../resources/user-registry.ts';
import { defineDataSource } from '../rest/definition.ts';
import { found } from '../rest/found.ts';

/** What is there already, by id or by name; each has the attributes of the resource that manages it, but for secrets. */
export const foundDataSources = [
  found(truststore, { description: 'A truststore that is there already, by `name` or `id`.', omit: ['pkcs12'] }),
  found(keystore, { description: 'A keystore that is there already, by `name` or `id`; never its private key.' }),
  found(emailServer, { description: 'An email server that is there already, by `name` or `id`.' }),
  found(userRegistry, {
    description: 'A user registry that is there already, such as the shipped `api-manager-lur`, by `name` or `id`.',
  }),
  found(registration, {
    description: 'A client of the API that is there already, by `name` or `id`; never its secret.',
  }),
  found(providerOrganization, {
    description: 'An organization that is there already, by `name` or `id`; the cloud itself is the one named `admin`.',
  }),
  found(role, {
    description: 'A role of an organization, such as the shipped `administrator`, by `name` or `id`.',
  }),
  found(member, {
    description: 'A member of an organization, by `name` (mostly the user name) or `id`.',
    omit: ['user_registry'],
  }),
  found(memberInvitation, {
    description: 'An invitation of a member to an organization, by `email` or `id`.',
    by: 'email',
  }),
  found(organizationInvitation, {
    description: 'An invitation to open a provider organization, by `email` or `id`.',
    by: 'email',
  }),
  found(availabilityZone, {
    description: 'An availability zone, such as the shipped `availability-zone-default`, by `name` or `id`.',
  }),
  found(portalService, { description: 'A portal service that is there already, by `name` or `id`, in one zone.' }),
  found(analyticsService, {
    description: 'An analytics service that is there already, by `name` or `id`, in one zone.',
  }),
  found(gatewayService, { description: 'A gateway service that is there already, by `name` or `id`, in one zone.' }),
  found(catalog, {
    description: 'A catalog of a provider organization, such as `sandbox`, by `name` or `id`.',
  }),
].map((source) => defineDataSource(source));
