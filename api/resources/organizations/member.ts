import { In } from 'typeorm';
import { z } from 'zod';
import type { Scope } from '../../context.ts';
import { type Change, type Definition, defineResource } from '../../crud/definition.ts';
import * as field from '../../crud/field.ts';
import { freeName } from '../../crud/free-name.ts';
import { findReference, resolveReferences } from '../../crud/reference.ts';
import { referenceUrl } from '../../crud/url.ts';
import { presentAll } from '../../crud/view.ts';
import { viewSchema } from '../../crud/view-schema.ts';
import { stillThere } from '../../database/still-there.ts';
import { violation } from '../../errors.ts';
import { findMember, type MemberRow, memberTable } from '../../tables/member.ts';
import { type OrganizationRow, organizationTable } from '../../tables/organization.ts';
import { findRole } from '../../tables/role.ts';
import { type UserRow, userTable } from '../../tables/user.ts';
import { user, word } from '../people/user.ts';
import { findEligibleMember, mayRead } from './eligible-user.ts';
import { demandHoldsRoles, demandMayGiveRoles } from './membership.ts';
import { role } from './role.ts';

const fields = {
  name: word().describe("The internal key; the user's name when absent."),
  user: field.map(z.looseObject({ url: field.reference() })).describe('Who it is: a user, by URL.'),
  role_urls: field.references('must be a list of URLs of roles'),
};

/** What is a person's own, and not shown to who adds them by the URL alone. */
const PERSONAL = ['email', 'first_name', 'last_name', 'summary', 'metadata', 'password_set', 'password_fingerprint'];

const stranger = viewSchema(user)
  .omit(Object.fromEntries(PERSONAL.map((field) => [field, true])) as never)
  .meta({ id: 'AddedUser' });

type MemberChange = Change<MemberRow, Partial<z.infer<z.ZodObject<typeof fields>>>>;

export const member: Definition<MemberRow, typeof fields> = defineResource({
  type: 'member',
  schema: 'Member',
  terraform: 'member',
  table: memberTable,
  paths: ['/orgs/{org}/members'],
  methods: ['list', 'create', 'get', 'update', 'delete'],
  permissions: { read: ['org/member:view'], write: ['org/member:manage'] },
  fields,
  required: ['user'],
  ignored: ['state', 'user_url'],
  async assign(scope, change) {
    const { row, input } = change;
    if (input.user) await assignUser(scope, change, input.user.url);
    if (input.role_urls) row.role_ids = await roleIds(scope, row.org_id, '/role_urls', input.role_urls);
  },
  async check(scope, { row, before }) {
    const org = await organizationOf(scope, row);
    if (!before) await demandNewcomer(scope, row);
    if (org.owner_id === row.user_id) await demandOwnerRole(scope, row);
    await demandMayGiveRoles(scope, before, row);
  },
  demandDelete: (scope, row) => demandHoldsRoles(scope, row.org_id, row.role_ids),
  usedBy: async (scope, row) => (await owned(scope, row)).map(({ name }) => `org "${name}" as its owner`),
  async relate(scope, rows) {
    const users = await scope.manager.getRepository(userTable).findBy({ id: In(rows.map((row) => row.user_id)) });
    const views = await presentAll(scope, user, users);
    const strangers = new Set(users.filter((each) => isStranger(scope, each, rows)).map(({ id }) => id));
    const shown = views.map((view): [string, object] => {
      const id = String(view.id);
      return [id, strangers.has(id) ? withoutPerson(view) : view];
    });
    return { user: new Map(shown) };
  },
  view: {
    state: z.enum(['enabled', 'disabled']),
    user: z.union([viewSchema(user), stranger]),
    user_url: z.url(),
    role_urls: z.array(z.url()),
  },
  present: (row, { scope, related }) => {
    const view = related.user?.get(row.user_id) as Record<string, unknown> | undefined;
    return {
      state: row.state,
      user: view,
      user_url: view?.url,
      role_urls: row.role_ids.map((id) => referenceUrl(scope, role, id, row.org_id)),
    };
  },
});

/** Whoever has only just been added, by somebody who may not read their registry: the trial of it would show anybody. */
function isStranger(scope: Scope, added: UserRow, rows: readonly MemberRow[]): boolean {
  if (scope.caller.kind === 'link' || mayRead(scope, added)) return false;
  return rows.some((row) => row.user_id === added.id && row.created_at.getTime() === scope.now.getTime());
}

const withoutPerson = (view: object) =>
  Object.fromEntries(Object.entries(view).filter(([field]) => !PERSONAL.includes(field)));

/** The organization, where the member is its owner. */
export function owned(scope: Scope, { org_id: id, user_id: owner_id }: MemberRow): Promise<OrganizationRow[]> {
  return scope.manager.getRepository(organizationTable).findBy({ id, owner_id });
}

async function assignUser(scope: Scope, { row, before }: MemberChange, url: string): Promise<void> {
  if (before) {
    const same = await findReference(scope, '/user/url', url, user);
    if (same?.id !== before.user_id) throw violation('/user/url', 'cannot be changed; create another member');
    return;
  }
  const org = await organizationOf(scope, row);
  const found = await findEligibleMember(scope, '/user/url', url, org);
  row.user_id = found.id;
  row.title ??= found.title;
  row.name ??= await freeName(scope, member, row.org_id, found.name);
}

function organizationOf({ manager }: Scope, { org_id: id }: MemberRow): Promise<OrganizationRow> {
  return stillThere('organization', manager.getRepository(organizationTable).findOneBy({ id }));
}

/** The ids of roles of one organization. @throws a violation at the URL that refers to none. */
export async function roleIds(scope: Scope, orgId: string, pointer: string, urls: string[]): Promise<string[]> {
  const found = await resolveReferences(scope, pointer, urls, role, orgId);
  return [...new Set(found.map(({ id }) => id))];
}

async function demandNewcomer(scope: Scope, { org_id, user_id }: MemberRow): Promise<void> {
  const same = await findMember(scope.manager, org_id, user_id);
  if (same) throw violation('/user/url', `is a member already, as "${same.name}"`, 'conflict');
}

async function demandOwnerRole(scope: Scope, row: MemberRow): Promise<void> {
  const owner = await findRole(scope.manager, row.org_id, 'owner');
  if (row.role_ids.includes(owner.id)) return;
  throw violation('/role_urls', 'must keep the role owner; pass the organization on with POST …/transfer-owner first');
}
