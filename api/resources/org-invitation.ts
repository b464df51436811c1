import { type EntityManager, EntitySchema } from 'typeorm';
import { invite, regenerate, withdraw } from '../accounts/invitation.ts';
import { accept, register } from '../accounts/register.ts';
import type { Scope } from '../context.ts';
import { type Definition, defineResource } from '../crud/definition.ts';
import * as field from '../crud/field.ts';
import { freeName } from '../crud/free-name.ts';
import { deriveName } from '../crud/name.ts';
import { orgUrl } from '../crud/url.ts';
import { boolean, type HeaderRow, headerColumns, moment, text, uuid } from '../database/columns.ts';
import { foreignKey, unique } from '../database/constraints.ts';
import { ApiError, violation } from '../errors.ts';
import type { Route } from '../http/route.ts';
import { isMailServerSelected } from './cloud-settings.ts';

/** An invitation to open a provider organization. Once accepted it stays readable; the organization does not need it. */
export interface OrgInvitationRow extends HeaderRow {
  email: string;
  notify: boolean;
  /** Null until the clock runs: from the creation, or from when the mail first left. */
  expires_at: Date | null;
  accepted_at: Date | null;
  invited_org_id: string | null;
  invited_user_id: string | null;
}

const TABLE = 'org_invitation';

export const orgInvitationTable = new EntitySchema<OrgInvitationRow>({
  name: TABLE,
  columns: {
    ...headerColumns,
    email: text(),
    notify: boolean({ default: true }),
    expires_at: moment({ nullable: true }),
    accepted_at: moment({ nullable: true }),
    invited_org_id: uuid({ nullable: true }),
    invited_user_id: uuid({ nullable: true }),
  },
  uniques: [unique(TABLE, 'org_id', 'name')],
  foreignKeys: [
    foreignKey(TABLE, 'org_id', 'organization'),
    foreignKey(TABLE, 'invited_org_id', 'organization', 'SET NULL'),
    foreignKey(TABLE, 'invited_user_id', 'user', 'SET NULL'),
  ],
});

const fields = {
  email: field.email().describe('Who is invited; it never changes.'),
  notify: field.flag().describe('Whether Gatepost mails the link (true); otherwise hand the activation link over.'),
};

export const orgInvitation: Definition<OrgInvitationRow, typeof fields> = defineResource({
  type: TABLE,
  schema: 'OrgInvitation',
  terraform: 'organization_invitation',
  table: orgInvitationTable,
  paths: ['/cloud/org-invitations'],
  methods: ['list', 'get', 'update', 'delete', 'clear'],
  permissions: { read: ['cloud/provider-org:view'], write: ['cloud/provider-org:manage'] },
  fields,
  required: ['email'],
  fixed: ['email'],
  ignored: ['state', 'expires_at', 'accepted_at', 'invited_org_url', 'delivery_url', 'activation_link'],
  async assign(scope, { row, before }) {
    if (before) return;
    row.notify ??= true;
    row.title ??= row.email;
    row.name ??= await freeName(scope, orgInvitation, row.org_id, deriveName(row.email));
  },
  async check(scope, { row, before }) {
    if (before) return;
    await demandNonePending(scope, row);
    await demandMailServer(scope, row.notify);
  },
  beforeDelete: (scope, row) => withdraw(scope, row.id),
  relate: async (scope, rows) => ({ delivery: await lastDeliveries(scope.manager, rows) }),
  present: (row, { scope, related }) => ({
    email: row.email,
    notify: row.notify,
    state: stateOf(row, scope.now),
    expires_at: row.expires_at?.toISOString() ?? null,
    accepted_at: row.accepted_at?.toISOString() ?? null,
    invited_org_url: row.invited_org_id && orgUrl(scope, row.invited_org_id),
    delivery_url: deliveryUrl(scope, related.delivery?.get(row.id)),
  }),
  get routes() {
    return invitationRoutes;
  },
});

const invitationRoutes: Route[] = [
  { method: 'post', path: '/cloud/org-invitations', access: ['cloud/provider-org:manage'], run: invite },
  {
    method: 'post',
    path: '/cloud/org-invitations/{item}/regenerate',
    access: ['cloud/provider-org:manage'],
    run: regenerate,
  },
  { method: 'post', path: '/cloud/org-invitations/{item}/register', access: 'invitation', run: register },
  { method: 'post', path: '/cloud/org-invitations/{item}/accept', access: 'invitation', run: accept },
];

export function stateOf(row: OrgInvitationRow, now: Date): 'pending' | 'accepted' | 'expired' {
  if (row.accepted_at) return 'accepted';
  return row.expires_at && row.expires_at <= now ? 'expired' : 'pending';
}

/** Two invitations of one address at once: the second waits here, and then sees the first. */
export async function demandNonePending(scope: Scope, row: OrgInvitationRow): Promise<void> {
  const address = row.email.toLowerCase();
  await scope.manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`${TABLE}\n${address}`]);
  const others: { name: string }[] = await scope.manager.query(
    `SELECT name FROM org_invitation WHERE lower(email) = $1 AND id <> $2 AND accepted_at IS NULL
        AND (expires_at IS NULL OR expires_at > $3)`,
    [address, row.id, scope.now],
  );
  const [other] = others;
  if (other) throw violation('/email', `is invited already, by the pending invitation "${other.name}"`, 'conflict');
}

export async function demandMailServer(scope: Scope, notify: boolean): Promise<void> {
  if (!notify || (await isMailServerSelected(scope.manager))) return;
  throw new ApiError(
    'mail_server_not_selected',
    'No mail server configured in cloud settings. Select one, or send notify: false and hand the link over yourself.',
  );
}

async function lastDeliveries(manager: EntityManager, rows: readonly OrgInvitationRow[]): Promise<Map<string, string>> {
  const found: { cause_id: string; id: string }[] = await manager.query(
    `SELECT DISTINCT ON (cause_id) cause_id, id FROM delivery WHERE cause_type = $1 AND cause_id = ANY ($2)
      ORDER BY cause_id, created_at DESC`,
    [TABLE, rows.map(({ id }) => id)],
  );
  return new Map(found.map(({ cause_id: invitationId, id }) => [invitationId, id]));
}

function deliveryUrl(scope: Scope, deliveryId: unknown): string | null {
  return typeof deliveryId === 'string' ? `${scope.publicUrl()}/api/cloud/deliveries/${deliveryId}` : null;
}
