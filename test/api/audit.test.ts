import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import supertest from 'supertest';
import { startSink } from '../../lab/sink.ts';
import { createMailServer, KEYSTORES, MAIL_SERVERS, mailServer, newTitle } from './builder.ts';
import { enrol } from './person.ts';
import { enrolWithSession, refresh } from './session.ts';
import { ADMIN_PASSWORD, signIn, startApi, type TestApi } from './start-api.ts';

const AUDIT = '/cloud/audit-events';

interface Event {
  id: string;
  created_at: string;
  action: string;
  caller: { kind: string; id: string | null; name: string };
  object: { type: string | null; id: string | null; name: string | null };
  changed_fields: string[];
  [field: string]: unknown;
}

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

async function events(filter: Record<string, string> = {}): Promise<Event[]> {
  const { body } = await api.admin.get(`${AUDIT}?${new URLSearchParams(filter)}`).expect(200);
  return body.results;
}

const sql = (text: string, values: unknown[] = []) => api.gatepost.context.database.query(text, values);

describe('a write', () => {
  test('leaves who did what to which object, when, from where, by which request', async () => {
    const requestId = randomUUID();
    const me = (await api.admin.get('/me').expect(200)).body;
    const { body } = await api.admin.post(MAIL_SERVERS, mailServer()).set('X-Request-Id', requestId).expect(201);
    const [event, ...others] = await events({ request_id: requestId });
    expect(others).toEqual([]);
    expect(event).toMatchObject({
      type: 'audit_event',
      action: 'create',
      outcome: 'success',
      status: 201,
      code: null,
      caller: { kind: 'user', id: me.id, name: 'admin' },
      address: expect.stringMatching(/127\.0\.0\.1$/),
      object: { type: 'mail_server', id: body.id, name: body.name },
      request: 'POST /api/orgs/{org}/mail-servers',
      request_id: requestId,
      org_url: body.org_url,
    });
    // By the clock of the database, which here is that of this machine too.
    expect(Math.abs(Date.parse(event?.created_at ?? '') - Date.parse(body.created_at))).toBeLessThan(60_000);
  });

  test('names the fields that changed, never what they hold', async () => {
    const server = await createMailServer(api, { credentials: { username: 'relay', password: 'first secret 8812' } });
    const change = { ...server, host: 'other.acme.test', credentials: { password: 'second secret 4471' } };
    await api.admin.patch(`${MAIL_SERVERS}/${server.id}`, change).expect(200);
    const [changed, created] = await events({ object_id: server.id });
    expect(created?.changed_fields).toEqual(expect.arrayContaining(['credentials', 'host', 'port', 'title']));
    expect(changed?.changed_fields?.sort()).toEqual(['host', 'password']);
    const stored = JSON.stringify(await sql('SELECT * FROM audit_event'));
    expect(stored).toContain(server.id);
    expect(stored).not.toMatch(/secret 8812|secret 4471|acme\.test/);
  });

  test('of every kind leaves an event', async () => {
    const server = await createMailServer(api);
    await api.admin.patch(`${MAIL_SERVERS}/${server.id}`, { port: 26 }).expect(200);
    await api.admin.delete(`${MAIL_SERVERS}/${server.id}`).expect(200);
    const actions = (await events({ object_id: server.id })).map(({ action }) => action);
    expect(actions).toEqual(['delete', 'update', 'create']);
    const requestId = randomUUID();
    await api.admin.put('/cloud/settings', {}).set('X-Request-Id', requestId).expect(200);
    const [settings] = await events({ request_id: requestId });
    expect(settings).toMatchObject({ action: 'update', object: { type: 'cloud_setting' }, changed_fields: [] });
  });

  test('of the own account leaves whose it is', async () => {
    const person = await enrol(api, 'viewer');
    const body = { current_password: 'wrong one', password: 'another long one' };
    await api.as(person.token).post('/me/change-password', body).expect(400);
    const right = { ...body, current_password: 'long enough' };
    await api.as(person.token).post('/me/change-password', right).expect(204);
    const [changed] = await events({ caller: person.username });
    expect(changed).toMatchObject({ request: 'POST /api/me/change-password', object: { name: person.username } });
    await api.as(person.token).post('/me/sign-out').expect(204);
    const [signedOut] = await events({ caller: person.username });
    expect(signedOut).toMatchObject({ action: 'sign-out', object: { type: 'user', name: person.username } });
  });

  test('that clears a collection leaves an event for every object', async () => {
    const { body: org } = await api.admin.get('/orgs/admin').expect(200);
    const before = await createMailServer(api);
    const requestId = randomUUID();
    const cleared = api.admin.delete(`${MAIL_SERVERS}?confirm=${org.name}`).set('X-Request-Id', requestId);
    await cleared.expect(204);
    const found = await events({ request_id: requestId });
    expect(found.map(({ object }) => object.id)).toContain(before.id);
    expect(new Set(found.map(({ action }) => action))).toEqual(new Set(['delete']));
  });

  test('that has no transaction of its own leaves an event too: a connection test, also one that fails', async () => {
    const sink = await startSink({ security: 'plain' });
    const server = await createMailServer(api, { host: '127.0.0.1', port: sink.port });
    const path = `${MAIL_SERVERS}/${server.id}/test-connection`;
    const failing = { mail_server: mailServer({ host: '127.0.0.1', port: 1 }) };
    await api.admin.post(`${MAIL_SERVERS}/test-connection`, failing).expect(400);
    await api.admin.post(path, { recipients: ['a@acme.test'] }).expect(204);
    await sink.stop();
    await api.admin.post(path).expect(400);
    const refused = { action: 'test-connection', outcome: 'refused', status: 400, code: 'connection_failed' };
    const saved = { type: 'mail_server', id: server.id, name: `127.0.0.1:${sink.port}` };
    expect(await events({ action: 'test-connection' })).toMatchObject([
      { ...refused, object: saved },
      { outcome: 'success', status: 204, code: null, object: saved, changed_fields: [] },
      { ...refused, object: { type: 'mail_server', id: null, name: '127.0.0.1:1' } },
    ]);
  });

  test('that fails, is only validated or is replayed leaves none', async () => {
    const requestId = randomUUID();
    const post = (path: string, body: object) => api.admin.post(path, body).set('X-Request-Id', requestId);
    await post(MAIL_SERVERS, mailServer({ port: 0 })).expect(400);
    await post(`${MAIL_SERVERS}?validate_only=true`, mailServer()).expect(201);
    expect(await events({ request_id: requestId })).toEqual([]);
    const [key, body] = [randomUUID(), mailServer()];
    await post(MAIL_SERVERS, body).set('Idempotency-Key', key).expect(201);
    await post(MAIL_SERVERS, body).set('Idempotency-Key', key).expect(201);
    expect(await events({ request_id: requestId })).toHaveLength(1);
  });

  test('commits together with its event or not at all', async () => {
    await sql('ALTER TABLE audit_event RENAME TO audit_event_away');
    const body = mailServer();
    try {
      const request = supertest(api.url).post(`/api${MAIL_SERVERS}`).set('Authorization', `Bearer ${api.token}`);
      await request.send(body).expect(500);
    } finally {
      await sql('ALTER TABLE audit_event_away RENAME TO audit_event');
    }
    await api.admin.get(`${MAIL_SERVERS}/${body.title}`).expect(404);
  });
});

