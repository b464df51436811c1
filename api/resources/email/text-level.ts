import type { Permission } from '../../access/permission.ts';
import type { Scope } from '../../context.ts';
import { findOne, locateCollection } from '../../crud/locate.ts';
import { organizationTarget } from '../../crud/organization.ts';
import type { Call } from '../../http/route.ts';
import { catalogTable } from '../../tables/catalog.ts';
import { TEMPLATE_SCOPES } from './mail-scope.ts';
import type { TextOwner } from './text-owner.ts';

/** Texts of mails as one of those have them who may say something: the cloud, an organization, a catalog. */
export interface TextLevel {
  path: string;
  access: { read: readonly Permission[]; write: readonly Permission[] };
  /** As the documentation speaks of them: "texts of … mails". */
  words: string;
  /** Every text has a row from the first start on; elsewhere it gets one with its first change. */
  isStored: boolean;
  ownerOf(scope: Scope, call: Call): Promise<OwnerSince>;
  scopesOf(call: Call): readonly string[];
}

/** Whose texts they are, and since when: what nobody changed is as old as its owner. */
export type OwnerSince = TextOwner & { since: Date };

const ofOrganization = { read: ['org/settings:view'], write: ['org/settings:manage'] } as const;

const cloud: TextLevel = {
  path: '/cloud/settings/notification-templates',
  access: { read: ['org/settings:view', 'cloud/view'], write: ['org/settings:manage', 'cloud/manage'] },
  words: 'mails',
  isStored: true,
  ownerOf: async (scope) => ({ org_id: scope.adminOrgId, catalog_id: null, since: scope.now }),
  scopesOf: () => TEMPLATE_SCOPES,
};

const organization: TextLevel = {
  path: '/orgs/{org}/settings/notification-templates',
  access: ofOrganization,
  words: "an organization's own mails",
  isStored: false,
  ownerOf: async (scope, { orgId }) => ({
    org_id: orgId,
    catalog_id: null,
    since: await since(scope, organizationTarget, orgId),
  }),
  scopesOf: ({ organization: { org_type: kind } }) => (kind === 'admin' ? ['admin'] : ['provider', 'catalog']),
};

/** A catalog is named by two paths. */
const catalog = (path: `${string}{catalog}${string}`): TextLevel => ({
  path,
  access: ofOrganization,
  words: 'mails about a catalog',
  isStored: false,
  async ownerOf(scope, call) {
    const { catalog_id: id = '' } = await locateCollection(scope, { parents: { catalog: catalogTable } }, path, call);
    return { org_id: call.orgId, catalog_id: id, since: await since(scope, { table: catalogTable }, id) };
  },
  scopesOf: () => ['catalog'],
});

async function since(scope: Scope, target: Parameters<typeof findOne>[1], id: string): Promise<Date> {
  return (await findOne(scope, target, { id }))?.created_at ?? scope.now;
}

export const textLevels: readonly TextLevel[] = [
  cloud,
  organization,
  catalog('/catalogs/{org}/{catalog}/settings/notification-templates'),
  catalog('/orgs/{org}/catalogs/{catalog}/settings/notification-templates'),
];
