import type { EntityManager } from 'typeorm';
import type { Cipher, Place } from '../../context.ts';
import { databaseNow } from '../../database/clock.ts';
import { newBaseRow } from '../../database/row.ts';
import { type Delivery, deliveryTable } from '../../tables/delivery.ts';
import { currentTrace } from '../../trace.ts';
import { forgetBreakers } from './breaker.ts';
import { priorityOf } from './priority.ts';

/** The channel on which workers hear that there is mail. */
export const CHANNEL = 'gatepost_outbox';

export interface QueuedMail {
  org_id: string;
  /** The name of a template, whose variables these are. */
  template: string;
  recipient: string;
  variables: Record<string, string>;
  cause?: { type: string; id: string };
  /** The catalog it is about. */
  catalog_id?: string;
  /** What the recipient reads; not known: English. */
  language?: string | null;
  updated_by: string | null;
}

/** Puts a mail into the outbox, in the caller's transaction: it leaves if and only if that commits. */
export async function enqueue(manager: EntityManager, cipher: Cipher, mail: QueuedMail): Promise<Delivery> {
  const now = await databaseNow(manager);
  const base = newBaseRow(mail.org_id, mail.updated_by, now);
  const delivery: Delivery = {
    ...base,
    template: mail.template,
    recipient: mail.recipient,
    variables: cipher.encrypt(JSON.stringify(mail.variables), placeOf(base.id)),
    catalog_id: mail.catalog_id ?? null,
    language: mail.language ?? null,
    cause_type: mail.cause?.type ?? null,
    cause_id: mail.cause?.id ?? null,
    state: 'queued',
    priority: priorityOf(mail.template),
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
    traceparent: currentTrace(),
  };
  await manager.getRepository(deliveryTable).insert(delivery);
  await notify(manager);
  return delivery;
}

/**
 * What mail leaves by has changed: whatever waits is tried at once, with its patience renewed. Not one mail is written:
 * each says in which epoch it was last tried. Nor does the version of the settings grow, of which nobody sees this.
 */
export async function growRouteEpoch(manager: EntityManager): Promise<void> {
  await manager.query('UPDATE cloud_setting SET mail_route_epoch = mail_route_epoch + 1');
  await forgetBreakers(manager);
  await notify(manager);
}

/** Where the variables of a delivery stand, to which their ciphertext is bound. */
export function placeOf(deliveryId: string): Place {
  return { table: 'delivery', column: 'variables', row: deliveryId };
}

/** Tells workers that there is mail. PostgreSQL does so when the transaction commits, and never when it does not. */
export async function notify(manager: EntityManager): Promise<void> {
  await manager.query(`SELECT pg_notify($1, '')`, [CHANNEL]);
}
