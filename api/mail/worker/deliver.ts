import type { Logger } from 'pino';
import type { Delivery } from '../../tables/delivery.ts';
import type { SendingTerms } from '../smtp/smtp-session.ts';
import { type AttemptResult, attempt, type LookUps, type Sending } from './attempt.ts';
import type { MailRoute } from './claim.ts';
import { inDeliverySpan } from './delivery-span.ts';
import type { Settling } from './settling.ts';

export interface DeliverOptions extends Sending {
  log: Logger;
  settling: Settling;
  /** Told how each attempt ended, whether it could be written down or not. */
  onAttempted?: ((results: readonly AttemptResult[]) => void) | undefined;
}

/** By what mail leaves, with its texts and senders. */
export interface Way {
  route: MailRoute;
  lookUps: LookUps;
}

/**
 * Sends a claimed delivery. The promise within is kept once the result is written, for which the next mail need not wait;
 * it is written whatever it takes. Never throws.
 */
export async function deliver(
  options: DeliverOptions,
  delivery: Delivery,
  { route, lookUps }: Way,
  terms: SendingTerms,
): Promise<{ written: Promise<void> }> {
  const results = await inDeliverySpan(delivery, () => attempt({ ...options, ...lookUps }, delivery, route, terms));
  options.onAttempted?.(results);
  return { written: writeDown(options, delivery, results) };
}

async function writeDown(options: DeliverOptions, delivery: Delivery, results: AttemptResult[]): Promise<void> {
  const written = await options.settling.settle({ delivery, results });
  const last = results.at(-1);
  if (last === undefined) return;
  const raw = results.flatMap((result) => result.raw ?? []);
  const ended = { delivery: delivery.id, outcome: last.outcome, stage: last.stage, written };
  options.log.info({ ...ended, ...(raw.length > 0 && { raw }) }, 'mail attempted');
}
