import type { Limited, Slot, Slots } from './connection-slot.ts';

/** The places for connections that this worker has, those that are being opened included. */
export interface Places {
  /** One more, unless this worker or the whole cloud has as many as it may. */
  take(server: Limited): Promise<Slot | null>;
  /** Takes one that `take` will find; whether there is one. */
  reserve(server: Limited): Promise<boolean>;
  leave(slot: Slot): Promise<void>;
  count(serverId: string): number;
  /** Prolongs their lease, and gives back what was reserved for nothing; answers those that another worker has now. */
  renew(): Promise<ReadonlySet<Slot>>;
  readonly isEmpty: boolean;
}

/** Where other processes have the rest of the places, nobody asks for them with every mail. */
const ASK_AGAIN_MS = 1_000;

export function createPlaces(slots: Slots): Places {
  const held = new Set<Slot>();
  const spare = new Map<string, Slot>();
  const counts = new Map<string, number>();
  const askedInVain = new Map<string, number>();
  let lastAsked: Promise<unknown> = Promise.resolve();

  const count = (id: string) => counts.get(id) ?? 0;
  const isAskedTooSoon = (id: string) => performance.now() - (askedInVain.get(id) ?? -ASK_AGAIN_MS) < ASK_AGAIN_MS;

  async function ask(server: Limited): Promise<Slot | null> {
    const id = server.id ?? '';
    if (count(id) >= server.max_connections || isAskedTooSoon(id)) return null;
    // Counted before it is there, so that those who ask at once don't ask for more than there are.
    counts.set(id, count(id) + 1);
    // One after the other, so that they don't meet at one place.
    const asked = lastAsked.then(() => slots.take(server));
    lastAsked = asked;
    const slot = await asked;
    if (slot === null) {
      counts.set(id, count(id) - 1);
      askedInVain.set(id, performance.now());
    } else held.add(slot);
    return slot;
  }

  async function leave(slot: Slot): Promise<void> {
    await slots.free(slot);
    held.delete(slot);
    counts.set(slot.serverId, count(slot.serverId) - 1);
  }

  return {
    count,
    leave,
    async take(server) {
      const kept = spare.get(server.id ?? '');
      spare.delete(server.id ?? '');
      return kept ?? ask(server);
    },
    async reserve(server) {
      const id = server.id ?? '';
      if (count(id) > 0) return true;
      const slot = await ask(server);
      if (slot !== null) spare.set(id, slot);
      return slot !== null;
    },
    async renew() {
      const unused = [...spare.values()];
      spare.clear();
      await Promise.all(unused.map(leave));
      return new Set(held.size === 0 ? [] : await slots.renew([...held]));
    },
    get isEmpty() {
      return held.size === 0;
    },
  };
}
