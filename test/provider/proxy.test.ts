import { createServer } from 'node:https';
import { afterEach, describe, expect, test } from '@jest/globals';
import { createClient } from '../../provider/client/client.ts';
import { isDirect } from '../../provider/client/no-proxy.ts';
import { chooseProxy } from '../../provider/client/proxy.ts';
import { createAuthority } from '../../toolbox/certificate-authority.ts';
import { createClosing } from '../../toolbox/closing.ts';
import { findFreePort, listenOnFreePort } from '../../toolbox/free-port.ts';
import { closeServers, failureOf, startAnsweringServer, TOKEN } from './answering-server.ts';
import { type ForwardProxyOptions, startForwardProxy } from './forward-proxy.ts';

const closing = createClosing();
afterEach(async () => {
  await closing.closeAll();
  await closeServers();
});

const never = new AbortController().signal;
const LIMITS = { requestMs: 10_000, busyMs: 300, unreachableMs: 300 };

/** The proxy, and a client of an API that only it knows the way to. */
async function behindProxy(endpoint: string, options: ForwardProxyOptions, caCertificates?: string) {
  const proxy = closing.add(await startForwardProxy(options), (it) => it.close());
  const ask = (url: string) => {
    const env = { HTTPS_PROXY: url, HTTP_PROXY: url };
    const configuration = { endpoint, credentials: TOKEN, caCertificates, proxy: chooseProxy(endpoint, env) };
    return createClient(configuration, { limits: LIMITS });
  };
  return { ...proxy, ask, client: ask(proxy.url) };
}

async function startHttps() {
  const authority = await createAuthority();
  const { certificatePem: cert, privateKeyPem: key } = await authority.issueServer(['api.acme.test']);
  const server = createServer({ cert, key }, ({ headers }, response) => response.end(JSON.stringify(headers)));
  const port = await listenOnFreePort(server);
  closing.add(server, async () => server.closeAllConnections());
  closing.add(server, async (it) => void it.close());
  return { port, authority: authority.certificatePem };
}

describe('a proxy', () => {
  test('leads to an API over HTTPS by one tunnel for many requests, and does not see the token', async () => {
    const { port, authority } = await startHttps();
    const { client, asked } = await behindProxy(
      'https://api.acme.test',
      { hosts: { 'api.acme.test': port } },
      authority,
    );
    expect(await client.get('/x', never)).toMatchObject({ host: 'api.acme.test', authorization: 'Bearer ready' });
    expect(await client.get('/y', never)).not.toHaveProperty('proxy-authorization');
    expect(asked).toEqual(['CONNECT api.acme.test:443']);
  });

  test('leads to an API over plain HTTP', async () => {
    const api = await startAnsweringServer(({ path }) => ({ status: 200, body: { path } }));
    const hosts = { 'api.acme.test': Number(new URL(api.url).port) };
    const { client, asked } = await behindProxy('http://api.acme.test:8080', { hosts });
    expect(await client.get('/x', never)).toEqual({ path: '/api/x' });
    expect(await client.post('/x', { a: 1 }, never)).toEqual({ path: '/api/x' });
    expect(asked).toEqual(['GET http://api.acme.test:8080/api/x', 'POST http://api.acme.test:8080/api/x']);
  });

  test('gets the user and the password of its URL; without them the error says where they go', async () => {
    const { port, authority } = await startHttps();
    const options = { hosts: { 'api.acme.test': port }, login: 'anna:p@ss word' };
    const { url, ask } = await behindProxy('https://api.acme.test', options, authority);
    const place = url.slice('http://'.length);
    expect(await ask(`http://anna:p%40ss%20word@${place}`).get('/x', never)).toHaveProperty('host');
    const { message } = await failureOf(ask(`http://anna:wrong@${place}`).get('/x', never));
    expect(message).toBe(
      `https://api.acme.test can not be reached through the proxy ${url} (HTTPS_PROXY): it answered 407. It asks for a user and a password, which stand before its host: http://user:password@host`,
    );
  });

  test.each(['https', 'http'])(
    'that is not there is named with its variable, and its password is not: %s',
    async (scheme) => {
      const { ask } = await behindProxy(`${scheme}://api.acme.test`, { hosts: {} });
      const port = await findFreePort();
      const { message } = await failureOf(ask(`http://anna:secret@127.0.0.1:${port}`).get('/x', never));
      const variable = scheme === 'https' ? 'HTTPS_PROXY' : 'HTTP_PROXY';
      expect(message).toContain(`through the proxy http://127.0.0.1:${port} (${variable}): nothing listens there`);
      expect(message).toContain('NO_PROXY');
      expect(message).not.toContain('secret');
    },
  );

  test('that knows no way is named with its variable', async () => {
    const { client, url } = await behindProxy('https://api.acme.test', { hosts: {} });
    const { message } = await failureOf(client.get('/x', never));
    expect(message).toContain(`through the proxy ${url} (HTTPS_PROXY): it answered 502`);
  });

  test('is not blamed for the certificate of the API behind it', async () => {
    const { port } = await startHttps();
    const { client } = await behindProxy('https://api.acme.test', { hosts: { 'api.acme.test': port } });
    const { message } = await failureOf(client.get('/x', never));
    expect(message).toMatch(/^https:\/\/api\.acme\.test can not be trusted/);
  });
});

