import { createServer } from 'node:https';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ApiError } from '../../provider/client/api-error.ts';
import { createClient } from '../../provider/client/client.ts';
import { createAuthority } from '../../toolbox/certificate-authority.ts';
import { findFreePort, listenOnFreePort } from '../../toolbox/free-port.ts';
import { clientOf, closeServers, failureOf, inTurn, problem, TOKEN } from './answering-server.ts';

const never = new AbortController().signal;

afterEach(closeServers);

describe('requests', () => {
  test('are sent with the token, and their paths below /api', async () => {
    const { client, received } = await clientOf(() => ({ status: 200, body: { id: 'x' } }));
    expect(await client.get('/orgs/admin/keystores/x', never)).toEqual({ id: 'x' });
    expect(received).toMatchObject([
      { path: '/api/orgs/admin/keystores/x', headers: { authorization: 'Bearer ready' } },
    ]);
  });

  test('end in an error that has the code, the words and the request id of the answer', async () => {
    const { client } = await clientOf(() => problem(409, 'name_taken'));
    const error = await failureOf(client.post('/x', {}, never));
    expect(error).toBeInstanceOf(ApiError);
    expect(error.message).toBe('It is name_taken. (POST /api/x answered 409 name_taken; request id r-1)');
  });

  test('answered by something else say to check the endpoint; its 404 is not "gone"', async () => {
    const { client } = await clientOf(() => ({ status: 404, body: '<html>no such page</html>' }));
    await expect(client.find('/x', never)).rejects.toThrow(/Check that `endpoint`/);
    await expect(client.delete('/x', never)).rejects.toThrow(/Check that `endpoint`/);
  });

  test("take the API's own 404 for gone in a read and for done in a delete, and a 403 for neither", async () => {
    const { client } = await clientOf(({ path }) =>
      problem(path === '/api/x' ? 404 : 403, path === '/api/x' ? 'not_found' : 'forbidden'),
    );
    expect(await client.find('/x', never)).toBeNull();
    await client.delete('/x', never);
    await expect(client.find('/y', never)).rejects.toThrow('It is forbidden');
    await expect(client.delete('/y', never)).rejects.toThrow('It is forbidden');
  });
});

describe('the log', () => {
  const logged: string[] = [];
  const write = process.stderr.write.bind(process.stderr);
  beforeEach(() => {
    logged.length = 0;
    process.stderr.write = (line: string | Uint8Array) => Boolean(logged.push(String(line)));
  });
  afterEach(() => {
    process.stderr.write = write;
    delete process.env.TF_LOG;
  });
  const messages = () => logged.map((line) => JSON.parse(line)['@message']);
  const nowhere = async (limits: { unreachableMs: number }) => {
    const endpoint = `http://127.0.0.1:${await findFreePort()}`;
    const limitsMs = { requestMs: 10_000, busyMs: 10_000, ...limits };
    return createClient({ endpoint, credentials: TOKEN, caCertificates: undefined }, { limits: limitsMs });
  };

  test('at TRACE has each request with its id and time, and never a body or a token', async () => {
    process.env.TF_LOG = 'TRACE';
    const headers = { 'X-Request-Id': 'r-7' };
    const { client } = await clientOf(() => ({ status: 201, body: { secret: 'in an answer' }, headers }));
    await client.post('/x', { password: 'in a request' }, never);
    const [line = '{}'] = logged;
    expect(JSON.parse(line)).toMatchObject({
      '@level': 'trace',
      '@message': 'POST /api/x',
      status: '201',
      request_id: 'r-7',
      duration_ms: expect.stringMatching(/^\d+\.\d$/),
    });
    expect(logged.join('')).not.toMatch(/in an answer|in a request|ready/);
  });

  test('says at once that nothing listens, and the error what was waited for', async () => {
    process.env.TF_LOG = 'WARN';
    const client = await nowhere({ unreachableMs: 6_000 });
    const error = await failureOf(client.get('/x', never));
    expect(error.message).toMatch(/nothing listens there.*It was waited for during \d+ seconds, in \d+ attempts/s);
    expect(messages()).toEqual([expect.stringMatching(/nothing listens there.*tried again for up to 6 seconds/)]);
  });

  test('is empty where nobody asks for it', async () => {
    const { client } = await clientOf(inTurn('cut', { status: 200, body: {} }));
    await client.get('/x', never);
    expect(logged).toEqual([]);
  });
});

