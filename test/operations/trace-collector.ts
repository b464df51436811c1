import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

export interface CollectedSpan {
  name: string;
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  kind: number;
  startTimeUnixNano: string;
  endTimeUnixNano: string;
  status: { code: number };
  /** By name. */
  attributes: Record<string, string | number>;
}

interface Attribute {
  key: string;
  value: { stringValue?: string; intValue?: number };
}

interface Sent {
  resourceSpans: {
    resource: { attributes: Attribute[] };
    scopeSpans: { spans: (Omit<CollectedSpan, 'attributes'> & { attributes: Attribute[] })[] }[];
  }[];
}

const byName = (attributes: Attribute[]) =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, value.stringValue ?? value.intValue ?? '']));

/** A collector that takes spans by OTLP over HTTP, as JSON, and keeps them. */
export async function startCollector() {
  const spans: CollectedSpan[] = [];
  const resources: Record<string, string | number>[] = [];
  const authorizations: (string | undefined)[] = [];
  const server = createServer(async (request, response) => {
    const sent = (await json(request)) as Sent;
    authorizations.push(request.headers.authorization);
    for (const { resource, scopeSpans } of sent.resourceSpans) {
      resources.push(byName(resource.attributes));
      for (const span of scopeSpans.flatMap((each) => each.spans)) {
        spans.push({ ...span, attributes: byName(span.attributes) });
      }
    }
    response.setHeader('Content-Type', 'application/json').end(request.url === '/v1/traces' ? '{}' : '');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const stop = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return { url: `http://127.0.0.1:${port}`, spans, resources, authorizations, stop };
}
