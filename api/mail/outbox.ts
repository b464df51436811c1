import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { Cipher, Place } from '../context.ts';
import { databaseNow } from '../database/clock.ts';
import { type Delivery, deliveryTable } from '../tables/delivery.ts';

/** The channel on which workers hear that there is mail. */
export const CHANNEL = 'gatepost_outbox';

export interface QueuedMail {
  org_id: string;
  /** The name of a template, whose variables these are. */
  template: string;
  recipient: string;
  variables: Record<string, string>;
  cause?: { type: string; id: string };
  updated_by: string | null;
}

/** Puts a mail into the outbox, in the caller's transaction: it leaves if and only if that commits. */
export async function enqueue(manager: EntityManager, cipher: Cipher, mail: QueuedMail): Promise<Delivery> {
  const id = randomUUID();
  const now = await databaseNow(manager);
  const delivery: Delivery = {
    id,
    org_id: mail.org_id,
    version: 1,
    updated_by: mail.updated_by,
    created_at: now,
    updated_at: now,
    template: mail.template,
    recipient: mail.recipient,
    variables: cipher.encrypt(JSON.stringify(mail.variables), placeOf(id)),
    cause_type: mail.cause?.type ?? null,
    cause_id: mail.cause?.id ?? null,
    state: 'queued',
    attempts: 0,
    next_attempt_at: now,
    tried_since: null,
    route_epoch: 0,
    lost_attempts: 0,
    lease_until: null,
    leased_by: null,
    mail_server_id: null,
    last_response: null,
    first_sent_at: null,
    sent_at: null,
  };
  await manager.getRepository(deliveryTable).insert(delivery);
  await notify(manager);
  return delivery;
}

/** Sends a failed or ambiguous delivery again. False: there is none such. */
export async function retry(manager: EntityManager, id: string, updatedBy: string | null): Promise<boolean> {
  const [, count]: [unknown, number] = await manager.query(
    `UPDATE delivery SET state = 'queued', next_attempt_at = now(), tried_since = NULL, lost_attempts = 0,
       version = version + 1, updated_by = $2, updated_at = now()
     WHERE id = $1 AND state IN ('failed', 'ambiguous')`,
    [id, updatedBy],
  );
  if (count > 0) await notify(manager);
  return count > 0;
}

/**
 * What mail leaves by has changed: whatever waits is tried at once, with its patience renewed. Not one mail is written:
 * each says in which epoch it was last tried. Nor does the version of the settings grow, of which nobody sees this.
 */
export async function growRouteEpoch(manager: EntityManager): Promise<void> {
  await manager.query('UPDATE cloud_setting SET mail_route_epoch = mail_route_epoch + 1');
  await notify(manager);
}

/** Where the variables of a delivery stand, to which their ciphertext is bound. */
export function placeOf(deliveryId: string): Place {
  return { table: 'delivery', column: 'variables', row: deliveryId };
}

/** PostgreSQL delivers a notification when the transaction commits, and never when it does not. */
async function notify(manager: EntityManager): Promise<void> {
  await manager.query(`SELECT pg_notify($1, '')`, [CHANNEL]);
}