describe('the variables', () => {
  const https = (env: Record<string, string>) => chooseProxy('https://api.acme.test', env)?.url.href;

  test('are those of a Go program', () => {
    expect(https({})).toBeUndefined();
    expect(https({ HTTPS_PROXY: 'http://a.test:3128', https_proxy: 'http://b.test' })).toBe('http://a.test:3128/');
    expect(https({ https_proxy: 'https://b.test:8443', HTTP_PROXY: 'http://c.test' })).toBe('https://b.test:8443/');
    expect(https({ HTTP_PROXY: 'http://c.test', ALL_PROXY: 'http://d.test' })).toBeUndefined();
    expect(https({ HTTPS_PROXY: 'a.test:3128' })).toBe('http://a.test:3128/');
    expect(https({ HTTPS_PROXY: 'http://a.test', no_proxy: 'acme.test' })).toBeUndefined();
    expect(https({ HTTPS_PROXY: 'http://a.test', NO_PROXY: 'other.test', no_proxy: 'acme.test' })).toBeDefined();
    expect(chooseProxy('http://api.acme.test', { HTTP_PROXY: 'c.test:80' })?.name).toBe(
      'the proxy http://c.test (HTTP_PROXY)',
    );
    expect(chooseProxy('http://localhost:9443', { HTTP_PROXY: 'http://c.test' })).toBeUndefined();
  });

  test.each(['socks5://a.test:1080', 'http://', 'http://a b', 'ftp://x:secret@a.test'])(
    'that name no proxy to be used are an error that names them: %s',
    async (value) => {
      const thrown = await failureOf((async () => https({ HTTPS_PROXY: value }))());
      expect(thrown.diagnostics[0].summary).toBe('HTTPS_PROXY names no proxy that can be used');
      expect(thrown.diagnostics[0].detail).not.toContain('secret');
    },
  );
});

describe('NO_PROXY', () => {
  test.each([
    ['api.acme.test', '', false],
    ['api.acme.test', '*', true],
    ['api.acme.test', 'acme.test', true],
    ['acme.test', 'acme.test', true],
    ['notacme.test', 'acme.test', false],
    ['api.acme.test', '.acme.test', true],
    ['acme.test', '.acme.test', false],
    ['api.acme.test', '*.acme.test', true],
    ['acme.test', '*.acme.test', false],
    ['api.acme.test', 'other.test, ACME.test ,', true],
    ['api.acme.test', 'acme.test:443', true],
    ['api.acme.test', 'acme.test:8443', false],
    ['10.1.2.3', '10.0.0.0/8', true],
    ['11.1.2.3', '10.0.0.0/8', false],
    ['10.1.2.3', '10.1.2.3', true],
    ['10.1.2.3', '10.1.2.3:443', true],
    ['10.1.2.3', '10.1.2.3:80', false],
    ['10.1.2.30', '10.1.2.3', false],
    ['fd00::7', 'fd00::/8', true],
    ['fd00::7', '[fd00::7]:443', true],
    ['fd00::7', 'fd00:0:0::7', true],
    ['10.1.2.3', '10.0.0.0/99', false],
    ['10.1.2.3', 'fd00::/8', false],
    ['api.acme.test', '/,:,[,]:443,10.0.0.0/', false],
    ['localhost', '', true],
    ['127.8.9.1', '', true],
    ['::1', '', true],
  ])('%s with "%s": %s', (host, noProxy, direct) => {
    expect(isDirect({ host, port: '443' }, noProxy)).toBe(direct);
  });
});
