import { createHash } from 'node:crypto';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { DataSource } from 'typeorm';
import type { Caller, Limits, Spending } from '../context.ts';
import { purge, type Sweep } from '../database/purge.ts';
import { ApiError } from '../errors.ts';
import { LIMITS, type LimitName } from './limit.ts';

/** What of a request may be counted. */
export interface Countable {
  readonly address: string;
  readonly body: unknown;
  readonly query: Readonly<Record<string, unknown>>;
}

/** What a route counts, before anything else is done. */
export type Count = (caller: Caller, request: Countable) => readonly (Spending & { limit: LimitName })[];

/** The ordinary limit of a route: so often a caller. */
export const perCaller =
  (limit: LimitName): Count =>
  ({ kind, id }) => [{ limit, of: [kind, id ?? ''] }];

/** A trial of a change says whether a secret would change, which could be used to guess it: so often a caller. */
export const perComparison =
  (secretFields: readonly string[]): Count =>
  (caller, request) => {
    const { query, body } = request;
    const isTrial = query.validate_only !== undefined && query.validate_only !== 'false';
    const compares = isTrial && secretFields.some((field) => Object.hasOwn(Object(body), field));
    return compares ? perCaller('secret-comparison')(caller, request) : [];
  };

/** The counters outlive a request's own transaction, so they take connections of their own: no request calls this within one. */
export function createLimits(database: DataSource): Limits {
  const counters = new Map(Object.keys(LIMITS).map((name) => [name, counterOf(database, name as LimitName)]));
  const counter = (name: string): RateLimiterPostgres => {
    const found = counters.get(name);
    if (!found) throw new Error(`There is no limit "${name}".`);
    return found;
  };
  async function spend({ limit, of }: Spending): Promise<void> {
    try {
      await counter(limit).consume(keyOf(of));
    } catch (refusal) {
      throw refusal instanceof RateLimiterRes ? tooMany(secondsOf(refusal)) : refusal;
    }
  }
  return {
    spend,
    async count(spending) {
      try {
        await spend(spending);
        return true;
      } catch (error) {
        if (error instanceof ApiError && error.code === 'rate_limited') return false;
        throw error;
      }
    },
    async tally({ limit, of }) {
      const { consumedPoints } = await counter(limit).penalty(keyOf(of));
      return consumedPoints;
    },
    async waitS({ limit, of }) {
      const counted = await counter(limit).get(keyOf(of));
      return counted && counted.consumedPoints >= counter(limit).points ? secondsOf(counted) : 0;
    },
    async fill({ limit, of }) {
      await counter(limit).set(keyOf(of), counter(limit).points, counter(limit).duration);
    },
    async clear({ limit, of }) {
      await counter(limit).delete(keyOf(of));
    },
  };
}

function counterOf(database: DataSource, name: LimitName): RateLimiterPostgres {
  const { times, withinS } = LIMITS[name];
  return new RateLimiterPostgres({
    storeClient: database,
    storeType: 'typeorm',
    tableName: 'rate_limit',
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix: name,
    points: times,
    duration: withinS,
  });
}

const keyOf = (of: readonly string[]): string => createHash('sha256').update(JSON.stringify(of)).digest('base64url');

const secondsOf = (counted: RateLimiterRes): number => Math.max(1, Math.ceil(counted.msBeforeNext / 1000));

/** 429 with the seconds after which it may be tried again. */
export function tooMany(retryAfterS: number): ApiError {
  const message = `Too many attempts; try again in ${retryAfterS} s.`;
  return new ApiError('rate_limited', message, { headers: { 'Retry-After': String(retryAfterS) } });
}

/** Counts whose time is over are of no use to anybody. */
export async function purgeCounts(sweep: Sweep): Promise<void> {
  await purge(sweep, 'rate_limit', 'expire', '$1', [Date.now()]);
}
