import type { Diagnostic, Path } from './diagnostic.ts';
import type { PrivateData } from './private.ts';

/** Adds a warning to what the user sees. */
export type Warn = (summary: string, detail?: string, path?: Path) => void;

/** What every function that talks to the remote gets. */
export interface CallContext<Client> {
  /** What `configure` returned for the configuration in force when the call began. */
  readonly client: Client;
  /**
   * Aborted when the user interrupts (StopProvider), the engine cancels or goes away. For waits and retries only: a
   * write in flight has to end, or nobody knows what became of it.
   */
  readonly signal: AbortSignal;
  readonly warn: Warn;
}

/** What every function of a resource that talks to the remote gets. */
export interface ResourceContext<Client> extends CallContext<Client> {
  /** Kept with the state through every call, failed ones included. */
  readonly private: PrivateData;
}

/** Collects the diagnostics of one call. */
export class Report {
  readonly diagnostics: Diagnostic[] = [];

  readonly warn: Warn = (summary, detail, path) => {
    this.diagnostics.push({ severity: 'warning', summary, detail, path });
  };

  readonly error = (path: Path, summary: string, detail?: string): void => {
    this.diagnostics.push({ severity: 'error', summary, detail, path });
  };
}
