/** A page of Cloud Manager, and the reads of the API that it shows: for all but a few pages one. */
export interface Shown {
  title: string;
  /** `{id}` is that of the first object of the list that was read before it. */
  page: string;
  reads: readonly string[];
}

const ADMIN = '/api/orgs/admin';
const TEXTS = '/api/cloud/settings/notification-templates';
const ADMINISTRATORS = '/user-registries/admin/cloud-manager-lur';

/** A list of objects with a page for each, under one address. */
const listed = (many: string, one: string, page: string, read: string): Shown[] => [
  alone(many, page, read),
  alone(one, `${page}/{id}`, `${read}/{id}`),
];

const alone = (title: string, page: string, ...reads: string[]): Shown => ({ title, page, reads });

/** All that show an object or a list; a list stands right before its objects. */
export const SHOWN: readonly Shown[] = [
  alone('Home', '/cloud', '/api/cloud/deliveries/summary'),
  ...listed('Email servers', 'Email server', '/cloud/email-servers', `${ADMIN}/mail-servers`),
  ...listed('Deliveries', 'Delivery', '/cloud/deliveries', '/api/cloud/deliveries'),
  alone('Notification settings', '/cloud/notification-settings', '/api/cloud/settings'),
  alone('Texts of mails', '/cloud/notification-templates', `${TEXTS}/cloud`),
  alone('Text of a mail', '/cloud/notification-templates/cloud/password-reset', `${TEXTS}/cloud/password-reset`),
  ...listed('Keystores', 'Keystore', '/cloud/keystores', `${ADMIN}/keystores`),
  ...listed('Truststores', 'Truststore', '/cloud/truststores', `${ADMIN}/truststores`),
  ...listed('TLS client profiles', 'TLS client profile', '/cloud/tls-client-profiles', `${ADMIN}/tls-client-profiles`),
  ...listed('TLS server profiles', 'TLS server profile', '/cloud/tls-server-profiles', `${ADMIN}/tls-server-profiles`),
  alone('Organizations', '/cloud/orgs', '/api/cloud/orgs'),
  alone('Organization', '/cloud/orgs/{id}', '/api/orgs/{id}'),
  ...listed('Owner invitations', 'Owner invitation', '/cloud/org-invitations', '/api/cloud/org-invitations'),
  ...listed('Members', 'Member', '/cloud/members', `${ADMIN}/members`),
  ...listed('Member invitations', 'Member invitation', '/cloud/member-invitations', `${ADMIN}/member-invitations`),
  ...listed('Roles', 'Role', '/cloud/roles', `${ADMIN}/roles`),
  alone('Registries', '/cloud/registries', '/api/user-registries/admin'),
  alone('Registries to sign in', '/cloud/registries/sign-in', '/api/cloud/settings/user-registries'),
  alone('Registry', '/cloud/registries/cloud-manager-lur', `/api${ADMINISTRATORS}/users`),
  alone('User', '/cloud/registries/cloud-manager-lur/users/{id}', `/api${ADMINISTRATORS}/users/{id}`),
  ...listed('Availability zones', 'Availability zone', '/cloud/availability-zones', `${ADMIN}/availability-zones`),
  ...listed('Gateway services', 'Gateway service', '/cloud/gateway-services', `${ADMIN}/gateway-services`),
  ...listed('Analytics services', 'Analytics service', '/cloud/analytics-services', `${ADMIN}/analytics-services`),
  ...listed('Portal services', 'Portal service', '/cloud/portal-services', `${ADMIN}/portal-services`),
  ...listed('Registrations', 'Registration', '/cloud/registrations', '/api/cloud/registrations'),
  ...listed('API keys', 'API key', '/cloud/api-keys', '/api/cloud/api-keys'),
  alone('Oneself', '/cloud/me', '/api/me'),
  alone('Sessions', '/cloud/sessions', '/api/me/sessions'),
  ...listed('Audit', 'Event', '/cloud/audit', '/api/cloud/audit-events'),
];
