import { type Context, context, propagation, ROOT_CONTEXT, type Tracer, trace } from '@opentelemetry/api';

/** Of OpenTelemetry. Without a collector that is configured, none of its spans is kept, and nothing is paid for them. */
export const tracer = (): Tracer => trace.getTracer('gatepost');

/** What is under way, as a header of W3C Trace Context says it, so that it can be gone on with later and elsewhere; null: nothing is traced. */
export function currentTrace(): string | null {
  const carrier: { traceparent?: string } = {};
  propagation.inject(context.active(), carrier);
  return carrier.traceparent ?? null;
}

/** What was under way when that was written; what is no such header begins a trace of its own. */
export const traceOf = (traceparent: string | null): Context =>
  traceparent === null ? ROOT_CONTEXT : propagation.extract(ROOT_CONTEXT, { traceparent });
