import type { EntityManager } from 'typeorm';
import type { CloudSettingRow, EmailSender } from './cloud-setting.ts';

/** How long links live for an organization: what it settles for itself, otherwise what the cloud does. */
export async function findLifetimes(
  manager: EntityManager,
  orgId: string,
): Promise<Pick<CloudSettingRow, 'invitation_ttl' | 'reset_password_ttl'>> {
  const [found] = await manager.query(
    `SELECT coalesce(o.invitation_ttl, s.invitation_ttl) AS invitation_ttl,
            coalesce(o.reset_password_ttl, s.reset_password_ttl) AS reset_password_ttl
       FROM cloud_setting s LEFT JOIN organization o ON o.id = $1`,
    [orgId],
  );
  return found;
}

/** Who mails of an organization come from; null: whoever the cloud's do. */
export async function findOwnSender(manager: EntityManager, orgId: string): Promise<EmailSender | null> {
  const [found] = await manager.query('SELECT email_sender FROM organization WHERE id = $1', [orgId]);
  return found?.email_sender ?? null;
}
