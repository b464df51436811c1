import type { DataSource, EntityManager } from 'typeorm';
import { addEvents } from '../../audit/audit-event.ts';
import { systemEvent } from '../../audit/system-event.ts';
import { runUnprepared } from '../../database/statement.ts';
import { growRouteEpoch } from '../../mail/outbox/outbox.ts';
import { findCloudSetting, lockCloudSetting } from '../../tables/cloud-setting.ts';

/** What to do with the mails that waited when the database was backed up. */
export const OUTBOX_CHOICES = ['release', 'drop'] as const;
export type OutboxChoice = (typeof OUTBOX_CHOICES)[number];

/**
 * Makes a database that was set back safe to run on: what was ended since the backup has come back to life, and mails
 * that left since wait once more. All of it happens, or nothing.
 * @returns what it did, for people to read
 */
export async function settleRestored(database: DataSource): Promise<string[]> {
  return database.transaction(async (manager) => {
    await lockCloudSetting(manager);
    const { org_id: orgId } = await findCloudSetting(manager);
    const said = [...(await endCredentials(manager)), ...(await holdOutbox(manager))];
    await addEvents(manager, [systemEvent('after-restore', orgId, { object_type: 'cloud_setting' })]);
    return said;
  });
}

async function endCredentials(manager: EntityManager): Promise<string[]> {
  const [sessions = { n: 0 }]: { n: number }[] = await manager.query(
    `SELECT count(*)::int AS n FROM (SELECT session_id FROM access_token UNION SELECT session_id FROM refresh_token) s`,
  );
  await runUnprepared(manager, 'DELETE FROM access_token');
  await runUnprepared(manager, 'DELETE FROM refresh_token');
  const keys = await runUnprepared(manager, 'DELETE FROM api_key');
  const links = await runUnprepared(manager, 'DELETE FROM one_time_token');
  const requests = await runUnprepared(manager, 'DELETE FROM password_reset_request');
  const [pending = { n: 0 }]: { n: number }[] = await manager.query(
    `SELECT (SELECT count(*) FROM org_invitation WHERE accepted_at IS NULL)::int
          + (SELECT count(*) FROM member_invitation WHERE accepted_at IS NULL)::int AS n`,
  );
  return [
    `Ended ${sessions.n} sessions: everybody signs in anew.`,
    `Deleted ${keys} API keys: some may have been deleted or used since the backup. Their users make new ones.`,
    `Ended ${links} mailed links, and forgot ${requests} requests for a new password.`,
    `${pending.n} invitations have no link that works: POST …/regenerate makes a new one.`,
  ];
}

/** Whether a mail that was under way has left is known to nobody, so that an administrator decides. */
async function holdOutbox(manager: EntityManager): Promise<string[]> {
  await manager.query(
    `UPDATE cloud_setting SET mail_held_since = coalesce(mail_held_since, now()), version = version + 1,
       updated_at = now(), updated_by = NULL`,
  );
  const underWay = await runUnprepared(
    manager,
    `UPDATE delivery SET state = 'ambiguous', lease_until = NULL, leased_by = NULL,
       last_response = 'It was under way when the database was backed up.', version = version + 1, updated_at = now()
     WHERE state = 'sending'`,
  );
  const [waiting = { n: 0 }]: { n: number }[] = await manager.query(
    `SELECT count(*)::int AS n FROM delivery WHERE state = 'queued'`,
  );
  return [
    `Holding ${waiting.n} mails that wait, which may have left since the backup; ${underWay} were under way and are ambiguous.`,
    'No mail leaves until you say so: gatepost after-restore --outbox release sends them, --outbox drop gives them up.',
  ];
}

/**
 * Lets mail leave again; what waited since before the restore goes too, or is given up.
 * @throws when nothing is held
 */
export async function releaseOutbox(database: DataSource, choice: OutboxChoice): Promise<string[]> {
  return database.transaction(async (manager) => {
    await lockCloudSetting(manager);
    const { org_id: orgId, mail_held_since: since } = await findCloudSetting(manager);
    if (since === null) throw new Error('No mail is held: gatepost after-restore does that, after a restore.');
    const dropped = choice === 'drop' ? await giveUp(manager, since) : 0;
    await manager.query(
      `UPDATE cloud_setting SET mail_held_since = NULL, version = version + 1, updated_at = now(), updated_by = NULL`,
    );
    await growRouteEpoch(manager);
    await addEvents(manager, [systemEvent('after-restore', orgId, { object_type: 'delivery' })]);
    return [
      `${choice === 'drop' ? `Gave up ${dropped} mails, which can be sent again one by one. ` : ''}Mail leaves again.`,
    ];
  });
}

/** They stay in the list of deliveries as failed ones, from where each can be sent after all. */
function giveUp(manager: EntityManager, since: Date): Promise<number> {
  return runUnprepared(
    manager,
    `UPDATE delivery SET state = 'failed', version = version + 1, updated_at = now(),
       last_response = 'Given up after the database was set back.' WHERE state = 'queued' AND created_at <= $1`,
    [since],
  );
}
