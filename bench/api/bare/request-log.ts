import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { Logger } from 'pino';

/** A line for every request, with what the API's line has. */
export function logRequests(log: Logger): RequestHandler {
  return (request, response, next) => {
    const requestId = randomUUID();
    const startedMs = performance.now();
    const { method, path } = request;
    response.once('close', () => {
      const durationMs = Math.round(performance.now() - startedMs);
      const { callerId } = response.locals;
      log.info({ requestId, method, path, status: response.statusCode, durationMs, callerId }, 'request');
    });
    next();
  };
}
