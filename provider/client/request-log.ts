import { createLog, type Log, type LogLevel } from '../plugin/log.ts';
import type { ApiRequest } from './connection.ts';
import type { Environment } from './environment.ts';

const LEVELS: readonly LogLevel[] = ['trace', 'debug', 'info', 'warn', 'error'];

/** Logs what TF_LOG_PROVIDER or TF_LOG ask for; engines throw away anything else, so it is not written at all. */
export function createRequestLog(env: Environment): Log {
  const log = createLog('gatepost.client');
  const wanted = (env.TF_LOG_PROVIDER || env.TF_LOG || 'off').toLowerCase();
  // Anything that is no level asks for everything, as it does in the engines.
  const least = wanted === 'off' ? LEVELS.length : Math.max(0, LEVELS.indexOf(wanted as LogLevel));
  return (level, message, fields) => {
    if (LEVELS.indexOf(level) >= least) log(level, message, fields);
  };
}

export interface Exchanged {
  readonly status: number;
  readonly requestId: string | undefined;
  readonly durationMs: number;
}

/** A request with its id and its time. Never a body, in which secrets are, nor a header. */
export function logRequest(log: Log, { method, path }: ApiRequest, { status, requestId, durationMs }: Exchanged): void {
  log('trace', `${method} /api${path}`, {
    status: String(status),
    duration_ms: durationMs.toFixed(1),
    ...(requestId !== undefined && { request_id: requestId }),
  });
}
