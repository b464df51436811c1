import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { DEFAULT_PROBES } from '../outbox/breaker.ts';
import { createConnectionPool } from '../pool/connection-pool.ts';
import { createSlots } from '../pool/connection-slot.ts';
import type { Send } from './attempt.ts';
import { DEFAULT_BACKOFF } from './backoff.ts';
import { claim, look } from './claim.ts';
import { createDispatch } from './dispatch.ts';
import { keepAlive } from './keep-alive.ts';
import { createListener } from './listener.ts';
import { lookUpOnce } from './look-up-once.ts';
import { createServerHealth } from './server-health.ts';
import { createSettling } from './settling.ts';
import { createWakeSignal } from './wake-signal.ts';
import type { WorkerOptions } from './worker-options.ts';

/** Sends what is in the outbox. Any number of workers, in any number of processes, may share one. */
export interface Worker {
  start(): void;
  /** Gives back what is not begun, lets what is under way finish for the given time, and then hangs up on it. */
  stop(graceMs?: number): Promise<void>;
  /** Takes what is due once and sends it; how many it took. */
  tick(): Promise<number>;
  /** When the outbox was last looked at without an error; null: not yet. */
  readonly lastBeatAt: Date | null;
  /** When an attempt last ended, or the worker began or had something to do again; null: not yet. */
  readonly lastProgressAt: Date | null;
}

/** The places of a dead worker's connections are free after this time, so that a new one need not wait for them. */
const SLOT_LEASE_MS = 15_000;

export function createWorker(options: WorkerOptions): Worker {
  const { database, log, onFirstSent, pollIntervalMs = 1_000, concurrency = 20, backoff = DEFAULT_BACKOFF } = options;
  const lease = { workerId: options.workerId ?? randomUUID(), leaseMs: options.leaseMs ?? 60_000 };
  const slotLeaseMs = Math.min(lease.leaseMs, SLOT_LEASE_MS);
  const hangUp = new AbortController();
  // Every mail under way listens.
  setMaxListeners(0, hangUp.signal);
  const { probes = DEFAULT_PROBES, onBreaker } = options;
  const wakeUp = createWakeSignal();
  const listener = createListener(options.announcements ?? database, log, wakeUp.fire);
  const slots = createSlots({ database, log, workerId: lease.workerId, leaseMs: slotLeaseMs });
  const pool = createConnectionPool({ slots, onCount: options.onConnections });
  const settling = createSettling({ database, log, backoff, onFirstSent, hangUp: hangUp.signal });
  const health = createServerHealth({
    ...{ database, log, pool, probes, onBreaker, workerId: lease.workerId, hangUp: hangUp.signal },
    onRecovered: wakeUp.fire,
  });
  /** With several servers a mail may take as long with each: what ended with one is progress. */
  const send: Send = async (...sent) => {
    const result = await pool.send(...sent);
    if (result !== null) lastProgressAt = new Date();
    return result;
  };
  const dispatch = createDispatch({
    ...{ ...options, settling, concurrency, leaseMs: lease.leaseMs, send, health, hangUp: hangUp.signal },
    onEnded() {
      lastProgressAt = new Date();
      if (dispatch.room > 0) wakeUp.fire();
    },
  });
  let isStopping = false;
  let isTroubled = false;
  let loop: Promise<void> = Promise.resolve();
  let epoch = 0;
  let lastBeatAt: Date | null = null;
  let lastProgressAt: Date | null = null;

  async function take(): Promise<number> {
    // The epoch is read before the route: a change in between is one more epoch, in which the mail is due again.
    const seen = await look(database.manager);
    lastBeatAt = new Date();
    await health.probe();
    const isWanted = () => seen.due && !isStopping && dispatch.room > 0;
    if (!isWanted() && (seen.epoch === epoch || dispatch.isEmpty)) return 0;
    const route = await options.route(database.manager);
    const [first] = await health.read(route?.servers ?? []);
    epoch = seen.epoch;
    dispatch.follow(route && first ? { route, lookUps: lookUpOnce(options) } : null, first?.max_connections ?? 1);
    if (!first) dispatch.giveBack();
    if (!first || !isWanted() || !(await pool.isReady(first))) return 0;
    const since = performance.now();
    const { givenUp, deliveries } = await claim(database.manager, seen, lease, dispatch.room);
    for (const delivery of givenUp) log.error({ delivery }, 'mail given up: worker after worker died of it');
    // Until now it had nothing to do, which is no standstill.
    if (dispatch.isEmpty) lastProgressAt = new Date();
    dispatch.add(deliveries, since);
    return deliveries.length;
  }

  /** A failing look at the outbox, mostly a database that is gone, is reported once and tried again. */
  async function checkOutbox(): Promise<void> {
    try {
      await Promise.all([listener.listen(), take()]);
      if (isTroubled) log.info('the outbox is back');
      isTroubled = false;
    } catch (error) {
      if (!isTroubled) log.error({ err: error }, 'the outbox cannot be read; trying again');
      isTroubled = true;
    }
  }

  async function run(): Promise<void> {
    while (!isStopping) {
      await checkOutbox();
      await wakeUp.wait(pollIntervalMs);
    }
  }

  const keepLeases = () => keepAlive(slotLeaseMs / 3, [dispatch.renew, pool.renew], log);
  let rest = () => {};

  return {
    start() {
      lastProgressAt = new Date();
      rest = keepLeases();
      loop = run();
    },
    async stop(graceMs = 10_000) {
      isStopping = true;
      wakeUp.fire();
      await loop;
      dispatch.giveBack();
      const grace = new AbortController();
      const finished = dispatch.finished();
      await Promise.race([finished, pause(graceMs, undefined, { signal: grace.signal }).catch(() => undefined)]);
      grace.abort();
      hangUp.abort();
      await finished;
      await health.finished();
      await pool.close();
      rest();
      await listener.close();
    },
    async tick() {
      const restAfterwards = keepLeases();
      try {
        const taken = await take();
        await dispatch.finished();
        await health.finished();
        return taken;
      } finally {
        restAfterwards();
      }
    },
    get lastBeatAt() {
      return lastBeatAt;
    },
    get lastProgressAt() {
      return lastProgressAt;
    },
  };
}