describe('a refusal', () => {
  test('for a missing permission is kept, of reads and writes', async () => {
    const person = await enrol(api, 'member');
    const before = await events({ caller: person.username });
    await api.as(person.token).get(KEYSTORES).expect(403);
    await api.as(person.token).delete(`${KEYSTORES}/some-store`).expect(403);
    const [write, read, ...others] = (await events({ caller: person.username })).filter(
      ({ id }) => !before.some((each) => each.id === id),
    );
    expect(others).toEqual([]);
    expect(write).toMatchObject({
      action: 'delete',
      outcome: 'refused',
      status: 403,
      code: 'forbidden',
      object: { type: 'keystore', id: null, name: 'some-store' },
    });
    expect(read).toMatchObject({ action: 'read', outcome: 'refused', object: { type: 'keystore' } });
  });

  test('is kept whatever the path names', async () => {
    const person = await enrol(api, 'member');
    const since = new Date().toISOString();
    const hostile = ['a\0b', 'line\r\n{"msg":"another"}', '\u202egnp.exe', 'x'.repeat(2_000)];
    for (const name of hostile) {
      await api
        .as(person.token)
        .delete(`${KEYSTORES}/${encodeURIComponent(name)}`)
        .expect(403);
    }
    const kept = (await events({ caller: person.username, since, action: 'delete' })).map(({ object }) => object.name);
    expect(kept.reverse()).toEqual(['a b', 'line {"msg":"another"}', 'gnp.exe', `${'x'.repeat(254)}…`]);
  });

  test('of a sign-in is kept with the account, unless nobody has that name', async () => {
    const since = new Date().toISOString();
    const sign = (fields: object) => api.as().post('/token', { grant_type: 'password', ...fields });
    await sign({ username: 'ADMIN', password: 'wrong' }).expect(401);
    await sign({ username: 'my secret typed here', password: 'admin' }).expect(401);
    const [unknown, known, ...others] = await events({ since, action: 'sign-in', outcome: 'refused' });
    expect(others).toEqual([]);
    expect(known).toMatchObject({ status: 401, object: { type: 'user', name: 'admin' }, caller: { id: null } });
    expect(unknown?.object).toEqual({ type: 'user', id: null, name: null });
    expect(JSON.stringify(await sql('SELECT * FROM audit_event'))).not.toContain('typed here');
  });

  test('of a refresh token that comes a second time is kept with its user and session', async () => {
    const person = await enrolWithSession(api, 'administrator');
    await api.as(person.session.access_token).put('/me', { first_name: 'Ada' }).expect(200);
    const [before] = await events({ caller: person.username, object_type: 'user' });
    await refresh(api, person.session.refresh_token).expect(200);
    await refresh(api, person.session.refresh_token).expect(401);
    const [reuse, ...others] = await events({ action: 'reuse-refresh-token' });
    expect(others).toEqual([]);
    expect(reuse).toMatchObject({
      outcome: 'refused',
      status: 401,
      object: { type: 'user', name: person.username },
      session_id: before?.session_id,
    });
    expect(reuse?.session_id).toEqual(expect.any(String));
  });

  test('of a wrong current password is kept with whose account it is', async () => {
    const person = await enrol(api, 'viewer');
    const sent = { current_password: 'wrong one', password: 'another long one' };
    await api.as(person.token).post('/me/change-password', sent).expect(400);
    const [refused] = await events({ caller: person.username, outcome: 'refused' });
    expect(refused).toMatchObject({
      request: 'POST /api/me/change-password',
      code: 'wrong_password',
      status: 400,
      object: { type: 'user', name: person.username },
    });
    expect(JSON.stringify(await sql('SELECT * FROM audit_event'))).not.toContain('wrong one');
  });

  test('by a limit is kept when it strikes, with whom it struck, and not again and again', async () => {
    const [one, other] = [await enrol(api, 'administrator'), await enrol(api, 'administrator')];
    for (const { userUrl } of [one, other]) {
      await api.gatepost.context.limits.fill({ limit: 'invitation', of: ['user', userUrl.split('/').pop() ?? ''] });
    }
    const invite = (token: string) =>
      api.as(token).post('/cloud/org-invitations', { email: 'a@acme.test' }).expect(429);
    for (let time = 0; time < 3; time += 1) await invite(one.token);
    await invite(other.token);
    const struck = (await events({ outcome: 'refused' })).filter(({ status }) => status === 429);
    expect(struck.map(({ caller }) => caller.name)).toEqual([other.username, one.username]);
    expect(struck[0]).toMatchObject({ code: 'rate_limited', request: 'POST /api/cloud/org-invitations' });
  });

  test('is told to the caller also when it cannot be written down', async () => {
    const { token } = await enrol(api, 'member');
    await sql('ALTER TABLE audit_event RENAME TO audit_event_away');
    try {
      await api.as(token).get(KEYSTORES).expect(403);
    } finally {
      await sql('ALTER TABLE audit_event_away RENAME TO audit_event');
    }
  });
});

