import { context, isSpanContextValid, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { RequestHandler } from 'express';
import { tracer } from '../trace.ts';
import { WATCHED } from './request-log.ts';

/**
 * A span for each request, within the trace of whoever calls, if there is one. It names the pattern of the route and no
 * path or query, in which names and secrets may stand.
 */
export const traceRequests: RequestHandler = (request, response, next) => {
  if (WATCHED.includes(request.path)) return next();
  const { method } = request;
  const caller = propagation.extract(context.active(), request.headers);
  const attributes = { 'http.request.method': method, 'gatepost.request.id': String(response.get('X-Request-Id')) };
  const span = tracer().startSpan(method, { kind: SpanKind.SERVER, attributes }, caller);
  // Without a collector there is nothing to go on with.
  if (!isSpanContextValid(span.spanContext())) return next();
  response.once('close', () => {
    const { route } = response.locals;
    if (typeof route === 'string') span.updateName(`${method} ${route}`).setAttribute('http.route', route);
    if (response.writableFinished) span.setAttribute('http.response.status_code', response.statusCode);
    if (!response.writableFinished || response.statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
    span.end();
  });
  context.with(trace.setSpan(caller, span), next);
};
