import { type Kind, labelWithin } from './kind.ts';
import { type Found, namesAround, type View } from './view.ts';

/** With every organization, `admin` included; what of these somebody changed is not told from what came. */
const SHIPPED_ROLES = new Set([
  'owner',
  'administrator',
  'api-administrator',
  'community-manager',
  'developer',
  'topology-administrator',
  'viewer',
  'member',
]);

const isOwner = ({ view, parent }: Found): boolean =>
  typeof view.user_url === 'string' && view.user_url === parent?.view.owner_url;

/** What came of an invitation is there in its own right, and a new one would be mailed. */
const spent = ({ state }: View): string | undefined =>
  state === 'pending' ? undefined : 'accepted or expired, so that a new one would only be mailed again';

/** By its name within its organization. */
const withinOrganization = ({ view, parent }: Found) => ({ organization_id: parent?.view.id ?? '', name: view.name });

/** Organizations and what is within one. */
export const organizationKinds: readonly Kind[] = [
  {
    noun: 'provider_organization',
    words: ['provider organization', 'provider organizations'],
    subject: 'organizations',
    path: '/cloud/orgs',
    comesWithCloud: ({ view }) => view.org_type === 'admin',
  },
  {
    noun: 'organization_invitation',
    words: ['invitation of an owner', 'invitations of owners'],
    subject: 'organizations',
    path: '/cloud/org-invitations',
    undeclarable: spent,
    label: ({ view }) => String(view.email),
  },
  {
    noun: 'role',
    words: ['role', 'roles'],
    subject: 'organizations',
    path: '/orgs/{}/roles',
    within: 'provider_organization',
    comesWithCloud: ({ view }) => SHIPPED_ROLES.has(view.name),
    label: labelWithin,
    lookUp: withinOrganization,
  },
  {
    noun: 'member',
    words: ['member beside the owner', 'members beside the owner'],
    subject: 'organizations',
    path: '/orgs/{}/members',
    within: 'provider_organization',
    comesWithCloud: isOwner,
    label: labelWithin,
    lookUp: withinOrganization,
  },
  {
    noun: 'member_invitation',
    words: ['invitation of a member', 'invitations of members'],
    subject: 'organizations',
    path: '/orgs/{}/member-invitations',
    within: 'provider_organization',
    undeclarable: spent,
    label: ({ view }) => String(view.email),
  },
  {
    noun: 'catalog',
    words: ['catalog', 'catalogs'],
    subject: 'organizations',
    path: '/orgs/{}/catalogs',
    within: 'provider_organization',
    comesWithCloud: ({ view }) => view.name === 'sandbox',
    label: labelWithin,
    lookUp: withinOrganization,
  },
  {
    noun: 'organization_settings',
    words: ['set of settings of an organization', 'sets of settings of organizations'],
    subject: 'organizations',
    path: '/orgs/{}/settings',
    within: 'provider_organization',
    isSettings: true,
    label: (found) => namesAround(found).join('_'),
    importId: (found) => namesAround(found).join('/'),
  },
  {
    noun: 'catalog_settings',
    words: ['set of settings of a catalog', 'sets of settings of catalogs'],
    subject: 'organizations',
    path: '/orgs/{}/catalogs/{}/settings',
    within: 'catalog',
    isSettings: true,
    label: (found) => namesAround(found).join('_'),
    importId: (found) => namesAround(found).join('/'),
  },
];
