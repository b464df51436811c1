import { In } from 'typeorm';
import { z } from 'zod';
import type { Scope } from '../../context.ts';
import { type Definition, defineResource } from '../../crud/definition.ts';
import * as field from '../../crud/field.ts';
import { organizationTarget } from '../../crud/organization.ts';
import { findReference } from '../../crud/reference.ts';
import { urlOf } from '../../crud/url.ts';
import { forgetOrganization } from '../../crud/visibility.ts';
import type { HeaderRow } from '../../database/columns.ts';
import { stillThere } from '../../database/still-there.ts';
import { violation } from '../../errors.ts';
import { cancelMailOf } from '../../mail/outbox/delivery-action.ts';
import type { OrganizationRow } from '../../tables/organization.ts';
import { type UserRow, userTable } from '../../tables/user.ts';
import { addSandbox } from '../catalogs/catalog.ts';
import { user } from '../people/user.ts';
import { findEligibleOwner } from './eligible-user.ts';
import { withdrawAll } from './member-invitation.ts';
import { enrolOwner } from './membership.ts';
import { contentsOf } from './organization-usage.ts';
import { tellOwner } from './owner-mail.ts';
import { addRoles } from './role.ts';

const fields = {
  org_type: z.enum(['admin', 'provider'], 'must be provider').describe('`provider`; `admin` is the cloud itself.'),
  owner_url: field.reference().describe('The owner: a user of a provider registry.'),
};

const count = () => z.int().min(0);

export const organization: Definition<OrganizationRow, typeof fields> = defineResource({
  ...organizationTarget,
  schema: 'Org',
  terraform: 'provider_organization',
  methods: [],
  permissions: { read: ['cloud/provider-org:view'], write: ['cloud/provider-org:manage'] },
  fields,
  required: ['title', 'owner_url'],
  fixed: ['name', 'org_type'],
  ignored: ['state', 'contents'],
  references: { owner_url: { to: user, column: 'owner_id', within: 'any', find: findOwner } },
  check(_scope, { row, before, input }) {
    if (!before && input.org_type === 'admin')
      throw violation('/org_type', 'must be provider: there is one admin only');
    if (before && before.owner_id !== row.owner_id) {
      throw violation('/owner_url', 'is changed with POST …/transfer-owner');
    }
  },
  async after(scope, { row, before }) {
    if (before) return;
    const owner = await ownerOf(scope, row);
    await addRoles(scope, row);
    await enrolOwner(scope, row.id, owner);
    await addSandbox(scope, row);
    // Who opened it through a mailed link has just been here.
    if (scope.caller.kind !== 'link') await tellOwner(scope, row, owner);
  },
  isBuiltIn: (row) => row.org_type === 'admin',
  usedBy: (scope, row) => contentsOf(scope, row.id),
  async beforeDelete(scope, row) {
    await cancelMailOf(scope.manager, { org_id: row.id }, scope.caller.id);
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
    contents: field
      .own(z.strictObject({ members: count(), catalogs: count(), member_invitations: count() }))
      .optional()
      .describe('What is in it: in the answer to DELETE, and where `fields` names it.'),
  },
  present: (row, { related }) => ({
    org_type: row.org_type,
    owner_url: related.ownerUrl?.get(row.owner_id ?? '') ?? null,
    state: row.state,
  }),
});

/** The owner that an organization has may be sent back; a new one is a provider's. */
async function findOwner(scope: Scope, pointer: string, url: string, row: HeaderRow): Promise<UserRow> {
  const { owner_id, org_type } = row as OrganizationRow;
  const owner = owner_id && (await scope.manager.getRepository(userTable).findOneBy({ id: owner_id }));
  if (owner && (await findReference(scope, pointer, url, user))?.id === owner_id) return owner;
  return findEligibleOwner(scope, pointer, url, owner_id === null ? 'provider' : org_type);
}

function ownerOf(scope: Scope, row: OrganizationRow): Promise<UserRow> {
  return stillThere('user', scope.manager.getRepository(userTable).findOneBy({ id: row.owner_id ?? '' }));
}
