import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { ask } from '../../database/statement.ts';
import type { Delivery } from '../../tables/delivery.ts';
import type { DkimKey } from '../content/dkim.ts';
import type { Sender, SmtpServer } from '../server/smtp-server-settings.ts';
import { LOST_AT_MOST } from './backoff.ts';
import type { Lease } from './lease.ts';
import { TAKE } from './take.ts';

/** How mail leaves at the moment. */
export interface MailRoute {
  /** The selected server, then the fallbacks in their order. */
  servers: SmtpServer[];
  sender: Sender;
  /** By what mail is signed; null, or left out: it is not. */
  dkim?: DkimKey | null;
}

/** Finds the route; null while no mail server is selected. */
export type FindRoute = (manager: EntityManager) => Promise<MailRoute | null>;

/** What is to be done, as one look at the outbox tells. */
export interface Look {
  /** Grows whenever what mail leaves by changes. */
  epoch: number;
  /** Something is due. */
  due: boolean;
  /** A worker died with mail in hand. */
  left: boolean;
}

export interface Claim {
  /** Mails that failed because worker after worker died of them. */
  givenUp: string[];
  deliveries: Delivery[];
}

/** Whether anything is due, as the first of each kind tells. */
export async function look(manager: EntityManager): Promise<Look> {
  const [row] = await ask<Look>(
    manager,
    `SELECT epoch, due OR left_behind AS due, left_behind AS left
       FROM (SELECT coalesce(max(mail_route_epoch), 0) AS epoch FROM cloud_setting) settings,
            LATERAL (SELECT
              coalesce((SELECT min(next_attempt_at) FROM delivery WHERE state = 'queued') <= now(), false)
              OR coalesce((SELECT min(route_epoch) FROM delivery WHERE state = 'queued') < epoch, false) AS due,
              coalesce((SELECT min(lease_until) FROM delivery WHERE state = 'sending') < now(), false) AS left_behind) waiting`,
  );
  return row ?? { epoch: 0, due: false, left: false };
}

/**
 * Takes what is due, what was last tried by another route, and what a dead worker left, for the time of the lease. Who of
 * many organizations comes first is left to chance, so that none is always last.
 */
export async function claim(
  manager: EntityManager,
  { epoch, left }: Look,
  lease: Lease,
  limit: number,
): Promise<Claim> {
  const givenUp = left ? await giveUpLost(manager, epoch, limit) : [];
  return { givenUp, deliveries: await ask(manager, TAKE, [lease.workerId, lease.leaseMs, limit, epoch, randomUUID()]) };
}

/** What its workers die of is left to people, unless there is another route to try. */
async function giveUpLost(manager: EntityManager, epoch: number, limit: number): Promise<string[]> {
  const rows = await ask<{ id: string }>(
    manager,
    `UPDATE delivery SET state = 'failed', last_response = $1, lease_until = NULL, leased_by = NULL,
            version = version + 1, updated_at = now()
      WHERE id = ANY (ARRAY(
        SELECT id FROM delivery WHERE state = 'sending' AND lease_until < now() AND lost_attempts >= $2 AND route_epoch >= $3
         ORDER BY lease_until LIMIT $4 FOR UPDATE SKIP LOCKED))
      RETURNING id`,
    [LOST_WORDS, LOST_AT_MOST - 1, epoch, limit],
  );
  return rows.map(({ id }) => id);
}

const LOST_WORDS = `Given up: ${LOST_AT_MOST} attempts in a row ended without a word, as the process that made them went away each time. Look into its log before the mail is sent again.`;
