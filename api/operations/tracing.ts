import { context, type DiagLogger, DiagLogLevel, diag, propagation, trace } from '@opentelemetry/api';
import type { Logger } from 'pino';
import { cleanText } from '../clean-text.ts';

/** A collector that does not answer must not hold up a process that is told to stop. */
const EXPORT_TIMEOUT_MS = 5_000;

/**
 * Sends spans to a collector by OTLP over HTTP. The libraries for it are loaded here and only here, so that whoever does
 * not trace pays nothing for them. How much is sampled, what the service is called and with which headers the collector
 * is spoken to, they read themselves from OpenTelemetry's own variables.
 * @param endpoint of the collector, without `/v1/traces`; null: nothing is traced
 * @returns the way to stop, which sends what is left
 */
export async function startTracing(endpoint: string | null, log: Logger): Promise<() => Promise<void>> {
  if (endpoint === null) return async () => undefined;
  const { BatchSpanProcessor, NodeTracerProvider } = await import('@opentelemetry/sdk-trace-node');
  const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http');
  const { detectResources, envDetector, resourceFromAttributes } = await import('@opentelemetry/resources');
  const complain = complainTo(log);
  diag.setLogger(loggerOf(complain), DiagLogLevel.WARN);
  const url = `${endpoint.replace(/\/+$/, '')}/v1/traces`;
  const exporter = new OTLPTraceExporter({ url, timeoutMillis: EXPORT_TIMEOUT_MS });
  const named = detectResources({ detectors: [envDetector] });
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'gatepost' }).merge(named),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  });
  provider.register();
  return async () => {
    await provider.shutdown().catch((error: unknown) => complain(String(error)));
    for (const global of [trace, context, propagation, diag]) global.disable();
  };
}

const COMPLAIN_EVERY_MS = 60_000;

/** A collector that is away would be complained of at each batch. What it answers may say anything. */
function complainTo(log: Logger): (said: string) => void {
  let complainedAt = Number.NEGATIVE_INFINITY;
  return (said) => {
    if (performance.now() - complainedAt < COMPLAIN_EVERY_MS) return;
    complainedAt = performance.now();
    log.warn({ said: cleanText(said) }, 'traces are not sent');
  };
}

function loggerOf(complain: (said: string) => void): DiagLogger {
  const ignore = () => undefined;
  return { error: complain, warn: complain, info: ignore, debug: ignore, verbose: ignore };
}
