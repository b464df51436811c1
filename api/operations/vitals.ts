/** What the process knows of its own state, for those who watch it. */
export interface Vitals {
  /** When the mail worker last looked at the outbox without an error; null: not yet. */
  lastBeatAt: () => Date | null;
  /** Set when the process was told to stop. */
  isStopping: boolean;
}
