import type { Limits, Spending } from '../context.ts';
import { networkOf } from './network.ts';
import { tooMany } from './rate-limit.ts';

/** Leave to compare one secret. Only this file gives it, so that no comparison goes uncounted. */
class Admission {
  readonly #demand: () => Promise<void>;

  constructor(demand: () => Promise<void>) {
    this.#demand = demand;
  }

  /** Asked again right before the comparison, so that many attempts at once are no way around. @throws 429 */
  demand(): Promise<void> {
    return this.#demand();
  }
}

export type { Admission };

/** Whose secret is tried, by what is meant rather than by how it was written: a user of a registry, or a client. */
export type Account = readonly string[];

/** From where whose secret is tried. */
export interface Attempt {
  account: Account;
  address: string;
}

/**
 * Lets an attempt through as long as there were not too many failed ones; only failures count, and a success forgives
 * them. A failure is `null`, so that whoever asks decides when to refuse.
 * @throws 429 with Retry-After.
 */
export async function guardSignIn<Result>(
  limits: Limits,
  { account, address }: Attempt,
  run: (admission: Admission) => Promise<Result | null>,
): Promise<Result | null> {
  const network = networkOf(address);
  const here: Spending = { limit: 'failed-sign-in', of: [...account, network] };
  const anywhere: Spending = { limit: 'failed-sign-in-network', of: [network] };
  const known: Spending = { limit: 'known-account', of: [...account, network] };

  const admission = new Admission(async () => {
    const waitS = await limits.waitS(here);
    if (waitS > 0) throw tooMany(waitS);
    const networkWaitS = await limits.waitS(anywhere);
    if (networkWaitS > 0 && (await limits.waitS(known)) === 0) throw tooMany(networkWaitS);
  });

  await admission.demand();
  const result = await run(admission);
  if (result === null) {
    await limits.count(here);
    await limits.count(anywhere);
  } else {
    await limits.clear(here);
    await limits.fill(known);
  }
  return result;
}

/**
 * Lets a password be compared that somebody else is about to give an account.
 * @throws 429 with Retry-After.
 */
export async function admitComparison(limits: Limits, account: Account): Promise<Admission> {
  await limits.spend({ limit: 'password-comparison', of: account });
  return new Admission(async () => undefined);
}
