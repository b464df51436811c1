import type { Logger } from 'pino';

/** Keeps leases alive until it is told to rest. A renewal that fails is made again at the next time. */
export function keepAlive(everyMs: number, renewals: readonly (() => Promise<void>)[], log: Logger): () => void {
  let isRenewing = false;
  async function renew(): Promise<void> {
    if (isRenewing) return;
    isRenewing = true;
    const ended = await Promise.allSettled(renewals.map((each) => each()));
    for (const each of ended) if (each.status === 'rejected') log.warn({ err: each.reason }, 'leases not renewed');
    isRenewing = false;
  }
  const timer = setInterval(() => void renew(), everyMs);
  return () => clearInterval(timer);
}