test('a sign-in is kept with who signed in', async () => {
  const person = await enrol(api, 'viewer');
  const found = await events({ action: 'sign-in', outcome: 'success', caller: person.username });
  expect(found).toHaveLength(1);
  expect(found[0]).toMatchObject({ caller: { kind: 'user' }, address: expect.stringContaining('127.0.0.1') });
});

describe('a flood of refusals', () => {
  let flooded: TestApi;
  beforeAll(async () => {
    flooded = await startApi({ GATEPOST_TRUST_PROXY: 'loopback' });
  });
  afterAll(() => flooded.stop());

  const refusals = async (address: string): Promise<Event[]> => {
    const { body } = await flooded.admin.get(`${AUDIT}?outcome=refused`).expect(200);
    return body.results.filter((event: Event) => event.address === address);
  };

  test('from one network is summed up: 500 refused refreshes are 50 events and 4 that count', async () => {
    const address = '203.0.113.9';
    for (let time = 0; time < 500; time += 1) {
      const refresh = { grant_type: 'refresh_token', refresh_token: `none-${time}` };
      await flooded.as().post('/token', refresh).set('X-Forwarded-For', address).expect(401);
    }
    const found = await refusals(address);
    expect(found).toHaveLength(53);
    expect(found[0]).toMatchObject({
      request: '400 requests of this network; the last: POST /api/token',
      code: 'unauthenticated',
    });
  });

  test('hides neither another kind of refusal nor another network', async () => {
    const { token } = await enrol(flooded, 'member');
    await flooded.as(token).get(KEYSTORES).set('X-Forwarded-For', '203.0.113.9').expect(403);
    expect((await refusals('203.0.113.9'))[0]).toMatchObject({
      code: 'forbidden',
      request: expect.stringMatching(/^GET/),
    });
    const refresh = { grant_type: 'refresh_token', refresh_token: 'none' };
    await flooded.as().post('/token', refresh).set('X-Forwarded-For', '203.0.113.10').expect(401);
    expect(await refusals('203.0.113.10')).toHaveLength(1);
  });
});

