import { afterEach, describe, expect, test } from '@jest/globals';
import type { Credentials } from '../../provider/client/credentials.ts';
import { clientOf, closeServers, failureOf, problem, type Reply } from './answering-server.ts';

const USER: Credentials = { kind: 'password', username: 'anna', password: 'her secret', realm: 'admin/default-idp-1' };

const never = new AbortController().signal;

afterEach(closeServers);

describe('the token', () => {
  test('is no longer waited for when the run is interrupted', async () => {
    const stop = new AbortController();
    const { client } = await clientOf(
      () => {
        stop.abort();
        return 'silence';
      },
      USER,
      { requestMs: 2000, unreachableMs: 0 },
    );
    await expect(client.get('/x', stop.signal)).rejects.toThrow('Interrupted');
  });

  const api =
    (valid: () => string) =>
    (request: { path: string; headers: Record<string, unknown> }): Reply => {
      if (request.path === '/api/token') return { status: 200, body: { access_token: valid() } };
      const isValid = request.headers.authorization === `Bearer ${valid()}`;
      return isValid ? { status: 200, body: { id: 'x' } } : problem(401, 'token_expired');
    };

  test('is fetched at the first use, once for many at a time', async () => {
    const { client, received } = await clientOf(
      api(() => 't1'),
      USER,
    );
    expect(received).toEqual([]);
    await Promise.all([1, 2, 3].map(() => client.get('/x', never)));
    const asked = received.filter(({ path }) => path === '/api/token');
    const { kind: _, ...secrets } = USER as Extract<Credentials, { kind: 'password' }>;
    expect(asked.map(({ body }) => body)).toEqual([{ grant_type: 'password', ...secrets }]);
  });

  test('is fetched by client credentials too', async () => {
    const registration: Credentials = { kind: 'client_credentials', client_id: 'ci', client_secret: 's' };
    const { client, received } = await clientOf(
      api(() => 't1'),
      registration,
    );
    await client.get('/x', never);
    expect(received[0]?.body).toEqual({ grant_type: 'client_credentials', client_id: 'ci', client_secret: 's' });
  });

  test('is renewed once when it has expired, and the request repeated', async () => {
    let valid = 't1';
    const { client, received } = await clientOf(
      api(() => valid),
      USER,
    );
    await client.get('/x', never);
    valid = 't2';
    await Promise.all([client.get('/x', never), client.post('/x', {}, never)]);
    expect(received.filter(({ path }) => path === '/api/token')).toHaveLength(2);
  });

  test('that stays refused is an error and not a loop', async () => {
    const reply = ({ path }: { path: string }): Reply =>
      path === '/api/token' ? { status: 200, body: { access_token: 't' } } : problem(401, 'unauthenticated');
    const { client, received } = await clientOf(reply, USER);
    await expect(client.get('/x', never)).rejects.toThrow('It is unauthenticated');
    expect(received).toHaveLength(4);
  });

  test('that was given ready is never fetched', async () => {
    const { client, received } = await clientOf(() => problem(401, 'token_expired'));
    await expect(client.get('/x', never)).rejects.toThrow('It is token_expired');
    expect(received).toHaveLength(1);
  });

  test('that is not given says whose sign-in was refused and what to check, not the password', async () => {
    const { client } = await clientOf(() => problem(401, 'unauthenticated'), USER);
    const error = await failureOf(client.get('/x', never));
    expect(error.diagnostics[0].summary).toContain('the user "anna" of the realm admin/default-idp-1');
    expect(error.diagnostics[0].detail).toContain('GATEPOST_PASSWORD');
    expect(JSON.stringify(error.diagnostics)).not.toContain('her secret');
  });
});
