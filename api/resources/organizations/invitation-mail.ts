import type { EntityManager } from 'typeorm';
import { issueOneTimeToken, revokeOneTimeTokens } from '../../access/one-time-token.ts';
import type { Scope } from '../../context.ts';
import { databaseNow, secondsAfter } from '../../database/clock.ts';
import type { Sweep } from '../../database/purge.ts';
import { runUnprepared } from '../../database/statement.ts';
import { durationInWords } from '../../mail/content/duration.ts';
import { cancelMailOf } from '../../mail/outbox/delivery-action.ts';
import { enqueue } from '../../mail/outbox/outbox.ts';
import type { InvitationRow } from '../../tables/invitation.ts';
import { findLifetimes } from '../../tables/org-setting.ts';

/** The mail that brings the link of a kind of invitation. */
export interface InvitationMail {
  /** What it says it is about. */
  cause: string;
  template: string;
  /** What it says besides the link and how long it is valid. */
  variables(scope: Scope, row: InvitationRow): Promise<Record<string, string>>;
}

/** A link that is mailed lives from when the mail may first have arrived; any other from now. */
export async function firstExpiry({ manager }: Scope, notify: boolean, ttlS: number): Promise<Date | null> {
  return notify ? null : secondsAfter(await databaseNow(manager), ttlS);
}

/** Makes the link, and puts the mail with it into the outbox where one is wanted. */
export async function sendLink(scope: Scope, mail: InvitationMail, row: InvitationRow, ttlS: number): Promise<string> {
  const life = row.expires_at === null ? { ttlS } : { expiresAt: row.expires_at };
  const token = await issueOneTimeToken(scope, 'invitation', row.id, life);
  const link = `${scope.publicUrl()}/manager/activate?activation=${Buffer.from(token).toString('base64')}`;
  if (!row.notify) return link;
  await enqueue(scope.manager, scope.cipher, {
    org_id: row.org_id,
    template: mail.template,
    recipient: row.email,
    variables: { ...(await mail.variables(scope, row)), link, valid_for: durationInWords(ttlS, row.language) },
    language: row.language,
    cause: { type: mail.cause, id: row.id },
    updated_by: scope.caller.id,
  });
  return link;
}

/** Makes the links dead. A mail with one is gone if it never began to leave, and is cancelled if it did. */
export async function withdraw({ manager, caller }: Scope, invitationIds: readonly string[]): Promise<void> {
  await revokeOneTimeTokens(manager, invitationIds);
  await manager.query(`DELETE FROM delivery WHERE cause_id = ANY ($1) AND state = 'queued' AND first_sent_at IS NULL`, [
    invitationIds,
  ]);
  await cancelMailOf(manager, { cause_id: invitationIds }, caller.id);
}

/** The types of invitations are the names of their tables. */
const TABLES = ['org_invitation', 'member_invitation'];

/** The mail may have arrived for the first time: if it brought an invitation, from now on the link's days are counted. */
export async function startInvitationClock(manager: EntityManager, type: string, invitationId: string): Promise<void> {
  if (!TABLES.includes(type)) return;
  const [invitation]: { org_id: string }[] = await manager.query(`SELECT org_id FROM ${type} WHERE id = $1`, [
    invitationId,
  ]);
  if (!invitation) return;
  const { invitation_ttl: ttlS } = await findLifetimes(manager, invitation.org_id);
  await manager.query(
    `UPDATE ${type} SET updated_at = now(), updated_by = NULL, version = version + 1,
            expires_at = least(now() + make_interval(secs => $2),
                               (SELECT max(ends_at) FROM one_time_token WHERE subject_id = $1))
      WHERE id = $1 AND expires_at IS NULL AND accepted_at IS NULL`,
    [invitationId, ttlS],
  );
  await manager.query(
    `UPDATE one_time_token SET expires_at = least(now() + make_interval(secs => $2), ends_at), updated_at = now(), version = version + 1
      WHERE subject_id = $1 AND expires_at IS NULL AND used_at IS NULL`,
    [invitationId, ttlS],
  );
}

/** An invitation whose mail never left has expired with its link. */
export async function expireInvitations(sweep: Sweep): Promise<void> {
  for (const table of TABLES) {
    const statement = `
      UPDATE ${table} i SET expires_at = t.ends_at, updated_at = now(), updated_by = NULL, version = i.version + 1
        FROM one_time_token t
       WHERE t.ends_at < now() AND t.expires_at IS NULL AND t.subject_id = i.id AND i.expires_at IS NULL`;
    await runUnprepared(sweep.manager, statement);
  }
}
