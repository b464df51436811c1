/** One stage of a connection test as the API tells it; whoever may only view email servers gets the first two alone. */
export interface TestStage {
  readonly stage: string;
  readonly ok: boolean;
  readonly duration_ms?: number;
  readonly seen?: string;
  readonly warnings?: readonly string[];
  readonly cause?: string;
  readonly fix?: string;
  readonly details?: { readonly certificates?: readonly { readonly not_after: string }[] };
}
