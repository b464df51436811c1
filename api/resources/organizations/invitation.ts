import { z } from 'zod';
import type { Scope } from '../../context.ts';
import type { Related, Target, View } from '../../crud/definition.ts';
import * as field from '../../crud/field.ts';
import { freeName } from '../../crud/free-name.ts';
import { deriveName } from '../../crud/name.ts';
import { demandMailServer } from '../../crud/selected-mail-server.ts';
import { databaseNow } from '../../database/clock.ts';
import { violation } from '../../errors.ts';
import { isMailHeld } from '../../tables/cloud-setting.ts';
import { SHOWN_STATES, type ShownState } from '../../tables/delivery.ts';
import type { InvitationRow } from '../../tables/invitation.ts';

export const invitationFields = {
  email: field.email().describe('Who is invited; it never changes.'),
  notify: field.flag().describe('Whether Gatepost mails the link (true); otherwise hand the activation link over.'),
  language: field.own(
    field
      .language()
      .nullable()
      .describe('What the mail is written in, and the account that comes of it has; null: English.'),
  ),
};

export const INVITATION_VIEW = ['state', 'expires_at', 'accepted_at', 'delivery_url', 'delivery', 'activation_link'];

/** Which kind of invitation it is. */
type InvitationTarget = Pick<Target<InvitationRow>, 'type' | 'table'>;

/** A name nobody chose follows from the address. */
export async function nameInvitation(scope: Scope, target: InvitationTarget, row: InvitationRow): Promise<void> {
  row.notify ??= true;
  row.title ??= row.email;
  row.name ??= await freeName(scope, target, row.org_id, deriveName(row.email));
}

/** Two invitations of one address at once: the second waits here, and then sees the first. */
export async function demandNonePending(scope: Scope, target: InvitationTarget, row: InvitationRow): Promise<void> {
  const address = row.email.toLowerCase();
  const key = `${target.type}\n${row.org_id}\n${address}`;
  await scope.manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [key]);
  const others: { name: string }[] = await scope.manager.query(
    `SELECT name FROM ${target.table.options.name} WHERE org_id = $1 AND lower(email) = $2 AND id <> $3
        AND accepted_at IS NULL AND (expires_at IS NULL OR expires_at > now())`,
    [row.org_id, address, row.id],
  );
  const [other] = others;
  if (other) throw violation('/email', `is invited already, by the pending invitation "${other.name}"`, 'conflict');
}

/** The link is in the hands of whoever has the address. @throws 400 when it is another one */
export function demandSameAddress(before: Readonly<InvitationRow>, row: InvitationRow): void {
  if (row.email === before.email) return;
  throw violation('/email', 'cannot be changed; delete the invitation and make a new one for the other address');
}

/** @throws 400 when the link is to be mailed and no email server is selected. */
export async function demandWayForMail(scope: Scope, notify: boolean): Promise<void> {
  if (notify) await demandMailServer(scope, 'Select one, or send notify: false and hand the link over yourself.');
}

export const invitationView = {
  email: z.string(),
  notify: z.boolean(),
  language: invitationFields.language,
  state: field.own(z.enum(['pending', 'accepted', 'expired'])),
  expires_at: field.shown.momentOrNull(),
  accepted_at: field.shown.momentOrNull(),
  delivery_url: field.own(z.url().nullable()),
  delivery: z
    .strictObject({ state: z.enum(SHOWN_STATES), sent_at: field.shown.momentOrNull() })
    .nullable()
    .describe('How far the mail with the link got; null: none was wanted.'),
  activation_link: z.url().optional().describe('In the answers to the creation and to regenerate only.'),
};

function stateOf(row: InvitationRow, now: Date): 'pending' | 'accepted' | 'expired' {
  if (row.accepted_at) return 'accepted';
  return row.expires_at && row.expires_at <= now ? 'expired' : 'pending';
}

export function presentInvitation(row: InvitationRow, { scope, related }: View) {
  const mail = related.mail?.get(row.id) as Mail | undefined;
  return {
    email: row.email,
    notify: row.notify,
    language: row.language,
    state: stateOf(row, related.clock?.get('now') as Date),
    expires_at: row.expires_at?.toISOString() ?? null,
    accepted_at: row.accepted_at?.toISOString() ?? null,
    delivery_url: mail ? `${scope.publicUrl()}/api/cloud/deliveries/${mail.id}` : null,
    delivery: mail ? { state: mail.state, sent_at: mail.sent_at?.toISOString() ?? null } : null,
  };
}

interface Mail {
  id: string;
  state: ShownState;
  sent_at: Date | null;
}

/** The last mail of each invitation, which is held while it waits and no email server is selected; and what time it is. */
export async function relateInvitations(
  scope: Scope,
  { type }: InvitationTarget,
  rows: readonly InvitationRow[],
): Promise<Related> {
  const found: (Mail & { cause_id: string })[] = await scope.manager.query(
    `SELECT DISTINCT ON (cause_id) cause_id, id, sent_at, state FROM delivery
      WHERE cause_type = $1 AND cause_id = ANY ($2) ORDER BY cause_id, created_at DESC`,
    [type, rows.map(({ id }) => id)],
  );
  const isHeld = found.length > 0 && (await isMailHeld(scope.manager));
  const mails = found.map(
    (mail): Mail => ({ ...mail, state: isHeld && mail.state === 'queued' ? 'held' : mail.state }),
  );
  const clock = new Map([['now', await databaseNow(scope.manager)]]);
  return { clock, mail: new Map(found.map((mail, index) => [mail.cause_id, mails[index]])) };
}
