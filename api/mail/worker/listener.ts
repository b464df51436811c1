import type { Logger } from 'pino';
import type { DataSource, QueryRunner } from 'typeorm';
import { CHANNEL } from '../outbox/outbox.ts';

/** The part of pg's client that TypeORM leaves untyped. */
interface NotifiedClient {
  /** What we add ourselves. */
  isPooled?: boolean;
  on(event: 'notification' | 'end' | 'error', listener: () => void): void;
  off(event: 'notification' | 'end' | 'error', listener: () => void): void;
}

/** Hears of new mail. It keeps a connection of the pool to itself. */
export interface Listener {
  /** Listens, if it does not yet and can; after a lost connection it must be called again. Never throws. */
  listen(): Promise<void>;
  close(): Promise<void>;
}

/** The connection that listens. */
interface Held {
  runner: QueryRunner;
  /** Takes off what was hung on the connection, which others of the pool get afterwards. */
  leave(): void;
}

export function createListener(database: DataSource, log: Logger, heard: () => void): Listener {
  let held: Held | null = null;
  let isDeaf = false;
  let isTroubled = false;

  /** Mail is found by polling all the same; and where it is announced may be another server than where it lies. */
  async function listen(): Promise<void> {
    if (held !== null || isDeaf) return;
    try {
      await begin();
      isTroubled = false;
    } catch (error) {
      if (!isTroubled) log.warn({ err: error }, 'new mail cannot be heard of; until it can, mail is found by polling');
      isTroubled = true;
    }
  }

  async function begin(): Promise<void> {
    const runner = database.createQueryRunner();
    const client: NotifiedClient = await runner.connect();
    if (client.isPooled) {
      isDeaf = true;
      log.info(
        'a pooler stands before the database, and no GATEPOST_DATABASE_DIRECT_URL: new mail is found by polling',
      );
      return runner.release();
    }
    const lost = () => {
      if (held?.runner !== runner) return;
      held = null;
      log.warn('the connection that announces new mail was lost; until it is back, mail is found by polling');
    };
    const listeners = [
      ['error', lost],
      ['end', lost],
      ['notification', heard],
    ] as const;
    for (const [event, listener] of listeners) client.on(event, listener);
    const leave = () => {
      for (const [event, listener] of listeners) client.off(event, listener);
    };
    await subscribe({ runner, leave });
    held = { runner, leave };
    // What was announced before we listened is found by looking.
    heard();
  }

  async function close(): Promise<void> {
    const last = held;
    held = null;
    if (last === null) return;
    last.leave();
    try {
      await last.runner.query(`UNLISTEN ${CHANNEL}`);
    } finally {
      await last.runner.release();
    }
  }

  return { listen, close };
}

async function subscribe({ runner, leave }: Held): Promise<void> {
  try {
    await runner.query(`LISTEN ${CHANNEL}`);
  } catch (error) {
    leave();
    await runner.release();
    throw error;
  }
}
