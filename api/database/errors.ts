import { types } from 'node:util';
import { ApiError, violation } from '../errors.ts';
import { RowGone } from './still-there.ts';

/** PostgreSQL's error classes (appendix A of its manual) that mean the server cannot be used just now. */
const UNAVAILABLE = /^(080..|57P0[1-5]|25P0[34]|53...|25006)$/;
const NETWORK = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'ETIMEDOUT',
  'EPIPE',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);
/** Only a socket speaks of the database: a file of ours that is missing has the same code. */
const SOCKET_CALLS = new Set(['connect', 'read', 'write', 'getaddrinfo']);
const DRIVER_WORDS =
  /Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error|not queryable|the database system is|Driver not Connected|Query runner already released|DataSource is not/i;

/** A statement took longer than its bound. */
const CANCELLED = '57014';

const RETRY_AFTER_S = '2';

/** Makes an answer of what the database refused; null: it is no error of the database. */
export function translateDatabaseError(thrown: unknown): ApiError | null {
  if (!types.isNativeError(thrown)) return null;
  if (thrown instanceof RowGone)
    return new ApiError('conflict', `${thrown.message} Read again, and repeat what still fits.`);
  const { code = '' } = driverError(thrown);
  if (isUnavailable(thrown)) return unavailable();
  const duplicate = duplicatePointer(thrown);
  if (duplicate !== null) return violation(duplicate, 'is taken by another object', 'name_taken');
  if (code === '23503')
    return new ApiError('in_use', 'Another object came to use this one, or the one referred to is gone; read again.');
  if (code === '22021' || code === '22P05')
    return new ApiError('validation_failed', 'A text holds a character that cannot be stored (NUL).');
  if (isPassing(thrown)) return unavailable();
  return null;
}

function isUnavailable(thrown: Error): boolean {
  const { code = '', syscall = '' } = driverError(thrown);
  const isNetwork = NETWORK.has(code) && SOCKET_CALLS.has(syscall);
  return UNAVAILABLE.test(code) || isNetwork || DRIVER_WORDS.test(thrown.message);
}

/** The same again may succeed: the database was away or busy, or two transactions met. Other errors would come again. */
export function isPassing(thrown: unknown): boolean {
  if (!types.isNativeError(thrown)) return false;
  return isUnavailable(thrown) || isConflict(thrown) || driverError(thrown).code === CANCELLED;
}

/** Two transactions in each other's way: worth another try. */
export function isConflict(thrown: unknown): boolean {
  if (thrown instanceof RowGone) return true;
  return types.isNativeError(thrown) && ['40001', '40P01'].includes(driverError(thrown).code ?? '');
}

function unavailable(): ApiError {
  const message = 'The database does not answer just now. Try again in a moment, a POST with the same Idempotency-Key.';
  return new ApiError('database_unavailable', message, { headers: { 'Retry-After': RETRY_AFTER_S } });
}

interface DriverError {
  code?: string;
  detail?: string;
  syscall?: string;
}

function driverError(error: Error): DriverError {
  const { driverError: inner } = error as { driverError?: DriverError };
  return inner ?? (error as DriverError);
}

/** The field of which another object has the value; null: the error is another one. */
export function duplicatePointer(thrown: unknown): string | null {
  if (!types.isNativeError(thrown)) return null;
  const { code, detail = '' } = driverError(thrown);
  return code === '23505' ? duplicateField(detail) : null;
}

/** `Key (org_id, lower(name))=(…) already exists.` blames the last column. */
function duplicateField(detail: string): string {
  const columns = /^Key \((.*)\)=/.exec(detail)?.[1]?.match(/[a-z_]+/g) ?? [];
  return `/${columns.find((column) => ['name', 'username', 'email', 'endpoint'].includes(column)) ?? 'name'}`;
}
