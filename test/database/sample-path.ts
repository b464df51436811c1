import { placeholders, type Route } from '../../api/http/route.ts';
import { FEW } from './crowd.ts';
import { DIGITS, idOf } from './crowd-row.ts';

/** Collections that are asked for in the organization `admin`; all others in one of the many. */
const OF_ADMIN = [
  '/mail-servers',
  '/keystores',
  '/truststores',
  '/tls-client-profiles',
  '/tls-server-profiles',
  '/availability-zones',
  '/{user_registry}/',
];

/** What the objects of a collection are called, before their number. */
const KINDS: Readonly<Record<string, string>> = {
  orgs: 'org',
  'mail-servers': 'server',
  keystores: 'keystore',
  truststores: 'truststore',
  'tls-client-profiles': 'profile',
  'tls-server-profiles': 'profile',
  'availability-zones': 'zone',
  'portal-services': 'portal',
  'gateway-services': 'gateway',
  'analytics-services': 'analytics',
  members: 'member',
  roles: 'role',
  'member-invitations': 'invitation',
  'org-invitations': 'invitation',
  catalogs: 'catalog',
  'configured-gateway-services': 'gateway',
  'user-registries': 'registry',
  users: 'user',
  registrations: 'client',
  'api-keys': 'key',
};

/** The path of a route about the object with this number in the large cloud, under the organization with the same. */
export function samplePath({ path }: Pick<Route, 'path'>, n: number): string {
  const values = placeholders(path).map((placeholder) => segmentOf(placeholder, path, n));
  return path.replace(/\{\w+\}/g, () => values.shift() ?? '');
}

/** Whether the sample is about one of the many organizations, whose owner then asks. */
export function isOfOrganization({ path }: Pick<Route, 'path'>): boolean {
  return path.includes('{org}') && !OF_ADMIN.some((each) => path.includes(each));
}

function segmentOf(placeholder: string, path: string, n: number): string {
  switch (placeholder) {
    case 'org':
      return isOfOrganization({ path }) ? `org-x${n}` : 'admin';
    case 'item':
      return itemOf(path, n);
    case 'version':
      return '1.0.0';
    case 'availability_zone':
      return `zone-x${(n % FEW) + 1}`;
    case 'catalog':
      return `catalog-x${n}`;
    case 'user_registry':
      return 'api-manager-lur';
    case 'scope':
      if (path.includes('{catalog}')) return 'catalog';
      return isOfOrganization({ path }) ? 'provider' : 'cloud';
    case 'language':
      return 'de';
    default:
      throw new Error(`${path} has a placeholder that no sample knows: ${placeholder}.`);
  }
}

function itemOf(path: string, n: number): string {
  const collection =
    path
      .slice(0, path.indexOf('/{item}'))
      .split('/')
      .findLast((each) => !each.startsWith('{')) ?? '';
  if (collection === 'deliveries') return idOf(DIGITS.delivery, n);
  if (collection === 'audit-events') return idOf(DIGITS.audit_event, n);
  // Nobody's: it is looked for all the same.
  if (collection === 'sessions') return idOf(DIGITS.delivery, n);
  const kind = KINDS[collection];
  // The name of a mail: people are invited to organizations as members.
  return kind === undefined ? 'member-invitation' : `${kind}-x${n}`;
}
