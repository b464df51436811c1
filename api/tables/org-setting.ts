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

/** Who a mail comes from: the sender of the catalog it is about, else that of its organization; null: whoever the cloud's do. */
export async function findOwnSender(
  manager: EntityManager,
  mail: { org_id: string; catalog_id: string | null },
): Promise<EmailSender | null> {
  const [found] = await manager.query(
    `SELECT coalesce(c.email_sender, o.email_sender) AS email_sender
       FROM organization o LEFT JOIN catalog_setting c ON c.catalog_id = $2 AND c.org_id = o.id WHERE o.id = $1`,
    [mail.org_id, mail.catalog_id],
  );
  return found?.email_sender ?? null;
}
