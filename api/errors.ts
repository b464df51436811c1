/**
 * Every error the API answers is data: a status, a stable code, words for people and, where a field is to blame, violations.
 * This table is the only list of codes; the documentation is made from it.
 */
export const ERROR_CODES = {
  validation_failed: { status: 400, meaning: 'The request does not fit; `violations` point at what is wrong.' },
  password_required: {
    status: 400,
    meaning: 'The stored password is bound to its destination; send it with the change.',
  },
  wrong_password: { status: 400, meaning: 'The current password that was sent with a change is not right.' },
  mail_server_not_selected: { status: 400, meaning: 'No email server is selected in the cloud settings.' },
  connection_failed: {
    status: 400,
    meaning: 'The email server could not be used; the message says at which stage and why.',
  },
  unauthorized_client: { status: 400, meaning: 'The registration may not use this kind of grant.' },
  invalid_link: { status: 400, meaning: 'The link was used, replaced, deleted or has expired.' },
  unauthenticated: { status: 401, meaning: 'No valid token, or wrong credentials.' },
  token_expired: { status: 401, meaning: 'The token has expired; sign in again.' },
  forbidden: { status: 403, meaning: 'A permission is missing; the message names it.' },
  not_found: { status: 404, meaning: 'There is no such object, and the caller could have read it.' },
  method_not_allowed: { status: 405, meaning: 'The path exists, the method does not.' },
  name_taken: { status: 409, meaning: 'Another object of this kind has the name.' },
  in_use: { status: 409, meaning: 'Other objects use this one; the message names them.' },
  conflict: { status: 409, meaning: 'The object is in a state that does not allow this.' },
  secret_unreadable: {
    status: 409,
    meaning: 'A stored secret cannot be decrypted any more; give the object a new one.',
  },
  stale: { status: 412, meaning: 'The object changed since it was read.' },
  payload_too_large: {
    status: 413,
    meaning: 'The body is larger than what is read: 1 MB, of YAML 256 KB, and 64 KB where nobody signs in.',
  },
  unsupported_media_type: { status: 415, meaning: 'The body is neither JSON nor YAML.' },
  idempotency_mismatch: { status: 422, meaning: 'The idempotency key was used for another request.' },
  rate_limited: { status: 429, meaning: 'Too many attempts; `Retry-After` says when to come back.' },
  internal: { status: 500, meaning: 'A defect of the API; the log has it under the request id.' },
  database_unavailable: { status: 503, meaning: 'The database does not answer; try again.' },
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;

/** One thing that is wrong with one field; `pointer` is a JSON pointer into the body (RFC 6901). */
export interface Violation {
  pointer: string;
  message: string;
}

/** The object an audit event is about. */
export interface AuditSubject {
  object_type: string | null;
  object_id: string | null;
  object_name: string | null;
}

/** What a refusal was about, beyond what the request tells. */
export interface RefusalAudit {
  action: string;
  object_type: string;
  object_id: string;
  object_name: string;
  session_id: string;
}

export interface ApiErrorDetails {
  /** The reasons, for people; derived from the violations when those are given. */
  errors?: string[];
  violations?: Violation[];
  headers?: Record<string, string>;
  /** Further members of the answer, such as the transcript of a connection test. */
  extra?: Record<string, unknown>;
  /** What the audit says of the refusal, and the answer does not. */
  audit?: RefusalAudit;
  /** What was tried with which object: the audit keeps a failure that names it. */
  about?: AuditSubject;
}

export class ApiError extends Error {
  readonly code: ErrorCode;
  readonly details: ApiErrorDetails;

  constructor(code: ErrorCode, message: string, details: ApiErrorDetails = {}) {
    super(message);
    this.name = 'ApiError';
    this.code = code;
    this.details = details;
  }

  get status(): number {
    return ERROR_CODES[this.code].status;
  }
}

/** Nobody mends more at once; a body of nothing but unknown fields would be answered with an answer larger than itself. */
const MOST_VIOLATIONS = 100;

/** A body that does not validate against the named schema. */
export function invalid(schema: string, violations: Violation[]): ApiError {
  const told = violations.slice(0, MOST_VIOLATIONS);
  const left = violations.length - told.length;
  if (left > 0) told.push({ pointer: '', message: `and ${left} more are wrong` });
  return new ApiError('validation_failed', `The body does not validate against the schema ${schema}.`, {
    violations: told,
  });
}

/** One field is wrong: the message says what and how to mend it. */
export function violation(pointer: string, message: string, code: ErrorCode = 'validation_failed'): ApiError {
  // Most messages go on where a field's name stops; some are sentences of their own.
  const isSentence = pointer === '' || /^[A-Z]/.test(message);
  return new ApiError(code, isSentence ? message : `${pointer} ${message}`, { violations: [{ pointer, message }] });
}

export function notFound(): ApiError {
  return new ApiError('not_found', 'Not found');
}

/** The caller lacks every one of the permissions, any of which would do. */
export function forbidden(permissions: readonly string[], reason = ''): ApiError {
  return new ApiError('forbidden', `Forbidden: this needs the permission ${permissions.join(' or ')}${reason}.`);
}

/** Runs the rules of an object that stands within a larger body: what they blame is blamed at its place there. */
export async function under<Result>(prefix: string, run: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof ApiError) || !error.details.violations) throw error;
    const violations = error.details.violations.map(({ pointer, message }) => ({ pointer: prefix + pointer, message }));
    throw new ApiError(error.code, error.message, { ...error.details, violations });
  }
}
