import type { Logger } from 'pino';
import type { DataSource, QueryRunner } from 'typeorm';
import { CHANNEL } from './outbox.ts';

/** The part of pg's client that TypeORM leaves untyped. */
interface NotifiedClient {
  on(event: 'notification' | 'end' | 'error', listener: () => void): void;
  removeAllListeners(event: 'notification'): void;
}

/** Hears of new mail. It keeps a connection of the pool to itself. */
export interface Listener {
  /** Listens, if it does not yet; after a lost connection it must be called again. */
  listen(): Promise<void>;
  close(): Promise<void>;
}

export function createListener(database: DataSource, log: Logger, heard: () => void): Listener {
  let runner: QueryRunner | null = null;

  async function listen(): Promise<void> {
    if (runner !== null) return;
    const fresh = database.createQueryRunner();
    const client: NotifiedClient = await fresh.connect();
    const lost = () => {
      if (runner !== fresh) return;
      runner = null;
      log.warn('the connection that announces new mail was lost; until it is back, mail is found by polling');
    };
    client.on('error', lost);
    client.on('end', lost);
    client.on('notification', heard);
    await subscribe(fresh);
    runner = fresh;
    // What was announced before we listened is found by looking.
    heard();
  }

  async function close(): Promise<void> {
    const held = runner;
    runner = null;
    if (held === null) return;
    const client: NotifiedClient = await held.connect();
    client.removeAllListeners('notification');
    try {
      await held.query(`UNLISTEN ${CHANNEL}`);
    } finally {
      await held.release();
    }
  }

  return { listen, close };
}

async function subscribe(runner: QueryRunner): Promise<void> {
  try {
    await runner.query(`LISTEN ${CHANNEL}`);
  } catch (error) {
    await runner.release();
    throw error;
  }
}
