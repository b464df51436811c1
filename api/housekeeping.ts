import { purgeTokens } from './access/access-token.ts';
import { purgeCounts } from './access/rate-limit.ts';
import type { Context } from './context.ts';
import { purgeReplayedAnswers } from './http/idempotency.ts';
import { purgeResetRequests } from './resources/people/password-reset-request.ts';

const EVERY_MS = 3_600_000;

/** Once an hour takes away what has expired. Answers the way to stop. */
export function startHousekeeping(context: Context): () => void {
  const timer = setInterval(() => void keepHouse(context), EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/** Takes away what has expired, once. */
export async function keepHouse({ database, log }: Context): Promise<void> {
  try {
    await purgeTokens(database.manager);
    await purgeResetRequests(database.manager);
    await purgeCounts(database.manager);
    await purgeReplayedAnswers(database.manager);
  } catch (error) {
    log.warn({ err: error }, 'housekeeping failed; it is tried again in an hour');
  }
}
