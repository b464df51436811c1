import type { Limits, Spending } from '../context.ts';
import { ApiError } from '../errors.ts';
import { networkOf } from './network.ts';
import type { Admit } from './password.ts';
import { tooMany } from './rate-limit.ts';

/** Who tries to sign in, and from where. */
export interface Attempt {
  account: string;
  address: string;
}

/**
 * Lets an attempt through as long as there were not too many failed ones; only failures count, and a success forgives
 * them. `admit` asks again when a password is about to be verified, so that many attempts at once are no way around.
 * @throws 429 with Retry-After.
 */
export async function guardSignIn<Result>(
  limits: Limits,
  { account, address }: Attempt,
  run: (admit: Admit) => Promise<Result>,
): Promise<Result> {
  const network = networkOf(address);
  const here: Spending = { limit: 'failed-sign-in', of: [account, network] };
  const anywhere: Spending = { limit: 'failed-sign-in-network', of: [network] };
  const known: Spending = { limit: 'known-account', of: [account, network] };

  const admit: Admit = async () => {
    const waitS = await limits.waitS(here);
    if (waitS > 0) throw tooMany(waitS);
    const networkWaitS = await limits.waitS(anywhere);
    if (networkWaitS > 0 && (await limits.waitS(known)) === 0) throw tooMany(networkWaitS);
  };

  await admit();
  try {
    const result = await run(admit);
    await limits.clear(here);
    await limits.fill(known);
    return result;
  } catch (error) {
    if (error instanceof ApiError && error.code === 'unauthenticated') {
      await limits.count(here);
      await limits.count(anywhere);
    }
    throw error;
  }
}