describe('the audit', () => {
  test('refuses to be changed, even by who owns the database', async () => {
    await createMailServer(api);
    for (const statement of [
      `UPDATE audit_event SET caller_name = 'somebody else'`,
      'DELETE FROM audit_event',
      'TRUNCATE audit_event',
    ]) {
      await expect(sql(statement)).rejects.toThrow('append-only');
    }
  });

  test('is listed newest first, in pages, between two moments', async () => {
    const since = new Date().toISOString();
    const titles = [1, 2, 3, 4].map(() => newTitle('paged'));
    for (const title of titles) await createMailServer(api, { title });
    const until = new Date(Date.now() + 1000).toISOString();
    const names = async (filter: object) =>
      (await events({ since, until, object_type: 'mail_server', ...filter })).map(({ object }) => object.name);
    const newestFirst = [...titles].reverse();
    expect(await names({})).toEqual(newestFirst);
    expect(await names({ limit: '2', offset: '1' })).toEqual(newestFirst.slice(1, 3));
    expect(await names({ since: until })).toEqual([]);
    const { body } = await api.admin.get(`${AUDIT}?since=${since}&object_type=mail_server&limit=1&fields=object`);
    expect(body.total_results).toBe(4);
    expect(Object.keys(body.results[0])).toEqual(['object']);
  });

  test('shows one event, and 404 for none', async () => {
    const [newest] = await events({ limit: '1' });
    const { body } = await api.admin.get(`${AUDIT}/${newest?.id}`).expect(200);
    expect(body).toEqual(newest);
    await api.admin.get(`${AUDIT}/${randomUUID()}`).expect(404);
    await api.admin.get(`${AUDIT}/no-id`).expect(404);
  });

  test('refuses what is no moment', async () => {
    await api.admin.get(`${AUDIT}?since=yesterday`).expect(400);
    await api.admin.get(`${AUDIT}?until=2026-13-40`).expect(400);
    expect(await events({ object_id: 'no id' })).toEqual([]);
  });

  test('is read with cloud/view and written by nobody', async () => {
    const viewer = await enrol(api, 'viewer');
    await api.as(viewer.token).get(AUDIT).expect(200);
    const member = await enrol(api, 'member');
    await api.as(member.token).get(AUDIT).expect(403);
    await api.as().get(AUDIT).expect(401);
    await api.admin.post(AUDIT, {}).expect(405);
    await api.admin.delete(`${AUDIT}?confirm=admin`).expect(405);
  });

  test('keeps the events of what is gone', async () => {
    const token = await signIn(api.url, 'admin', ADMIN_PASSWORD);
    const server = await createMailServer(api);
    await api.as(token).delete(`${MAIL_SERVERS}/${server.id}`).expect(200);
    expect(await events({ object_id: server.id })).toHaveLength(2);
  });
});
