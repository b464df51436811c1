import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import { pathForLog } from './log-path.ts';

const REQUEST_ID = /^[\w.:-]{1,128}$/;
/** What watches the process asks every few seconds; it is logged at the level debug. */
export const WATCHED = ['/livez', '/readyz', '/metrics'];

/** Gives every request an id, which the answer carries, and logs it without its query: secrets may stand there. */
export function logRequests(log: Logger): RequestHandler {
  // What these lines hold is chosen below, and searching each for secrets costs as much as a statement.
  const lines = log.child({}, { redact: [] });
  return (request, response, next) => {
    const sent = request.headers['x-request-id'];
    const requestId = typeof sent === 'string' && REQUEST_ID.test(sent) ? sent : randomUUID();
    response.setHeader('X-Request-Id', requestId);
    const startedMs = performance.now();
    const { method } = request;
    const path = pathForLog(request.path);
    const level = WATCHED.includes(path) ? 'debug' : 'info';
    response.once('close', () => {
      const durationMs = Math.round(performance.now() - startedMs);
      const { callerId, route } = response.locals;
      const status = response.writableFinished ? response.statusCode : 'aborted';
      lines[level]({ requestId, method, path, route, status, durationMs, callerId }, 'request');
    });
    next();
  };
}
