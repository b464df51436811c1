import { type DestinationStream, type Logger, pino } from 'pino';
import type { LogLevel } from '../config.ts';
import { describeError } from './log-error.ts';

/** Names under which a secret could stand in something logged, however deep a little. */
const SECRETS = [
  ...['password', 'passphrase', 'client_secret', 'api_key', 'private_key', 'keystore'],
  ...['token', 'access_token', 'refresh_token'],
];
const WHOLES = ['headers', 'body', 'query', 'parameters', 'variables'];
const REDACTED_PATHS = [...SECRETS, ...WHOLES].flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);

/** Lines are gathered for a moment and written together, beside the requests rather than within them. */
const STANDARD_ERROR = { dest: 2, sync: false, minLength: 4096, periodicFlush: 50 };

/**
 * The log: JSON lines that name ids, routes and outcomes. What is logged is chosen where it is logged; the redaction is
 * the net below.
 */
export function createLog(level: LogLevel, stream: DestinationStream = pino.destination(STANDARD_ERROR)): Logger {
  const options = { level, redact: { paths: REDACTED_PATHS }, serializers: { err: describeError } };
  return pino(options, stream);
}