describe('retries', () => {
  test.each([429, 502, 503, 504])('repeat a POST that met %i with the same idempotency key', async (status) => {
    const { client, received } = await clientOf(
      inTurn(problem(status, 'busy'), 'cut', { status: 201, body: { id: 'x' } }),
    );
    expect(await client.post('/x', { title: 'a' }, never)).toEqual({ id: 'x' });
    const keys = received.map(({ headers }) => headers['idempotency-key']);
    expect(keys).toHaveLength(3);
    expect(new Set(keys).size).toBe(1);
    await client.post('/x', { title: 'a' }, never);
    expect(received[3]?.headers['idempotency-key']).not.toBe(keys[0]);
  });

  test.each(['put', 'patch'] as const)('repeat a %s whose connection broke', async (method) => {
    const { client, received } = await clientOf(inTurn('cut', { status: 200, body: { id: 'x' } }));
    expect(await client[method]('/x', { title: 'a' }, never)).toEqual({ id: 'x' });
    expect(received.map(({ body }) => body)).toEqual([{ title: 'a' }, { title: 'a' }]);
  });

  test('wait as long as Retry-After says, and not at all when that is longer than they may', async () => {
    const { client } = await clientOf(
      inTurn(problem(503, 'database_unavailable', { 'Retry-After': '1' }), { status: 200 }),
    );
    const start = performance.now();
    await client.get('/x', never);
    expect(performance.now() - start).toBeGreaterThanOrEqual(990);
    const { client: other, received } = await clientOf(() => problem(429, 'rate_limited', { 'Retry-After': '3600' }));
    await expect(other.get('/x', never)).rejects.toThrow('It is rate_limited');
    expect(received).toHaveLength(1);
  });

  test('are not made after any other answer', async () => {
    const { client, received } = await clientOf(() => problem(500, 'internal'));
    await expect(client.get('/x', never)).rejects.toThrow('It is internal');
    expect(received).toHaveLength(1);
  });

  test('end when their time is over, with the last error', async () => {
    const { client, received } = await clientOf(() => problem(503, 'database_unavailable'), TOKEN, { busyMs: 700 });
    await expect(client.get('/x', never)).rejects.toThrow('It is database_unavailable');
    expect(received.length).toBeGreaterThan(1);
  });

  test('end when the run is interrupted', async () => {
    const stop = new AbortController();
    const { client } = await clientOf(() => {
      stop.abort();
      return problem(503, 'database_unavailable', { 'Retry-After': '20' });
    });
    await expect(client.put('/x', {}, stop.signal)).rejects.toThrow('Interrupted');
  });

  test('of an API that does not answer at all end in time', async () => {
    const { client } = await clientOf(() => 'silence', TOKEN, { requestMs: 100, unreachableMs: 300 });
    await expect(client.get('/x', never)).rejects.toThrow(/did not answer within 0.1 seconds/);
  });

  test('of an API that is not there name what to check', async () => {
    const { client } = await clientOf(() => 'cut', TOKEN, { unreachableMs: 300 });
    await closeServers();
    await expect(client.get('/x', never)).rejects.toThrow(/nothing listens there; is the API running/);
  });
});

describe('an interruption', () => {
  test('lets the write in flight end, and cuts off a read', async () => {
    const stop = new AbortController();
    const { client, received } = await clientOf(({ method }) => {
      stop.abort();
      return method === 'PUT' ? { status: 200, body: { written: true } } : 'silence';
    });
    expect(await client.put('/x', {}, stop.signal)).toEqual({ written: true });
    const later = new AbortController();
    const reading = client.get('/x', later.signal);
    setTimeout(() => later.abort(), 50);
    await expect(reading).rejects.toThrow('Interrupted');
    expect(received.length).toBeLessThanOrEqual(2);
  });
});

describe('HTTPS', () => {
  test('trusts the given authority, and without it says which setting is missing', async () => {
    const authority = await createAuthority();
    const { certificatePem: cert, privateKeyPem: key } = await authority.issueServer(['127.0.0.1']);
    const https = createServer({ cert, key }, (_, response) => response.end('{"id":"x"}'));
    const endpoint = `https://127.0.0.1:${await listenOnFreePort(https)}`;
    const trusting = createClient({ endpoint, credentials: TOKEN, caCertificates: authority.certificatePem });
    expect(await trusting.get('/x', never)).toEqual({ id: 'x' });
    const other = createClient({ endpoint, credentials: TOKEN, caCertificates: undefined });
    await expect(other.get('/x', never)).rejects.toThrow(/`ca_certificate_pem` or GATEPOST_CA_CERTIFICATE_FILE/);
    https.closeAllConnections();
    await new Promise((resolve) => https.close(resolve));
  });
});
