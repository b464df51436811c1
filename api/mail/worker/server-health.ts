import type { Logger } from 'pino';
import type { DataSource, EntityManager } from 'typeorm';
import { findBreakers } from '../../tables/mail-server-breaker.ts';
import { closeBreaker, keepOpen, openBreaker, type ProbePlan, takeProbe } from '../outbox/breaker.ts';
import type { ConnectionPool } from '../pool/connection-pool.ts';
import type { SmtpServer } from '../server/smtp-server-settings.ts';
import type { Health } from './attempt.ts';

/** What else happens, in the same transaction, when a server falls sick or recovers. */
export type OnBreaker = (manager: EntityManager, serverId: string, state: 'open' | 'closed') => Promise<void>;

/** Which servers are sick, as all processes know it and as this one has just found out. */
export interface ServerHealth extends Health {
  /** Reads what all processes know; answers those of the servers that are well, in their order. */
  read(servers: readonly SmtpServer[]): Promise<SmtpServer[]>;
  /** Tries a sick server whose time has come, if no other worker does; the trying goes on behind the caller's back. */
  probe(): Promise<void>;
  /** Until what goes on behind the caller's back has ended. */
  finished(): Promise<void>;
}

export interface HealthOptions {
  database: DataSource;
  log: Logger;
  pool: Pick<ConnectionPool, 'knock' | 'ask'>;
  probes: ProbePlan;
  workerId: string;
  hangUp: AbortSignal;
  onBreaker?: OnBreaker | undefined;
  onRecovered(): void;
}

const NO_PLACE = 'It could not be tried: all the connections that it allows are in use.';

export function createServerHealth(options: HealthOptions): ServerHealth {
  const { database, log, pool, probes, workerId, hangUp, onBreaker, onRecovered } = options;
  const sick = new Map<string, SmtpServer>();
  /** Found out here, and not yet known to all. */
  const untold = new Set<string>();
  const behind = new Set<Promise<void>>();

  function fell(server: SmtpServer, reason: string): void {
    const { id } = server;
    if (id === null || untold.has(id)) return;
    sick.set(id, server);
    untold.add(id);
    pool.ask(id);
    goOn('a sick mail server is not known to others', async () => {
      await change(id, 'open', (manager) => openBreaker(manager, id, reason, probes)).finally(() => untold.delete(id));
    });
  }

  function took({ id }: SmtpServer): void {
    if (id !== null && sick.delete(id)) recover(id);
  }

  function recover(id: string): void {
    goOn('a mail server that is well again is not known to others', async () => {
      sick.delete(id);
      await change(id, 'closed', (manager) => closeBreaker(manager, id));
      onRecovered();
    });
  }

  async function change(id: string, state: 'open' | 'closed', write: (manager: EntityManager) => Promise<boolean>) {
    const isNew = await database.transaction(async (manager) => {
      const isChanged = await write(manager);
      if (isChanged) await onBreaker?.(manager, id, state);
      return isChanged;
    });
    if (isNew) log.warn({ mail_server: id, state }, 'the breaker of a mail server changed');
  }

  async function read(servers: readonly SmtpServer[]): Promise<SmtpServer[]> {
    const ids = servers.flatMap(({ id }) => id ?? []);
    const breakers = ids.length === 0 ? [] : await findBreakers(database.manager, ids);
    const open = new Set(breakers.filter(({ state }) => state !== 'closed').map((each) => each.mail_server_id));
    for (const id of sick.keys()) if (!untold.has(id)) sick.delete(id);
    for (const server of servers) if (server.id !== null && open.has(server.id)) sick.set(server.id, server);
    return servers.filter(isWell);
  }

  const isWell = ({ id }: SmtpServer) => id === null || !sick.has(id);

  async function probe(): Promise<void> {
    if (sick.size === 0 || hangUp.aborted) return;
    const id = await takeProbe(database.manager, [...sick.keys()], workerId);
    const server = sick.get(id ?? '');
    if (id === null || !server) return;
    goOn('a sick mail server was not tried', async () => {
      const result = await pool.knock(server, hangUp);
      if (result?.outcome === 'sent') recover(id);
      else await keepOpen(database.manager, id, workerId, result?.response ?? NO_PLACE, probes);
    });
  }

  function goOn(what: string, work: () => Promise<void>): void {
    const going = work()
      .catch((error) => log.warn({ err: error }, what))
      .finally(() => behind.delete(going));
    behind.add(going);
  }

  async function finished(): Promise<void> {
    while (behind.size > 0) await Promise.all(behind);
  }

  return { isWell, fell, took, read, probe, finished };
}
