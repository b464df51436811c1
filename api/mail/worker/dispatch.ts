import pLimit from 'p-limit';
import type { DataSource } from 'typeorm';
import type { Delivery } from '../../tables/delivery.ts';
import { type DeliverOptions, deliver, type Way } from './deliver.ts';
import { renew } from './lease.ts';
import { createMailInHand } from './mail-in-hand.ts';
import { createPace } from './pace.ts';

/** The mail that a worker has taken, on its way: so much of it at once, the rest in the order it was taken. */
export interface Dispatch {
  /** How much more it may take: what leaves in a second, so that nobody waits for the next look. */
  readonly room: number;
  readonly isEmpty: boolean;
  /** @param since as `performance.now()` counts: when it was asked for */
  add(deliveries: readonly Delivery[], since: number): void;
  /**
   * By what the mail leaves that is begun from now on; null: none is.
   * @param connections how many the server allows: what can only wait for one is better left to others
   */
  follow(way: Way | null, connections: number): void;
  /** What is not begun waits again for whoever takes it. */
  giveBack(): void;
  /** Prolongs the leases of all of it. */
  renew(): Promise<void>;
  /** Until everything that it has now has come to an end. */
  finished(): Promise<void>;
}

export interface DispatchOptions extends DeliverOptions {
  database: DataSource;
  concurrency: number;
  leaseMs: number;
  /** Hangs up on everything. */
  hangUp: AbortSignal;
  /** Told after each mail. */
  onEnded(): void;
}

/** So that a slow server, or a fast one that falls silent, has no mail that others could send. */
const AHEAD_AT_MOST = 200;

export function createDispatch(options: DispatchOptions): Dispatch {
  const { concurrency, leaseMs, hangUp, settling, onEnded } = options;
  const lanes = pLimit(concurrency);
  const hand = createMailInHand(leaseMs, (taken) => renew(options.database.manager, taken, leaseMs));
  const pace = createPace();
  const unbegun = new Set<Delivery>();
  const underWay = new Set<Promise<void>>();
  let way: Way | null = null;
  let atOnce = concurrency;

  async function begin(delivery: Delivery): Promise<void> {
    if (!unbegun.delete(delivery)) return;
    if (way === null || !hand.isOurs(delivery)) return giveBackOne(delivery);
    const terms = { signal: hangUp, mayLeave: () => hand.isOurs(delivery) };
    const { written } = await deliver(options, delivery, way, terms);
    end(delivery, written);
  }

  /** The next mail does not wait for what is written of this one. */
  function end(delivery: Delivery, written: Promise<unknown>): void {
    const ended = written.then(() => {
      underWay.delete(ended);
      hand.remove(delivery);
      pace.note();
      onEnded();
    });
    underWay.add(ended);
  }

  const giveBackOne = (delivery: Delivery) => end(delivery, settling.settle({ delivery, results: [] }));

  return {
    get room() {
      const most = atOnce + Math.min(AHEAD_AT_MOST, Math.ceil(pace.perSecond));
      const room = most - hand.size;
      // Many at once cost the database little more than one.
      return room >= most / 2 ? room : 0;
    },
    get isEmpty() {
      return hand.size === 0;
    },
    add(deliveries, since) {
      for (const delivery of deliveries) {
        hand.add(delivery, since);
        unbegun.add(delivery);
        const begun = lanes(() => begin(delivery)).finally(() => underWay.delete(begun));
        underWay.add(begun);
      }
    },
    follow(next, connections) {
      way = next;
      atOnce = Math.min(concurrency, connections);
    },
    giveBack() {
      for (const delivery of unbegun) {
        unbegun.delete(delivery);
        giveBackOne(delivery);
      }
    },
    renew: hand.renew,
    async finished() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}
