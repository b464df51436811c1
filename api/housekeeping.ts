import { randomUUID } from 'node:crypto';
import { purgeTokens } from './access/access-token.ts';
import { purgeCounts } from './access/rate-limit.ts';
import type { Context } from './context.ts';
import { createPartitionsAhead, dropPartitionsBefore } from './database/partition.ts';
import type { Sweep } from './database/purge.ts';
import { leaveTurn, noteSweep, takeTurn } from './housekeeping-leader.ts';
import { purgeReplayedAnswers } from './http/idempotency.ts';
import { blankPayloads, purgeDeliveries } from './mail/outbox/outbox-retention.ts';
import { expireInvitations } from './resources/organizations/invitation-mail.ts';
import { purgeResetRequests } from './resources/people/password-reset-request.ts';
import { watchExpiry } from './resources/tls/expiry-watch.ts';

/** How often a process sees to it that somebody keeps house. */
const LOOK_EVERY_MS = 60_000;

export interface Housekeeping {
  /** When it was last seen to, or begun; a look that failed does not count. */
  readonly lastLookAt: Date;
  /** Looks now rather than in a minute, and waits until what is due is done. */
  look(): Promise<void>;
  /** Waits for the batch that is under way. */
  stop(): Promise<void>;
}

/** Of all processes one takes away, once an hour, what is over; when it is gone another one does. */
export function startHousekeeping(context: Context): Housekeeping {
  const { database, log } = context;
  const processId = randomUUID();
  const stopping = new AbortController();
  let underWay: Promise<void> | null = null;
  let lastLookAt = new Date();

  async function look(): Promise<void> {
    try {
      const turn = await takeTurn(database.manager, processId);
      lastLookAt = new Date();
      if (turn === 'due') {
        underWay ??= sweep().finally(() => {
          underWay = null;
        });
      }
    } catch (error) {
      log.warn({ err: error }, 'whether somebody keeps house could not be seen; it is tried again in a minute');
    }
    await underWay;
  }

  async function sweep(): Promise<void> {
    if (await keepHouse(context, stopping.signal)) await noteSweep(database.manager);
  }

  const timer = setInterval(() => void look(), LOOK_EVERY_MS);
  timer.unref();
  return {
    get lastLookAt() {
      return lastLookAt;
    },
    look,
    async stop() {
      clearInterval(timer);
      stopping.abort();
      await underWay?.catch(() => undefined);
      await leaveTurn(database.manager, processId).catch(() => undefined);
    },
  };
}

type Step = (sweep: Sweep, context: Context) => Promise<unknown>;

/** What is done, by what it is about. */
const STEPS: Readonly<Record<string, Step>> = {
  'months ahead': ({ manager }) => createPartitionsAhead(manager),
  invitations: (sweep) => expireInvitations(sweep),
  tokens: (sweep, { config }) => purgeTokens(sweep, config.retention.tokens),
  'requests for a new password': (sweep) => purgeResetRequests(sweep),
  counts: (sweep) => purgeCounts(sweep),
  replays: (sweep, { config }) => purgeReplayedAnswers(sweep, config.retention.replays),
  payloads: (sweep, { config }) => blankPayloads(sweep, config.retention.payloads),
  deliveries: (sweep, { config }) => purgeDeliveries(sweep, config.retention.deliveries),
  'months of attempts': ({ manager }, { config }) =>
    dropPartitionsBefore(manager, 'delivery_attempt', config.retention.attempts),
  'months of the audit': ({ manager }, { config }) =>
    dropPartitionsBefore(manager, 'audit_event', config.retention.audit),
  'certificates that end soon': (_sweep, context) => watchExpiry(context),
};

/** Takes away what is over, once. What fails keeps nothing else from being done; whether nothing did. */
export async function keepHouse(
  context: Context,
  signal: AbortSignal = new AbortController().signal,
): Promise<boolean> {
  const sweep = { manager: context.database.manager, signal };
  let isDone = true;
  for (const [what, step] of Object.entries(STEPS)) {
    if (signal.aborted) return false;
    try {
      await step(sweep, context);
    } catch (error) {
      isDone = false;
      context.log.warn({ err: error, what }, 'housekeeping failed; it is tried again in a minute');
    }
  }
  return isDone;
}
