import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import { ask, run } from '../../database/statement.ts';

/** Whose connections are counted, and how many there may be. */
export interface Limited {
  id: string | null;
  max_connections: number;
}

/** The place of one connection among those that the whole cloud may have to a server. */
export interface Slot {
  serverId: string;
  number: number;
}

/** The places of one worker. They are rows with a lease, so that they work through any pooler of connections. */
export interface Slots {
  /** A place for one more connection; null: the cloud has as many as it may, or the database is away. */
  take(server: Limited): Promise<Slot | null>;
  free(slot: Slot): Promise<void>;
  /** Prolongs the lease of these places; answers those that another worker has meanwhile. */
  renew(slots: readonly Slot[]): Promise<Slot[]>;
}

export interface SlotOptions {
  database: DataSource;
  log: Logger;
  workerId: string;
  leaseMs: number;
}

/** Two workers that meet at one number get one place: the other looks again later. */
const TAKE = `
  INSERT INTO mail_server_slot AS s (mail_server_id, slot, holder, lease_until)
  SELECT $1, n, $2, now() + $3 * interval '1 ms'
    FROM generate_series(1, $4::int) n
   WHERE NOT EXISTS (SELECT FROM mail_server_slot WHERE mail_server_id = $1 AND slot = n AND lease_until > now())
   ORDER BY random() LIMIT 1
  ON CONFLICT (mail_server_id, slot) DO UPDATE SET holder = excluded.holder, lease_until = excluded.lease_until
   WHERE s.lease_until <= now()
  RETURNING slot`;

const FREE = 'DELETE FROM mail_server_slot WHERE mail_server_id = $1 AND slot = $2 AND holder = $3';

const RENEW = `
  UPDATE mail_server_slot s SET lease_until = now() + $4 * interval '1 ms'
    FROM unnest($1::uuid[], $2::int[]) AS mine (id, number)
   WHERE s.mail_server_id = mine.id AND s.slot = mine.number AND s.holder = $3
  RETURNING s.mail_server_id, s.slot`;

export function createSlots({ database: { manager }, log, workerId, leaseMs }: SlotOptions): Slots {
  return {
    async take({ id, max_connections }) {
      try {
        const [row] = await ask<{ slot: number }>(manager, TAKE, [id, workerId, leaseMs, max_connections]);
        return row && id !== null ? { serverId: id, number: row.slot } : null;
      } catch (error) {
        log.warn({ err: error, mail_server: id }, 'no place for a connection to the mail server could be taken');
        return null;
      }
    },
    async free({ serverId, number }) {
      try {
        await run(manager, FREE, [serverId, number, workerId]);
      } catch (error) {
        log.warn({ err: error, mail_server: serverId }, 'the place of a connection is free when its lease has run out');
      }
    },
    async renew(slots) {
      const [ids, numbers] = [slots.map(({ serverId }) => serverId), slots.map(({ number }) => number)];
      const rows = await ask<{ mail_server_id: string; slot: number }>(manager, RENEW, [
        ids,
        numbers,
        workerId,
        leaseMs,
      ]);
      const kept = new Set(rows.map(({ mail_server_id, slot }) => `${mail_server_id} ${slot}`));
      return slots.filter(({ serverId, number }) => !kept.has(`${serverId} ${number}`));
    },
  };
}
