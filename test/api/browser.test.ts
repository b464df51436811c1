import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { open } from './browser.ts';

const servers: Server[] = [];
let elsewhere: string;
let askedElsewhere: number;

beforeAll(async () => {
  elsewhere = await serve((_request, response) => {
    response.setHeader('Access-Control-Allow-Origin', '*').end();
  });
  servers[0]?.on('connection', () => {
    askedElsewhere += 1;
  });
});
afterAll(() => {
  for (const server of servers) server.close();
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Opens a page whose server redirects everything else; answers what that server was asked for. */
async function visit(html: string): Promise<string[]> {
  const asked: string[] = [];
  const url = await serve(({ url = '' }, response) => {
    asked.push(url);
    if (url === '/') response.setHeader('Content-Type', 'text/html').end(html);
    else response.writeHead(302, { Location: elsewhere }).end();
  });
  await open(url);
  return asked;
}

test.each([
  ['a module', (url: string) => `<script type="module">import '${url}'</script>`],
  ['fetch', (url: string) => `<script>fetch('${url}')</script>`],
  ['a request', (url: string) => `<script>const r = new XMLHttpRequest(); r.open('GET', '${url}'); r.send()</script>`],
  ['a beacon', (url: string) => `<script>navigator.sendBeacon('${url}', '')</script>`],
  ['a socket', (url: string) => `<script>new WebSocket('${url.replace('http', 'ws')}')</script>`],
  ['a stream of events', (url: string) => `<script>new EventSource('${url}')</script>`],
  ['a navigation', (url: string) => `<script>location.href = '${url}'</script>`],
])('a page in the browser of the tests reaches no other server by %s', async (_way, html) => {
  askedElsewhere = 0;
  await visit(html(`${elsewhere}/file`)).catch(() => undefined);
  expect(askedElsewhere).toBe(0);
});

test('it asks its own server, and follows no redirect away from it', async () => {
  askedElsewhere = 0;
  expect(await visit(`<script>fetch('/away')</script>`)).toEqual(['/', '/away']);
  expect(askedElsewhere).toBe(0);
});
