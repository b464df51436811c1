import type { z } from 'zod';
import * as field from './config-field.ts';

/** What a process does; each scales by itself, on one PostgreSQL. */
export const ROLES = ['api', 'mail', 'housekeeping'] as const;
export type Role = (typeof ROLES)[number];

/** What a process takes on, and how much of it at once. */
export interface Scale {
  readonly roles: ReadonlySet<Role>;
  /** The most connections that requests hold at once. */
  readonly databasePoolSize: number;
  readonly mailWorker: MailWorkerScale;
}

export interface MailWorkerScale {
  /** The most connections that the mail worker holds at once. */
  readonly poolSize: number;
  /** How many mails are under way at once. */
  readonly concurrency: number;
  /** After this time without a sign of life a worker's mail goes to another one. */
  readonly leaseMs: number;
  /** How often the outbox is looked at when nothing is heard. */
  readonly pollMs: number;
  /** How long an attempt at one server may take in all, until the whole text of the mail has left. */
  readonly attemptMs: number;
  /** When a mail that was not taken is tried again, and when no longer. */
  readonly backoff: {
    readonly firstMs: number;
    readonly longestMs: number;
    readonly giveUpMs: number;
    readonly ambiguousAtMost: number;
  };
}

export const SCALE_VARIABLES = {
  GATEPOST_ROLES: field.someOf(ROLES).default([...ROLES]),
  // A third of them is what the requests of one caller hold beside others'.
  GATEPOST_DATABASE_POOL_SIZE: field.whole(3, 200).default(10),
  GATEPOST_MAIL_POOL_SIZE: field.whole(2, 200).default(4),
  GATEPOST_MAIL_CONCURRENCY: field.whole(1, 1_000).default(20),
  // It is renewed three times before it ends, over a database that may be slow for a moment.
  GATEPOST_MAIL_LEASE_MS: field.whole(5_000, 3_600_000).default(60_000),
  GATEPOST_MAIL_POLL_MS: field.whole(50, 60_000).default(1_000),
  GATEPOST_MAIL_ATTEMPT_SECONDS: field.whole(1, 3_600).default(120),
  GATEPOST_MAIL_RETRY_SECONDS: field.whole(1, 3_600).default(5),
  GATEPOST_MAIL_RETRY_SECONDS_AT_MOST: field.whole(1, 86_400).default(3_600),
  GATEPOST_MAIL_GIVE_UP_HOURS: field.whole(1, 720).default(120),
  GATEPOST_MAIL_UNANSWERED_AT_MOST: field.whole(1, 20).default(3),
};

type Values = { [Name in keyof typeof SCALE_VARIABLES]: z.infer<(typeof SCALE_VARIABLES)[Name]> };

export function scaleOf(value: Values): Scale {
  return {
    roles: new Set(value.GATEPOST_ROLES),
    databasePoolSize: value.GATEPOST_DATABASE_POOL_SIZE,
    mailWorker: {
      poolSize: value.GATEPOST_MAIL_POOL_SIZE,
      concurrency: value.GATEPOST_MAIL_CONCURRENCY,
      leaseMs: value.GATEPOST_MAIL_LEASE_MS,
      pollMs: value.GATEPOST_MAIL_POLL_MS,
      attemptMs: value.GATEPOST_MAIL_ATTEMPT_SECONDS * 1_000,
      backoff: {
        firstMs: value.GATEPOST_MAIL_RETRY_SECONDS * 1_000,
        longestMs: value.GATEPOST_MAIL_RETRY_SECONDS_AT_MOST * 1_000,
        giveUpMs: value.GATEPOST_MAIL_GIVE_UP_HOURS * 3_600_000,
        ambiguousAtMost: value.GATEPOST_MAIL_UNANSWERED_AT_MOST,
      },
    },
  };
}
