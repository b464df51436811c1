import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { Logger } from 'pino';

const REQUEST_ID = /^[\w.:-]{1,128}$/;

/** Gives every request an id, which the answer carries, and logs it without its query: secrets may stand there. */
export function logRequests(log: Logger): RequestHandler {
  return (request, response, next) => {
    const sent = request.get('X-Request-Id');
    const requestId = sent && REQUEST_ID.test(sent) ? sent : randomUUID();
    response.set('X-Request-Id', requestId);
    const startedMs = performance.now();
    const { method, path } = request;
    response.on('finish', () => {
      const durationMs = Math.round(performance.now() - startedMs);
      log.info(
        { requestId, method, path, status: response.statusCode, durationMs, callerId: response.locals.callerId },
        'request',
      );
    });
    next();
  };
}
