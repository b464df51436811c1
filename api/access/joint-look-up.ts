/** Looks something up; those who ask for the same while that goes on share the next look-up. */
export type JointLookUp<Found> = (key: string, look: () => Promise<Found>) => Promise<Found>;

interface UnderWay<Found> {
  current: Promise<unknown>;
  next: Promise<Found> | null;
}

/**
 * One answer for all who ask at the same time, each of whom gets one that was looked up after they asked: what was true
 * before may have been taken away since. Nothing is kept from one look-up to the next.
 */
export function createJointLookUp<Found>(): JointLookUp<Found> {
  const underWay = new Map<string, UnderWay<Found>>();

  function begin(key: string, look: () => Promise<Found>): Promise<Found> {
    const found = look();
    const ended = found.then(
      () => undefined,
      () => undefined,
    );
    const mine: UnderWay<Found> = { current: ended, next: null };
    underWay.set(key, mine);
    void ended.then(() => {
      if (underWay.get(key) === mine && mine.next === null) underWay.delete(key);
    });
    return found;
  }

  return (key, look) => {
    const before = underWay.get(key);
    if (!before) return begin(key, look);
    before.next ??= before.current.then(() => begin(key, look));
    return before.next;
  };
}
