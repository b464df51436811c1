import { setImmediate as letOthersRun, setTimeout as pause } from 'node:timers/promises';
import type { ConnectionCount } from '../../context.ts';
import type { SmtpServer } from '../server/smtp-server-settings.ts';
import type { ComposedMail } from '../smtp/composed-mail.ts';
import { resultOf, type SendResult } from '../smtp/send-result.ts';
import { openSession, type SendingTerms, type SessionReport } from '../smtp/smtp-session.ts';
import { createPlaces } from './connection-places.ts';
import type { Slot, Slots } from './connection-slot.ts';
import { createOpenConnections } from './open-connections.ts';
import { IDLE_MS, isLasting, isSure, keyOf, type PooledConnection, wasGone } from './pooled-connection.ts';
import { createQueue } from './turn-queue.ts';

export interface PoolTerms extends SendingTerms {
  /** Whether the mail would still leave by this server. */
  isWanted?: () => boolean;
}

/** Connections to mail servers that stay open from one mail to the next. */
export interface ConnectionPool {
  /** Hands a mail over. Null: the cloud has as many connections as it may, none of them here; nothing was tried. */
  send(server: SmtpServer, mail: ComposedMail, terms?: PoolTerms): Promise<SendResult | null>;
  /** Opens a connection, and keeps it. Null as above; otherwise how that ended, `sent` where it went well. */
  knock(server: SmtpServer, signal?: AbortSignal): Promise<SendResult | null>;
  /** Asks those who wait for a connection to this server whether they still do. */
  ask(serverId: string): void;
  /** Whether a mail for this server would find a connection here, or may open one. */
  isReady(server: SmtpServer): Promise<boolean>;
  /** Keeps the places of the connections, which have a lease. */
  renew(): Promise<void>;
  /** Says goodbye to every server and gives every place back. */
  close(): Promise<void>;
}

export interface PoolOptions {
  slots: Slots;
  /** Told whenever it changes. */
  onCount?: ((count: ConnectionCount) => void) | undefined;
  idleMs?: number;
}

/** So often a mail meets connections that are gone before that is what is said of it. */
const GONE_AT_MOST = 3;
const GOODBYE_MS = 1_000;

export function createConnectionPool({ slots, onCount, idleMs = IDLE_MS }: PoolOptions): ConnectionPool {
  const open = createOpenConnections({ idleMs, onCount });
  const places = createPlaces(slots);
  /** The version of each server that the last mail was for. */
  const current = new Map<string, string>();
  const queue = createQueue();
  let isClosing = false;

  async function send(server: SmtpServer, mail: ComposedMail, terms: PoolTerms = {}): Promise<SendResult | null> {
    for (let gone = 1; ; gone += 1) {
      const lent = await lend(server, terms);
      if (lent === null) return null;
      if ('transcript' in lent) return resultOf(server, lent);
      const report = await lent.session.send(mail, terms);
      if (report.failure === null) void release(lent);
      const isGone = lent.mails > 0 && wasGone(report) && gone < GONE_AT_MOST;
      const mayLeave = !terms.signal?.aborted && (terms.mayLeave?.() ?? true);
      if (!isGone || !mayLeave) return resultOf(server, report);
      // The others have most likely gone with it.
      for (const each of open.idleOf(lent.key)) open.dismiss(each);
    }
  }

  /** A connection, or how the opening of one failed; null: there is no place for one. */
  async function lend(
    server: SmtpServer,
    { signal, isWanted }: PoolTerms,
  ): Promise<PooledConnection | SessionReport | null> {
    const key = keyOf(server);
    const id = server.id ?? '';
    useVersion(id, key);
    while (isWanted?.() ?? true) {
      const idle = open.idleOf(key).at(-1);
      if (idle && (await revive(idle))) return idle;
      if (idle) continue;
      const opened = isOneComing(id) ? null : await dial(server, key, signal);
      if (opened !== null) return opened;
      if (signal?.aborted || isClosing || places.count(id) === 0) break;
      await queue.wait(id, signal);
    }
    // Nobody else would tell the next one.
    queue.next(id);
    return null;
  }

  async function knock(server: SmtpServer, signal?: AbortSignal): Promise<SendResult | null> {
    const lent = await lend(server, { ...(signal && { signal }) });
    if (lent === null) return null;
    if ('transcript' in lent) return resultOf(server, lent);
    void release(lent);
    return { outcome: 'sent', response: '', stage: 'auth', tls: null };
  }

  /** More than wait for one have handed their mail over, and come back in a moment. */
  const isOneComing = (id: string) =>
    open.ofServer(id).filter(({ state }) => state === 'resetting').length > queue.lengthOf(id);

  /** What leads to another version of the server ends. */
  function useVersion(id: string, key: string): void {
    if (current.get(id) === key) return;
    current.set(id, key);
    for (const each of open.ofServer(id)) if (each.key !== key && each.state === 'idle') open.dismiss(each);
  }

  async function revive(connection: PooledConnection): Promise<boolean> {
    open.mark(connection, 'busy');
    return isSure(connection) || connection.session.reset();
  }

  async function dial(server: SmtpServer, key: string, signal?: AbortSignal) {
    const slot = await places.take(server);
    if (slot === null) return null;
    const { session, report } = await openSession(server, signal);
    if (session === null) {
      // What it failed of is known before the next one is dialled.
      void vacate(slot);
      return report;
    }
    const openedAt = performance.now();
    const connection: PooledConnection = {
      ...{ server, key, session, slot, openedAt, idleSince: openedAt },
      ...{ mails: 0, state: 'busy', isRetired: false },
    };
    open.add(connection);
    session.onEnd(() => void forget(connection));
    return connection;
  }

  /** After a mail the server forgets it before the next one; whatever it says unasked is heard before that. */
  async function release(connection: PooledConnection): Promise<void> {
    const { session, slot, key } = connection;
    connection.mails += 1;
    open.mark(connection, 'resetting');
    await letOthersRun();
    if (isClosing || !isLasting(connection) || current.get(slot.serverId) !== key) return open.dismiss(connection);
    if (!(await session.reset())) return;
    connection.idleSince = performance.now();
    open.mark(connection, 'idle');
    queue.next(slot.serverId);
  }

  async function forget(connection: PooledConnection): Promise<void> {
    open.remove(connection);
    await vacate(connection.slot);
  }

  async function vacate(slot: Slot): Promise<void> {
    await places.leave(slot);
    queue.next(slot.serverId);
  }

  async function renew(): Promise<void> {
    const lost = await places.renew();
    for (const each of open.all()) {
      if (!lost.has(each.slot)) continue;
      each.isRetired = true;
      if (each.state === 'idle') open.dismiss(each);
    }
  }

  async function close(): Promise<void> {
    isClosing = true;
    for (const each of open.all()) if (each.state === 'idle') open.dismiss(each);
    await emptied();
    for (const each of open.all()) each.session.close();
    await places.renew();
    await emptied();
  }

  async function emptied(): Promise<void> {
    const end = performance.now() + GOODBYE_MS;
    while (!places.isEmpty && performance.now() < end) await pause(10);
  }

  return { send, knock, ask: queue.all, isReady: places.reserve, renew, close };
}
