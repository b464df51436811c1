import type { DataSource } from 'typeorm';
import type { ConnectionCount } from '../../context.ts';
import type { ProbePlan } from '../outbox/breaker.ts';
import type { Sending } from './attempt.ts';
import type { OnFirstSent } from './attempt-result.ts';
import type { Backoff } from './backoff.ts';
import type { FindRoute } from './claim.ts';
import type { DeliverOptions } from './deliver.ts';
import type { OnBreaker } from './server-health.ts';

export interface WorkerOptions extends Omit<Sending, 'send' | 'health'>, Pick<DeliverOptions, 'log' | 'onAttempted'> {
  route: FindRoute;
  /** Where new mail is heard of; without it, that of the outbox itself. */
  announcements?: DataSource;
  onFirstSent?: OnFirstSent | undefined;
  /** Told how many connections there are to a mail server, whenever that changes. */
  onConnections?: ((count: ConnectionCount) => void) | undefined;
  backoff?: Backoff;
  probes?: ProbePlan;
  /** Told when mail begins to go past a server, and when it no longer does. */
  onBreaker?: OnBreaker | undefined;
  workerId?: string;
  /** How often the outbox is looked at when nothing is heard. */
  pollIntervalMs?: number;
  /** After this time without a sign of life a worker's mail goes to another one. */
  leaseMs?: number;
  /** How many mails are under way at once; what counts besides are the connections that a mail server allows. */
  concurrency?: number;
}
