/** Lets the clock of this process be wrong: what asks for the time of now gets another one. Answers the way back. */
export function shiftClock(byMs: number): () => void {
  const TrueDate = Date;
  globalThis.Date = new Proxy(TrueDate, {
    construct: (target, given: []) => (given.length === 0 ? new target(target.now() + byMs) : new target(...given)),
    get: (target, name) => (name === 'now' ? () => target.now() + byMs : Reflect.get(target, name, target)),
  });
  return () => {
    globalThis.Date = TrueDate;
  };
}
