import { createHash } from 'node:crypto';
import type { SmtpServer } from '../server/smtp-server-settings.ts';
import { OVERDUE } from '../smtp/attempt-bound.ts';
import type { SessionReport, SmtpSession } from '../smtp/smtp-session.ts';
import type { Slot } from './connection-slot.ts';

/** A connection of the pool. */
export interface PooledConnection {
  readonly server: SmtpServer;
  /** Which version of which server it leads to. */
  readonly key: string;
  readonly session: SmtpSession;
  readonly slot: Slot;
  readonly openedAt: number;
  /** How many mails it has handed over. */
  mails: number;
  state: 'busy' | 'resetting' | 'idle' | 'leaving';
  /** As `performance.now()` counts. */
  idleSince: number;
  /** Its place went to another worker: it ends with the mail that is under way. */
  isRetired: boolean;
  idleTimer?: NodeJS.Timeout;
}

/** Postfix and nodemailer's pool leave as many mails, or as much time, to one connection; servers count too. */
const MAILS_AT_MOST = 100;
const LIFE_MS = 300_000;

/** Shorter than any server waits: Postfix under stress waits for 10 s. */
export const IDLE_MS = 5_000;

/** Whoever was quiet for so long is asked whether it is there before a mail is begun. */
const SURE_MS = 1_000;

/**
 * What of a server a connection is opened with: after a change of any of it there is another key. The hash holds the
 * password, so it is neither stored nor logged.
 */
export function keyOf(server: SmtpServer): string {
  const known = keys.get(server);
  if (known !== undefined) return known;
  const { name: _name, max_connections: _max, ...opened } = server;
  const key = createHash('sha256').update(JSON.stringify(opened)).digest('base64');
  keys.set(server, key);
  return key;
}

const keys = new WeakMap<SmtpServer, string>();

/** Whether it may hand another mail over after this one. */
export function isLasting(connection: PooledConnection): boolean {
  const { mails, openedAt, isRetired, slot, server } = connection;
  const isYoung = mails < MAILS_AT_MOST && performance.now() - openedAt < LIFE_MS;
  return isYoung && !isRetired && slot.number <= server.max_connections;
}

export const isSure = ({ idleSince }: PooledConnection): boolean => performance.now() - idleSince < SURE_MS;

/**
 * Whether a connection that had handed over other mail turned out to be gone, or to be full, before anything was said of
 * this one: nothing of it has left, so it begins anew.
 */
export function wasGone({ failure, transcript }: SessionReport): boolean {
  if (failure === null || failure.stage !== 'mail' || transcript.steps.length > 0) return false;
  const isRefused = failure.isUnaddressable || failure.errorCode === 'EMESSAGE';
  // It is there, and its time is over.
  const isSlow = failure.errorCode === OVERDUE;
  return !isRefused && !isSlow && (failure.replyCode === null || failure.replyCode === 421);
}
