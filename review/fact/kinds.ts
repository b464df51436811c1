import { Markdown, say } from '../markdown/markdown.ts';
import { user, userRegistry } from './account.ts';
import { referred } from './change.ts';
import { emailServer } from './email-server.ts';
import type { Kind, Telling } from './fact.ts';
import { invitationFacts, notificationTemplate } from './message.ts';
import { notificationSettings } from './notification-settings.ts';
import { providerOrganization } from './organization.ts';
import { member, registration, role } from './right.ts';
import { keystore, tlsClientProfile, truststore } from './tls.ts';

/** Settings have no name; what they are of has. */
const settingsOf = (noun: string, attribute: string) => (telling: Telling) => {
  const when = telling.change.after === null ? 'before' : 'after';
  return say`Settings of the ${new Markdown(noun)} ${referred(telling, attribute, when)}`;
};

/** Every resource of the provider. */
const KINDS: Readonly<Record<string, Kind>> = {
  gatepost_truststore: truststore,
  gatepost_keystore: keystore,
  gatepost_tls_client_profile: tlsClientProfile,
  gatepost_email_server: emailServer,
  gatepost_notification_settings: notificationSettings,
  gatepost_notification_template: notificationTemplate,
  gatepost_user_registry: userRegistry,
  gatepost_user: user,
  gatepost_registration: registration,
  gatepost_provider_organization: providerOrganization,
  gatepost_organization_settings: {
    noun: 'Settings of an organization',
    subject: settingsOf('organization', 'organization_id'),
  },
  gatepost_role: role,
  gatepost_member: member,
  gatepost_member_invitation: { noun: 'Invitation of', within: 'organization_id', facts: invitationFacts },
  gatepost_organization_invitation: { noun: 'Invitation of', facts: invitationFacts },
  gatepost_availability_zone: { noun: 'Availability zone' },
  gatepost_portal_service: { noun: 'Portal service' },
  gatepost_analytics_service: { noun: 'Analytics service' },
  gatepost_gateway_service: { noun: 'Gateway service' },
  gatepost_catalog: { noun: 'Catalog', within: 'organization_id' },
  gatepost_catalog_settings: { noun: 'Settings of a catalog', subject: settingsOf('catalog', 'catalog_id') },
};

export const kindOf = (type: string): Kind | undefined => (Object.hasOwn(KINDS, type) ? KINDS[type] : undefined);
