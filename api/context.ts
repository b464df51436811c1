import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import type { DataSource, EntityManager } from 'typeorm';
import type { CodeWriter } from './as-code.ts';
import type { Config } from './config.ts';

/** What lives as long as the process: made once at the start, handed to everything. */
export interface Context {
  readonly config: Config;
  readonly database: DataSource;
  /** Connections of their own for whoever watches the process: requests cannot keep them waiting. */
  readonly watch: DataSource;
  readonly cipher: Cipher;
  readonly fingerprint: Fingerprint;
  readonly log: Logger;
  readonly limits: Limits;
  readonly metrics: Metrics;
  readonly vitals: Vitals;
  /** Where answers and mails say the API is, without a trailing slash; known once it listens. */
  readonly publicUrl: () => string;
  /** The organization `admin`, to which everything of the cloud itself belongs. */
  readonly adminOrgId: string;
  /** This cloud's own identity, made at the first start. */
  readonly cloudId: string;
  /** Writes objects as code for their pages; null: nobody plugged one in. */
  readonly codeWriter: CodeWriter | null;
}

/** One unit of work: one request, one transaction, one caller. */
export interface Scope extends Context {
  readonly manager: EntityManager;
  readonly caller: Caller;
  /** By the clock of this process, for what is only noted; what decides about a row asks the database (`databaseNow`). */
  readonly now: Date;
  /** What this unit of work did so far, for the audit; reads and Gatepost's own work have none. */
  readonly trail?: TrailEntry[];
}

/** Who calls: a user of one realm, a registration (an API client), the mailed link of a person, or nobody. */
export interface Caller {
  readonly kind: 'user' | 'registration' | 'link' | 'anonymous';
  /** The user's or registration's id; for a link what it was made for. */
  readonly id: string | null;
  readonly name: string;
  /** Permissions by organization; `cloud/…` permissions stand under the organization `admin`. */
  readonly grants: ReadonlyMap<string, ReadonlySet<string>>;
  /** The sign-in the token came from; only users and registrations have one. */
  readonly sessionId?: string;
  /** What the token was narrowed to; null: nothing. Only users and registrations have one. */
  readonly scopes?: readonly string[] | null;
  /** From where: kept for the audit. */
  readonly address?: string;
}

/** One object that a unit of work made, changed or deleted. */
export interface TrailEntry {
  action: 'create' | 'update' | 'delete';
  type: string;
  id: string;
  name: string;
  orgId: string;
  /** Names of what was set or changed, as the caller knows them. */
  fields: string[];
}

/** Where a ciphertext stands. It is bound to its place: moved to another row it no longer decrypts. */
export interface Place {
  table: string;
  column: string;
  row: string;
}

/** Encryption at rest. */
export interface Cipher {
  encrypt(plain: string, place: Place): Buffer;
  /** @throws UnreadableSecret when the key is unknown, or the ciphertext was changed or moved. */
  decrypt(data: Buffer, place: Place): string;
  /** Whether the ciphertext can be decrypted; quick, for lists ask it of every row. */
  opens(data: Buffer, place: Place): boolean;
  /** The first bytes of every ciphertext that was written with the current key. */
  readonly keyId: Buffer;
}

/** Says whether two secrets of one object are the same without telling anything else about them. */
export type Fingerprint = (objectId: string, secret: string) => string;

/** One count towards a limit. */
export interface Spending {
  limit: string;
  /** Whose count it is; only a hash of it is kept. */
  of: readonly string[];
}

/** How often something may happen. The counts outlive the transaction of the request that counts. */
export interface Limits {
  /** Counts once. @throws 429 with Retry-After when that is once too often. */
  spend(spending: Spending): Promise<void>;
  /** Counts once; whether that is still within the limit. */
  count(spending: Spending): Promise<boolean>;
  /** Counts once; how often that was, whatever the limit. */
  tally(spending: Spending): Promise<number>;
  /** Seconds until it may be tried again; 0: it may. Counts nothing. */
  waitS(spending: Spending): Promise<number>;
  /** Fills the count up. */
  fill(spending: Spending): Promise<void>;
  clear(spending: Spending): Promise<void>;
}

/** How an attempt to hand a mail to a server ended. */
export interface AttemptCount {
  mail_server_id: string | null;
  outcome: string;
  stage: string;
}

/** How many connections to a mail server are open, and which of them hand a mail over just now. */
export interface ConnectionCount {
  mail_server_id: string;
  busy: number;
  idle: number;
}

/** Whether mail goes past a mail server: `open`, or `half-open` while it is tried. */
export interface BreakerCount {
  mail_server_id: string;
  state: 'open' | 'half-open' | 'closed';
}

/** How many mails wait in a state, and for how many seconds the oldest has; 0 where none waits. */
export interface OutboxDepth {
  state: string;
  count: number;
  age_s: number;
}

/** For how many seconds the mail of a priority that is due longest has waited for its turn; 0: none is due. */
export interface DueMail {
  priority: string;
  due_for_s: number;
}

/** Whether mail moves, in seconds; null: not known. */
export interface MailProgress {
  /** For how long the mail that is due longest has waited for a worker; 0: none is due. */
  due_for_s: number | null;
  /** Since when this process has ended no attempt. */
  idle_for_s: number | null;
}

/** For how many days the certificates of a store in use still last. */
export interface CertificateDays {
  store_type: string;
  store_id: string;
  days_left: number;
}

/** What is counted, for Prometheus. */
export interface Metrics {
  countRequests: RequestHandler;
  /** How the attempts to hand over one mail ended, a result for each server. */
  countAttempts(results: readonly AttemptCount[]): void;
  /** How many connections to a mail server this process has. */
  setConnections(count: ConnectionCount): void;
  /** Everything in Prometheus' text format. */
  render(measured: Measured): Promise<{ type: string; text: string }>;
}

/** What is measured for one look at the metrics; null: the database did not answer. */
export interface Measured {
  depth: readonly OutboxDepth[] | null;
  progress: MailProgress;
  due: readonly DueMail[] | null;
  certificates: readonly CertificateDays[] | null;
  /** The state of the mail servers, of the whole cloud. */
  breakers: readonly BreakerCount[] | null;
}

/** What the process knows of its own state, for those who watch it. */
export interface Vitals {
  /** When the mail worker last looked at the outbox without an error; null: not yet. */
  lastBeatAt: () => Date | null;
  /** When a mail server was last done with a mail, or the worker began; null: not yet. */
  lastProgressAt: () => Date | null;
  /** When it was last seen to that somebody keeps house; null: not yet. */
  lastHousekeepingAt: () => Date | null;
  /** Set when the process was told to stop. */
  isStopping: boolean;
}
