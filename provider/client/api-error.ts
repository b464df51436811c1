/** One thing the API found wrong with one field; `pointer` is a JSON pointer into the body (RFC 6901). */
export interface Violation {
  readonly pointer: string;
  readonly message: string;
}

export interface Refusal {
  /** As in `POST /api/orgs/admin/keystores`. */
  readonly request: string;
  readonly status: number;
  /** Stable, as in `name_taken`; empty where the answer is not the API's own. */
  readonly code: string;
  readonly message: string;
  readonly errors: readonly string[];
  readonly violations: readonly Violation[];
  /** For the API's log. */
  readonly requestId: string | undefined;
  readonly retryAfterMs: number | undefined;
  /** Everything that was answered, where it was JSON: some refusals tell more. */
  readonly body?: Readonly<Record<string, unknown>> | undefined;
}

/** The API answered with an error; its message is fit for people. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(`${refusal.message} (${traceOf(refusal)})`);
    this.refusal = refusal;
  }
}

/** Which request it was, and where to find it in the API's log. */
export function traceOf({ request, status, code, requestId }: Refusal): string {
  const answered = `${request} answered ${[status, code].filter(Boolean).join(' ')}`;
  return requestId ? `${answered}; request id ${requestId}` : answered;
}

/** Whether the API refused with this code. */
export function isRefused(error: unknown, code: string): error is ApiError {
  return error instanceof ApiError && error.refusal.code === code;
}
