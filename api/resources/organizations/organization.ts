import { type FindOperator, In } from 'typeorm';
import { z } from 'zod';
import { mayAny } from '../../access/caller.ts';
import type { Scope } from '../../context.ts';
import { type Definition, defineResource } from '../../crud/definition.ts';
import * as field from '../../crud/field.ts';
import { urlOf } from '../../crud/url.ts';
import { forgetOrganization } from '../../crud/visibility.ts';
import { violation } from '../../errors.ts';
import { type OrganizationRow, organizationTable } from '../../tables/organization.ts';
import { type UserRow, userTable } from '../../tables/user.ts';
import { shipSandbox } from '../catalogs/catalog.ts';
import { user } from '../people/user.ts';
import { demandUserOfSide } from './eligible-user.ts';
import { withdrawAll } from './member-invitation.ts';
import { enrolOwner } from './membership.ts';
import { organizationRoutes } from './organization-routes.ts';
import { contentsOf } from './organization-usage.ts';
import { tellOwner } from './owner-mail.ts';
import { shipRoles } from './role.ts';

const fields = {
  org_type: z.enum(['admin', 'provider'], 'must be provider').describe('`provider`; `admin` is the cloud itself.'),
  owner_url: field.reference().describe('The owner: a user of a provider registry.'),
};

export const organization: Definition<OrganizationRow, typeof fields> = defineResource({
  type: 'org',
  schema: 'Org',
  terraform: 'provider_organization',
  table: organizationTable,
  paths: ['/orgs', '/cloud/orgs'],
  methods: [],
  permissions: { read: ['cloud/provider-org:view'], write: ['cloud/provider-org:manage'] },
  fields,
  required: ['title', 'owner_url'],
  fixed: ['name', 'org_type'],
  ignored: ['state'],
  references: { owner_url: { to: () => user, column: 'owner_id', within: 'any' } },
  visible: ownOrganizations,
  async check(scope, { row, before, input }) {
    if (!before && input.org_type === 'admin')
      throw violation('/org_type', 'must be provider: there is one admin only');
    if (before && before.owner_id !== row.owner_id) {
      throw violation('/owner_url', 'is changed with POST …/transfer-owner');
    }
    if (!before) await demandUserOfSide(scope, '/owner_url', row.org_type, await ownerOf(scope, row));
  },
  async after(scope, { row, before }) {
    if (before) return;
    const owner = await ownerOf(scope, row);
    await shipRoles(scope, row);
    await enrolOwner(scope, row.id, owner);
    await shipSandbox(scope, row);
    // Who opened it through a mailed link has just been here.
    if (scope.caller.kind !== 'link') await tellOwner(scope, row, owner);
  },
  isBuiltIn: (row) => row.org_type === 'admin',
  usedBy: (scope, row) => contentsOf(scope, row.id),
  async beforeDelete(scope, row) {
    await withdrawAll(scope, row.id);
    await forgetOrganization(scope, row.id);
  },
  async relate(scope, rows) {
    const ids = rows.flatMap(({ owner_id }) => owner_id ?? []);
    const owners = await scope.manager.getRepository(userTable).findBy({ id: In(ids) });
    return { ownerUrl: new Map(owners.map((owner) => [owner.id, urlOf(scope, user, owner)])) };
  },
  view: {
    org_type: z.enum(['admin', 'provider']),
    owner_url: z.url().nullable(),
    state: z.enum(['enabled', 'disabled']),
  },
  present: (row, { related }) => ({
    org_type: row.org_type,
    owner_url: related.ownerUrl?.get(row.owner_id ?? '') ?? null,
    state: row.state,
  }),
  get routes() {
    return organizationRoutes();
  },
});

/** Who may not see all organizations sees those they have a part in. */
function ownOrganizations(scope: Scope): Record<string, FindOperator<unknown>> {
  const everywhere = { orgId: scope.adminOrgId, adminOrgId: scope.adminOrgId };
  if (mayAny(scope.caller, ['cloud/provider-org:view', 'cloud/provider-org:manage'], everywhere)) return {};
  return { id: In([...scope.caller.grants.keys()]) };
}

function ownerOf(scope: Scope, row: OrganizationRow): Promise<UserRow> {
  return scope.manager.getRepository(userTable).findOneByOrFail({ id: row.owner_id ?? '' });
}
