import type { z } from 'zod';
import * as field from './config-field.ts';

/** For how many days what has come to its end is kept; whatever else is kept as long as it is used. */
export interface Retention {
  /** Mails that were sent or given up, since they last changed. */
  readonly deliveries: number;
  /** Attempts to hand a mail over, by whole months. */
  readonly attempts: number;
  /** What fills the template of a mail that failed or is ambiguous, since it last changed; then it cannot be sent again. */
  readonly payloads: number;
  /** Events of the audit, by whole months. */
  readonly audit: number;
  /** Tokens and links after they expired, so long as they are told as such. */
  readonly tokens: number;
  /** Answers that are given again for an Idempotency-Key. */
  readonly replays: number;
}

const CENTURY = 36_500;
const days = () => field.whole(1, CENTURY);

export const RETENTION_VARIABLES = {
  GATEPOST_RETENTION_DELIVERIES_DAYS: days().default(90),
  GATEPOST_RETENTION_ATTEMPTS_DAYS: days().default(90),
  GATEPOST_RETENTION_PAYLOADS_DAYS: days().default(30),
  GATEPOST_RETENTION_AUDIT_DAYS: days().default(400),
  GATEPOST_RETENTION_TOKENS_DAYS: days().default(1),
  GATEPOST_RETENTION_REPLAYS_DAYS: days().default(1),
};

type Values = { [Name in keyof typeof RETENTION_VARIABLES]: z.infer<(typeof RETENTION_VARIABLES)[Name]> };

export function retentionOf(value: Values): Retention {
  return {
    deliveries: value.GATEPOST_RETENTION_DELIVERIES_DAYS,
    attempts: value.GATEPOST_RETENTION_ATTEMPTS_DAYS,
    payloads: value.GATEPOST_RETENTION_PAYLOADS_DAYS,
    audit: value.GATEPOST_RETENTION_AUDIT_DAYS,
    tokens: value.GATEPOST_RETENTION_TOKENS_DAYS,
    replays: value.GATEPOST_RETENTION_REPLAYS_DAYS,
  };
}
