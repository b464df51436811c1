import type { DataSource, EntityManager } from 'typeorm';
import type { Delivery } from '../tables/delivery.ts';
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
  deliveries: Delivery[];
}

export interface Lease {
  workerId: string;
  leaseMs: number;
}

/**
 * Takes what is due, and what a dead worker left, for the time of the lease. Others skip the rows (SKIP LOCKED), so
 * workers don't wait for each other. Without a route nothing is taken: the mail is held.
 */
export async function claim(
  database: DataSource,
  findRoute: FindRoute,
  lease: Lease,
  limit: number,
): Promise<Claim | null> {
  return database.transaction(async (manager) => {
    if (!(await isAnythingDue(manager))) return null;
    const route = await findRoute(manager);
    if (route === null || route.servers.length === 0) return null;
    const [deliveries]: [Delivery[]] = await manager.query(
      `UPDATE delivery SET state = 'sending', leased_by = $1, lease_until = now() + $2 * interval '1 ms',
         attempts = attempts + 1, tried_since = coalesce(tried_since, now()),
         version = version + 1, updated_at = now()
       WHERE id IN (SELECT id FROM delivery WHERE ${DUE} ORDER BY next_attempt_at LIMIT $3 FOR UPDATE SKIP LOCKED)
       RETURNING *`,
      [lease.workerId, lease.leaseMs, limit],
    );
    return { route, deliveries };
  });
}

const DUE = `((state = 'queued' AND next_attempt_at <= now()) OR (state = 'sending' AND lease_until < now()))`;

async function isAnythingDue(manager: EntityManager): Promise<boolean> {
  const [row]: { due: boolean }[] = await manager.query(`SELECT EXISTS (SELECT FROM delivery WHERE ${DUE}) AS due`);
  return row?.due === true;
}

/** Prolongs the lease while an attempt is under way. */
export async function renew(database: DataSource, delivery: Delivery, lease: Lease): Promise<void> {
  await database.query(
    `UPDATE delivery SET lease_until = now() + $3 * interval '1 ms'
     WHERE id = $1 AND attempts = $2 AND state = 'sending'`,
    [delivery.id, delivery.attempts, lease.leaseMs],
  );
}
