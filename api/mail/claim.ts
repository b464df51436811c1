import type { DataSource, EntityManager } from 'typeorm';
import type { Delivery } from '../tables/delivery.ts';
import { LOST_AT_MOST } from './backoff.ts';
import type { Sender, SmtpServer } from './smtp-server-settings.ts';

/** How mail leaves at the moment. */
export interface MailRoute {
  /** The selected server, then the fallbacks in their order. */
  servers: SmtpServer[];
  sender: Sender;
}

/** Finds the route; null while no mail server is selected. */
export type FindRoute = (manager: EntityManager) => Promise<MailRoute | null>;

export interface Claim {
  route: MailRoute;
  /** Mails that failed because worker after worker died of them. */
  givenUp: string[];
  deliveries: Delivery[];
}

export interface Lease {
  workerId: string;
  leaseMs: number;
}

/**
 * Takes what is due, what was last tried by another route, and what a dead worker left, for the time of the lease. Others
 * skip the rows (SKIP LOCKED), so workers don't wait for each other. Without a route nothing is taken: the mail is held.
 */
export async function claim(
  database: DataSource,
  findRoute: FindRoute,
  lease: Lease,
  limit: number,
): Promise<Claim | null> {
  return database.transaction(async (manager) => {
    // The epoch is read before the route: a change in between is one more epoch, in which the mail is due again.
    const { epoch, due } = await look(manager);
    if (!due) return null;
    const route = await findRoute(manager);
    if (route === null || route.servers.length === 0) return null;
    const givenUp = await giveUpLost(manager, epoch, limit);
    return { route, givenUp, deliveries: await take(manager, lease, epoch, limit) };
  });
}

interface Look {
  epoch: number;
  due: boolean;
}

/** Whether anything is due, as the first of each kind tells. */
async function look(manager: EntityManager): Promise<Look> {
  const [row]: Look[] = await manager.query(
    `SELECT epoch,
            coalesce((SELECT min(next_attempt_at) FROM delivery WHERE state = 'queued') <= now(), false)
            OR coalesce((SELECT min(route_epoch) FROM delivery WHERE state = 'queued') < epoch, false)
            OR coalesce((SELECT min(lease_until) FROM delivery WHERE state = 'sending') < now(), false) AS due
       FROM (SELECT coalesce(max(mail_route_epoch), 0) AS epoch FROM cloud_setting) settings`,
  );
  return row ?? { epoch: 0, due: false };
}

/**
 * Each kind of what is due has an index in the order in which it is taken, whatever the planner thinks of the rest; so
 * has the update, by a list of ids. A mail may be of two kinds, which UNION makes one.
 */
const TAKE = `
  WITH by_time AS (
    SELECT id, next_attempt_at AS since FROM delivery WHERE state = 'queued' AND next_attempt_at <= now()
     ORDER BY next_attempt_at LIMIT $3 FOR UPDATE SKIP LOCKED
  ), rerouted AS (
    SELECT id, next_attempt_at AS since FROM delivery WHERE state = 'queued' AND route_epoch < $4
     ORDER BY route_epoch, next_attempt_at LIMIT $3 FOR UPDATE SKIP LOCKED
  ), left_behind AS (
    SELECT id, lease_until AS since FROM delivery WHERE state = 'sending' AND lease_until < now()
     ORDER BY lease_until LIMIT $3 FOR UPDATE SKIP LOCKED
  ), due AS (
    SELECT * FROM by_time UNION SELECT * FROM rerouted UNION SELECT * FROM left_behind
  )
  UPDATE delivery SET state = 'sending', leased_by = $1, lease_until = now() + $2 * interval '1 ms',
         attempts = attempts + 1, route_epoch = $4,
         tried_since = CASE WHEN route_epoch < $4 THEN now() ELSE coalesce(tried_since, now()) END,
         lost_attempts = CASE WHEN route_epoch < $4 THEN 0 ELSE lost_attempts + (state = 'sending')::int END,
         version = version + 1, updated_at = now()
   WHERE id = ANY (ARRAY(SELECT id FROM due ORDER BY since LIMIT $3))
  RETURNING *`;

async function take(manager: EntityManager, lease: Lease, epoch: number, limit: number): Promise<Delivery[]> {
  const [deliveries]: [Delivery[]] = await manager.query(TAKE, [lease.workerId, lease.leaseMs, limit, epoch]);
  return deliveries;
}

/** What its workers die of is left to people, unless there is another route to try. */
async function giveUpLost(manager: EntityManager, epoch: number, limit: number): Promise<string[]> {
  const [rows]: [{ id: string }[]] = await manager.query(
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

/** Prolongs the lease while an attempt is under way. */
export async function renew(database: DataSource, delivery: Delivery, lease: Lease): Promise<void> {
  await database.query(
    `UPDATE delivery SET lease_until = now() + $3 * interval '1 ms'
     WHERE id = $1 AND attempts = $2 AND state = 'sending'`,
    [delivery.id, delivery.attempts, lease.leaseMs],
  );
}
