import { type Context, context, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { Delivery } from '../../tables/delivery.ts';
import { traceOf, tracer } from '../../trace.ts';
import type { AttemptResult } from './attempt.ts';

type Traced = Pick<Delivery, 'id' | 'org_id' | 'template' | 'recipient' | 'attempts' | 'traceparent'>;

/**
 * A span for an attempt to deliver a mail, within the trace of the request that queued it, and one within it for each
 * server it was offered to. Of whom it goes to they tell the domain; the words of servers, which may name people, stay out.
 */
export async function inDeliverySpan(delivery: Traced, run: () => Promise<AttemptResult[]>): Promise<AttemptResult[]> {
  const queued = traceOf(delivery.traceparent);
  const attributes = {
    'gatepost.delivery.id': delivery.id,
    'gatepost.delivery.template': delivery.template,
    'gatepost.delivery.attempt': delivery.attempts,
    'gatepost.org.id': delivery.org_id,
    'gatepost.recipient.domain': delivery.recipient.split('@').at(-1) ?? '',
  };
  const span = tracer().startSpan('deliver mail', { kind: SpanKind.CONSUMER, attributes }, queued);
  const within = trace.setSpan(queued, span);
  try {
    const results = await context.with(within, run);
    for (const result of results) addServer(within, result);
    if (results.at(-1)?.outcome !== 'sent') span.setStatus({ code: SpanStatusCode.ERROR });
    return results;
  } finally {
    span.end();
  }
}

/** Afterwards, when it is known how it went: the clock of results is the one that spans are timed by. */
function addServer(within: Context, { mail_server_id, started, finished, outcome, stage }: AttemptResult): void {
  const attributes = {
    'gatepost.mail_server.id': mail_server_id ?? '',
    'gatepost.attempt.outcome': outcome,
    'gatepost.attempt.stage': stage,
  };
  const startTime = performance.timeOrigin + started;
  const span = tracer().startSpan('offer mail to server', { kind: SpanKind.CLIENT, startTime, attributes }, within);
  if (outcome !== 'sent') span.setStatus({ code: SpanStatusCode.ERROR });
  span.end(performance.timeOrigin + finished);
}
