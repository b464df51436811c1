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

/** A list of objects with a page for each, under one address; what its page shows beside the object. */
const listed = (many: string, one: string, page: string, read: string, ...beside: string[]): Shown[] => [
  alone(many, page, read),
  alone(one, `${page}/{id}`, `${read}/{id}`, ...beside),
];

const alone = (title: string, page: string, ...reads: string[]): Shown => ({ title, page, reads });

/** What a form offers of a collection. */
const offered = (collection: string) => `${ADMIN}/${collection}?fields=title,version,url&limit=1000`;

/** Whether a link can be mailed. */
const CONFIGURED = '/api/cloud/settings/mail-server-configured';
const SUMMARY = '/api/cloud/deliveries/summary';
/** How the email servers are doing. */
const ROUTE = ['/api/cloud/settings', '/api/cloud/settings/mail-server-configured?detail=true', SUMMARY];
const CERTIFICATES = ['keystores', 'truststores'].map((stores) => `${ADMIN}/${stores}?fields=url,certificates`);
const ENDS = ['keystores', 'truststores'].map((stores) => `${ADMIN}/${stores}?fields=name,title,expires_soon`);
const SERVERS = `${ADMIN}/mail-servers`;
const SERVICES = ['portal-services', 'gateway-services', 'analytics-services'];

const HOME = [
  ...[SUMMARY, '/api/cloud/settings/mail-server-configured?detail=true', '/api/cloud/deliveries/timeline'],
  ...['/api/cloud/audit-events?limit=50&outcome=success', `${SERVERS}?fields=id,name,title`, ...ENDS],
];
const DELIVERIES = [
  ...['/api/cloud/deliveries', SUMMARY, `${SERVERS}?fields=id,name,title`, '/api/cloud/orgs?fields=name&limit=200'],
  ...['failed', 'ambiguous', 'queued', 'held'].map((state) => `/api/cloud/deliveries?state=${state}&limit=0`),
  `${TEXTS}?fields=name`,
];
/** Which profiles name a store. */
const naming = (field: string) =>
  ['client', 'server'].map((kind) => `${ADMIN}/tls-${kind}-profiles?fields=id,title,version,${field}&limit=1000`);
const STORES = [offered('keystores'), offered('truststores')];
/** Which services go by a profile. */
const GOING_BY = SERVICES.map((services) => `${ADMIN}/${services}?limit=1000`);
const PROFILES = offered('tls-client-profiles');
const PERMISSIONS = ['org', 'cloud'].map((scope) => `/api/cloud/permissions/${scope}`);
const IN_ZONE = SERVICES.map((services) => `${ADMIN}/availability-zones/availability-zone-default/${services}`);

/** All that show an object or a list; a list stands right before its objects. */
export const SHOWN: readonly Shown[] = [
  alone('Home', '/cloud', ...HOME),
  alone('Email servers', '/cloud/email-servers', SERVERS, ...ROUTE, PROFILES, ...CERTIFICATES),
  alone('Email server', '/cloud/email-servers/{id}', `${SERVERS}/{id}`, ...ROUTE, PROFILES),
  alone('Deliveries', '/cloud/deliveries', ...DELIVERIES),
  alone('Delivery', '/cloud/deliveries/{id}', '/api/cloud/deliveries/{id}', `${SERVERS}?fields=id,name,title`),
  alone(
    'Notification settings',
    '/cloud/notification-settings',
    '/api/cloud/settings',
    offered('mail-servers'),
    PROFILES,
  ),
  alone('Texts of mails', '/cloud/notification-templates', `${TEXTS}?fields=name,scope,subject,is_changed,is_sent`),
  alone(
    'Text of a mail',
    '/cloud/notification-templates/cloud/password-reset',
    `${TEXTS}/cloud/password-reset`,
    `${TEXTS}/cloud/password-reset/notification-languages`,
  ),
  ...listed('Keystores', 'Keystore', '/cloud/keystores', `${ADMIN}/keystores`, ...naming('keystore_url')),
  ...listed('Truststores', 'Truststore', '/cloud/truststores', `${ADMIN}/truststores`, ...naming('truststore_url')),
  ...listed(
    'TLS client profiles',
    'TLS client profile',
    '/cloud/tls-client-profiles',
    `${ADMIN}/tls-client-profiles`,
    ...STORES,
    ...GOING_BY,
  ),
  ...listed(
    'TLS server profiles',
    'TLS server profile',
    '/cloud/tls-server-profiles',
    `${ADMIN}/tls-server-profiles`,
    ...STORES,
    ...GOING_BY,
  ),
  alone('Organizations', '/cloud/orgs', '/api/cloud/orgs'),
  alone('Organization', '/cloud/orgs/{id}', '/api/orgs/{id}?fields=add(contents)'),
  ...listed('Owner invitations', 'Owner invitation', '/cloud/org-invitations', '/api/cloud/org-invitations'),
  alone('Members', '/cloud/members', `${ADMIN}/members`, `${ADMIN}/roles`),
  alone('Member', '/cloud/members/{id}', `${ADMIN}/members/{id}`, `${ADMIN}/roles`),
  alone('Member invitations', '/cloud/member-invitations', `${ADMIN}/member-invitations`, `${ADMIN}/roles`),
  alone('Member invitation', '/cloud/member-invitations/{id}', `${ADMIN}/member-invitations/{id}`, `${ADMIN}/roles`),
  alone('Roles', '/cloud/roles', `${ADMIN}/roles`, ...PERMISSIONS),
  alone('Role', '/cloud/roles/{id}', `${ADMIN}/roles/{id}`, ...PERMISSIONS),
  alone('Registries', '/cloud/registries', '/api/user-registries/admin', '/api/cloud/settings/user-registries'),
  alone(
    'Registries to sign in',
    '/cloud/registries/sign-in',
    '/api/user-registries/admin',
    '/api/cloud/settings/user-registries',
  ),
  alone('Registry', '/cloud/registries/cloud-manager-lur', `/api${ADMINISTRATORS}/users`, `/api${ADMINISTRATORS}`),
  alone('User', '/cloud/registries/cloud-manager-lur/users/{id}', `/api${ADMINISTRATORS}/users/{id}`, CONFIGURED),
  ...listed(
    'Availability zones',
    'Availability zone',
    '/cloud/availability-zones',
    `${ADMIN}/availability-zones`,
    ...IN_ZONE,
  ),
  ...listed(
    'Gateway services',
    'Gateway service',
    '/cloud/gateway-services',
    `${ADMIN}/gateway-services`,
    PROFILES,
    offered('analytics-services'),
  ),
  ...listed(
    'Analytics services',
    'Analytics service',
    '/cloud/analytics-services',
    `${ADMIN}/analytics-services`,
    PROFILES,
  ),
  ...listed('Portal services', 'Portal service', '/cloud/portal-services', `${ADMIN}/portal-services`, PROFILES),
  ...listed('Registrations', 'Registration', '/cloud/registrations', '/api/cloud/registrations'),
  ...listed('API keys', 'API key', '/cloud/api-keys', '/api/cloud/api-keys'),
  alone('Oneself', '/cloud/me', '/api/me'),
  alone('Sessions', '/cloud/sessions', '/api/me/sessions'),
  ...listed('Audit', 'Event', '/cloud/audit', '/api/cloud/audit-events'),
];
