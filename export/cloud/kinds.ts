import type { Kind } from './kind.ts';
import { organizationKinds } from './organization-kinds.ts';
import type { Found, View } from './view.ts';

/** As every cloud comes with them, all at 1.0.0. */
const SHIPPED_PROFILES = new Set([
  'tls-client-profile-default',
  'portal-api-admin-default',
  'analytics-client-default',
  'analytics-ingestion-default',
  'gateway-management-client-default',
  'datapower-nano-gateway-mgmt-client-default',
  'wmapigateway-mgmt-client-default',
  'devportal-admin-client-default',
]);

const byName =
  (...names: string[]) =>
  ({ view }: { view: View }) =>
    names.includes(view.name);

const labelOfVersion = ({ view: { name, version } }: Found): string =>
  version === '1.0.0' ? name : `${name}_${version}`;

const byVersion = ({ view }: Found) => ({ name: view.name, version: String(view.version) });

/** Objects of services, each within a zone. */
const service = (noun: string, one: string): Kind => ({
  noun,
  words: [one, `${one}s`],
  subject: 'services',
  path: `/orgs/admin/availability-zones/{}/${noun.replace('_', '-')}s`,
  within: 'availability_zone',
});

/** Every kind of object that somebody may have made, in the order in which they depend on each other. */
export const kinds: readonly Kind[] = [
  {
    noun: 'truststore',
    words: ['truststore', 'truststores'],
    subject: 'tls',
    path: '/orgs/admin/truststores',
  },
  {
    noun: 'keystore',
    words: ['keystore', 'keystores'],
    subject: 'tls',
    path: '/orgs/admin/keystores',
    secrets: () => ['private_key_pem'],
  },
  {
    noun: 'tls_client_profile',
    words: ['TLS client profile', 'TLS client profiles'],
    subject: 'tls',
    path: '/orgs/admin/tls-client-profiles',
    comesWithCloud: ({ view }) => SHIPPED_PROFILES.has(view.name) && view.version === '1.0.0',
    label: labelOfVersion,
    lookUp: byVersion,
  },
  {
    noun: 'tls_server_profile',
    words: ['TLS server profile', 'TLS server profiles'],
    subject: 'tls',
    path: '/orgs/admin/tls-server-profiles',
    comesWithCloud: byName('tls-server-profile-default'),
    label: labelOfVersion,
    lookUp: byVersion,
  },
  {
    noun: 'email_server',
    words: ['email server', 'email servers'],
    subject: 'email-servers',
    path: '/orgs/admin/mail-servers',
    secrets: emailServerSecrets,
  },
  {
    noun: 'notification_settings',
    words: ['set of notification settings', 'sets of notification settings'],
    subject: 'cloud',
    path: '/cloud/settings',
    comesWithCloud: ({ view }) => view.mail_server_url === null && isShippedSender(view.email_sender) && !view.dkim,
    undeclarable: ({ mail_server_url: selected }) => (selected === null ? 'no email server is selected' : undefined),
    label: () => 'this',
    importId: () => 'cloud-setting',
  },
  {
    noun: 'notification_template',
    words: ['changed text of mails', 'changed texts of mails'],
    subject: 'cloud',
    path: '/cloud/settings/notification-templates',
    comesWithCloud: ({ view }) => view.is_changed !== true,
    label: ({ view }) => `${view.scope}_${view.notification_template_type}`,
    importId: ({ view }) => `${view.scope}/${view.notification_template_type}/${view.language}`,
  },
  {
    noun: 'registration',
    words: ['registration', 'registrations'],
    subject: 'cloud',
    path: '/cloud/registrations',
    comesWithCloud: byName('toolkit'),
    secrets: () => ['client_secret'],
  },
  {
    noun: 'user_registry',
    words: ['user registry', 'user registries'],
    subject: 'people',
    path: '/user-registries/admin',
    comesWithCloud: byName('cloud-manager-lur', 'api-manager-lur'),
  },
  {
    noun: 'user',
    words: ['user', 'users'],
    subject: 'people',
    path: '/user-registries/admin/{}/users',
    within: 'user_registry',
    comesWithCloud: ({ view }, { ownerId }) => view.id === ownerId,
    label: ({ view }) => String(view.username),
    secrets: ({ password_set: isSet }) => (isSet === true ? ['password'] : []),
    lookUp: ({ view, parent }) => ({ username: String(view.username), user_registry: parent?.view.name ?? '' }),
  },
  ...organizationKinds,
  {
    noun: 'availability_zone',
    words: ['availability zone', 'availability zones'],
    subject: 'services',
    path: '/orgs/admin/availability-zones',
    comesWithCloud: byName('availability-zone-default'),
  },
  service('portal_service', 'portal service'),
  service('analytics_service', 'analytics service'),
  service('gateway_service', 'gateway service'),
];

const isShippedSender = (sender: unknown): boolean => (sender as { custom?: unknown } | null)?.custom !== true;

/** Who signs in has a secret, be it lost: a new server with a user can't be made without one. */
function emailServerSecrets({ credentials }: View): string[] {
  const { username, auth } = (credentials ?? {}) as { username?: string | null; auth?: Record<string, unknown> };
  if (auth) return ['client_secret', 'refresh_token'].filter((name) => name in auth).map((name) => `oauth2.${name}`);
  return username ? ['password'] : [];
}
