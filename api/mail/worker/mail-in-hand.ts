import type { Delivery } from '../../tables/delivery.ts';

type Taken = Pick<Delivery, 'id' | 'attempts'>;

/** Prolongs the leases of what is given; answers the ids of those that are still the worker's. */
type Renew = (taken: readonly Taken[]) => Promise<ReadonlySet<string>>;

/** The mail that a worker has taken and not given an account of. It knows by its own watch which of it is still its own. */
export interface MailInHand {
  readonly size: number;
  /** @param since as `performance.now()` counts: when it was asked for, at the latest when its lease began */
  add(taken: Taken, since: number): void;
  remove(taken: Taken): void;
  /** Whether its lease has neither run out nor gone to another worker. */
  isOurs(taken: Taken): boolean;
  /** Prolongs every lease in one statement. */
  renew(): Promise<void>;
}

export function createMailInHand(leaseMs: number, renewAll: Renew): MailInHand {
  const hand = new Map<Taken, { until: number }>();
  return {
    get size() {
      return hand.size;
    },
    add: (taken, since) => void hand.set(taken, { until: since + leaseMs }),
    remove: (taken) => void hand.delete(taken),
    isOurs: (taken) => performance.now() < (hand.get(taken)?.until ?? 0),
    async renew() {
      const asked = [...hand];
      if (asked.length === 0) return;
      const since = performance.now();
      const ours = await renewAll(asked.map(([taken]) => taken));
      for (const [{ id }, held] of asked) held.until = ours.has(id) ? since + leaseMs : 0;
    },
  };
}
