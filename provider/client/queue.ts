import { stopped } from '../framework/wait.ts';

/** As many as Terraform has under way at once, unless it is told otherwise. */
const AT_ONCE = 10;

/**
 * Where requests wait for their turn: so many are under way at once, in the order in which they came. When the API asks
 * for patience, nobody's turn comes before that is over.
 */
export class RequestQueue {
  readonly #atOnce: number;
  readonly #waiting = new Set<() => void>();
  #underWay = 0;
  #heldUntilMs = 0;
  #alarm: NodeJS.Timeout | undefined;

  constructor(atOnce = AT_ONCE) {
    this.#atOnce = atOnce;
  }

  /**
   * Runs a request when its turn comes.
   * @param signal ends the wait for it; the request is not run then
   * @throws DiagnosticError when the signal ends the wait, and whatever the request throws
   */
  async run<T>(request: () => Promise<T>, signal: AbortSignal): Promise<T> {
    await this.#turn(signal);
    try {
      return await request();
    } finally {
      this.#underWay -= 1;
      this.#admit();
    }
  }

  /** Keeps back whoever waits or comes, for so many milliseconds. */
  holdFor(durationMs: number): void {
    this.#heldUntilMs = Math.max(this.#heldUntilMs, performance.now() + durationMs);
  }

  #turn(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const start = () => {
        signal.removeEventListener('abort', giveUp);
        resolve();
      };
      const giveUp = () => {
        this.#waiting.delete(start);
        reject(stopped());
      };
      if (signal.aborted) return giveUp();
      signal.addEventListener('abort', giveUp, { once: true });
      this.#waiting.add(start);
      this.#admit();
    });
  }

  #admit(): void {
    const heldMs = this.#heldUntilMs - performance.now();
    if (heldMs > 0) this.#admitIn(heldMs);
    for (const start of heldMs > 0 ? [] : this.#waiting) {
      if (this.#underWay >= this.#atOnce) return;
      this.#waiting.delete(start);
      this.#underWay += 1;
      start();
    }
  }

  #admitIn(durationMs: number): void {
    clearTimeout(this.#alarm);
    // Timers may be a little early.
    this.#alarm = setTimeout(() => this.#admit(), Math.ceil(durationMs) + 1);
  }
}
