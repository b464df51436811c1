import type { Logger } from 'pino';
import type { DataSource, EntityManager } from 'typeorm';
import type { Caller } from './access/caller.ts';
import type { Limits } from './access/rate-limit.ts';
import type { Trail } from './audit/trail.ts';
import type { Config } from './config.ts';
import type { Metrics } from './operations/metrics.ts';
import type { Vitals } from './operations/vitals.ts';
import type { Cipher } from './secrets/encryption.ts';
import type { Fingerprint } from './secrets/fingerprint.ts';

/** What lives as long as the process: made once at the start, handed to everything. */
export interface Context {
  readonly config: Config;
  readonly database: DataSource;
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
}

/** One unit of work: one request, one transaction, one caller. */
export interface Scope extends Context {
  readonly manager: EntityManager;
  readonly caller: Caller;
  readonly now: Date;
  /** What this unit of work did so far, for the audit; reads and Gatepost's own work have none. */
  readonly trail?: Trail;
}
