import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { claim, type FindRoute } from './claim.ts';
import { type DeliverOptions, deliver } from './deliver.ts';
import { createListener } from './listener.ts';
import { createWakeSignal } from './wake-signal.ts';

export interface WorkerOptions extends DeliverOptions {
  route: FindRoute;
  workerId?: string;
  /** How often the outbox is looked at when nothing is heard. */
  pollIntervalMs?: number;
  /** After this time without a sign of life a worker's mail goes to another one. */
  leaseMs?: number;
  /** How many mails are under way at once. */
  concurrency?: number;
}

/** Sends what is in the outbox. Any number of workers, in any number of processes, may share one. */
export interface Worker {
  start(): void;
  /** Takes no more mail, lets what is under way finish for the given time, and then hangs up on it. */
  stop(graceMs?: number): Promise<void>;
  /** Takes what is due once and sends it; how many it took. */
  tick(): Promise<number>;
  /** When the outbox was last looked at without an error; null: not yet. */
  readonly lastBeatAt: Date | null;
  /** When an attempt last ended, or the worker began or had something to do again; null: not yet. */
  readonly lastProgressAt: Date | null;
}

export function createWorker(options: WorkerOptions): Worker {
  const { database, log, pollIntervalMs = 1_000, concurrency = 5 } = options;
  const lease = { workerId: options.workerId ?? randomUUID(), leaseMs: options.leaseMs ?? 60_000 };
  const underWay = new Set<Promise<void>>();
  const wakeUp = createWakeSignal();
  const hangUp = new AbortController();
  const listener = createListener(database, log, wakeUp.fire);
  let stopping = false;
  let troubled = false;
  let loop: Promise<void> = Promise.resolve();
  let lastBeatAt: Date | null = null;
  let lastProgressAt: Date | null = null;

  async function take(): Promise<Promise<void>[]> {
    const free = concurrency - underWay.size;
    const claimed = free > 0 ? await claim(database, options.route, lease, free) : null;
    lastBeatAt = new Date();
    if (claimed === null) return [];
    for (const delivery of claimed.givenUp) log.error({ delivery }, 'mail given up: worker after worker died of it');
    return claimed.deliveries.map((delivery) =>
      follow(deliver(options, lease, delivery, claimed.route, hangUp.signal)),
    );
  }

  function follow(sending: Promise<void>): Promise<void> {
    const followed = sending.finally(() => {
      underWay.delete(followed);
      lastProgressAt = new Date();
      wakeUp.fire();
    });
    // Until now it had nothing to do, which is no standstill.
    if (underWay.size === 0) lastProgressAt = new Date();
    underWay.add(followed);
    return followed;
  }

  /** A failing look at the outbox, mostly a database that is gone, is reported once and tried again. */
  async function checkOutbox(): Promise<void> {
    try {
      await listener.listen();
      await take();
      if (troubled) log.info('the outbox is back');
      troubled = false;
    } catch (error) {
      if (!troubled) log.error({ err: error }, 'the outbox cannot be read; trying again');
      troubled = true;
    }
  }

  async function run(): Promise<void> {
    while (!stopping) {
      await checkOutbox();
      await wakeUp.wait(pollIntervalMs);
    }
  }

  return {
    start() {
      lastProgressAt = new Date();
      loop = run();
    },
    async stop(graceMs = 10_000) {
      stopping = true;
      wakeUp.fire();
      await loop;
      const grace = new AbortController();
      const finished = Promise.allSettled(underWay);
      await Promise.race([finished, pause(graceMs, undefined, { signal: grace.signal }).catch(() => undefined)]);
      grace.abort();
      hangUp.abort();
      await finished;
      await listener.close();
    },
    async tick() {
      const sending = await take();
      await Promise.all(sending);
      return sending.length;
    },
    get lastBeatAt() {
      return lastBeatAt;
    },
    get lastProgressAt() {
      return lastProgressAt;
    },
  };
}
