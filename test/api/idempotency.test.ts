import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import supertest from 'supertest';
import type { Gatepost } from '../../api/start.ts';
import { MAIL_SERVERS, mailServer } from './builder.ts';
import { createInstance, type Instance } from './instance.ts';
import { enrol } from './person.ts';
import { ADMIN_PASSWORD, signIn, startApi, type TestApi } from './start-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const post = (key: string, body: object, token = api.token) =>
  api.as(token).post(MAIL_SERVERS, body).set('Idempotency-Key', key);

const count = async (name: string) =>
  (await api.admin.get(`${MAIL_SERVERS}?fields=name`)).body.results.filter(
    (each: { name: string }) => each.name === name,
  ).length;

describe('Idempotency-Key', () => {
  test('the same key, caller and body get the same answer, and one object is made', async () => {
    const [key, body] = [randomUUID(), mailServer()];
    const first = await post(key, body).expect(201);
    const second = await post(key, body).expect(201);
    expect(second.body).toEqual(first.body);
    expect(second.headers.etag).toBe(first.headers.etag);
    expect(await count(first.body.name)).toBe(1);
  });

  test('also at once', async () => {
    const [key, body] = [randomUUID(), mailServer()];
    const answers = await Promise.all([1, 2, 3, 4].map(() => post(key, body).expect(201)));
    expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1);
    expect(await count(body.title)).toBe(1);
  });

  test('another body, path or query is 422', async () => {
    const [key, body] = [randomUUID(), mailServer()];
    await post(key, body).expect(201);
    const { body: refused } = await post(key, { ...body, port: 26 }).expect(422);
    expect(refused).toMatchObject({ status: 422, code: 'idempotency_mismatch' });
    const other = { title: body.title };
    await api.admin.post('/orgs/admin/tls-client-profiles', other).set('Idempotency-Key', key).expect(422);
    await api.admin.post(`${MAIL_SERVERS}?fields=url`, body).set('Idempotency-Key', key).expect(422);
  });

  test('another caller is independent', async () => {
    const { token } = await enrol(api, 'administrator');
    const [key, body] = [randomUUID(), mailServer()];
    await post(key, body).expect(201);
    await post(key, body, token).expect(409);
    await post(key, mailServer(), token).expect(201);
  });

  test('a POST that failed may be repeated with the same key and another body', async () => {
    const [key, body] = [randomUUID(), mailServer()];
    await post(key, { ...body, port: 0 }).expect(400);
    await post(key, body).expect(201);
  });

  test('a lost right is not made up for by a replay', async () => {
    const person = await enrol(api, 'administrator');
    const [key, body] = [randomUUID(), mailServer()];
    await post(key, body, person.token).expect(201);
    await api.admin.delete(person.memberPath ?? '').expect(200);
    await post(key, body, person.token).expect(403);
  });

  test('a key is forgotten after 24 hours', async () => {
    const [key, body] = [randomUUID(), mailServer()];
    await post(key, body).expect(201);
    const older = `UPDATE idempotent_request SET created_at = created_at - interval '24 hours' WHERE key = $1`;
    await api.gatepost.context.database.query(older, [key]);
    await post(key, body).expect(409);
  });

  test('an empty or an endless key is 400', async () => {
    for (const key of ['', 'x'.repeat(256)]) {
      const { body } = await post(key, mailServer()).expect(400);
      expect(body.code).toBe('validation_failed');
    }
  });

  test('a body cannot be guessed from what is kept of it', async () => {
    const [key, body] = [randomUUID(), mailServer()];
    await post(key, body).expect(201);
    const [row]: { request_hash: string }[] = await api.gatepost.context.database.query(
      'SELECT request_hash FROM idempotent_request WHERE key = $1',
      [key],
    );
    const request = JSON.stringify(['post', '/orgs/{org}/mail-servers', { org: 'admin' }, {}, body]);
    expect(row?.request_hash).not.toBe(createHash('sha256').update(request).digest('hex'));
    expect(row?.request_hash).toBe(api.gatepost.context.fingerprint('idempotent_request', request));
  });

  test('answers are encrypted in the database', async () => {
    const [key, body] = [randomUUID(), mailServer({ summary: 'plainly legible' })];
    await post(key, body).expect(201);
    const rows: { answer: Buffer }[] = await api.gatepost.context.database.query(
      'SELECT answer FROM idempotent_request WHERE key = $1',
      [key],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.answer.toString('latin1')).not.toContain('legible');
  });
});

describe('a replay', () => {
  let instance: Instance;
  let running: Gatepost;
  beforeAll(async () => {
    instance = await createInstance();
    running = await instance.start();
  });
  afterAll(async () => {
    await running.stop();
    await instance.drop();
  });

  test('survives a restart of the API', async () => {
    const [key, body] = [randomUUID(), mailServer({ title: 'Once' })];
    const send = async (gatepost: Gatepost) => {
      const token = await signIn(gatepost.url, 'admin', ADMIN_PASSWORD);
      const request = supertest(gatepost.url).post(`/api${MAIL_SERVERS}`).set('Authorization', `Bearer ${token}`);
      return request.set('Idempotency-Key', key).send(body);
    };
    const first = await send(running);
    await running.stop();
    running = await instance.start();
    const second = await send(running);
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body).toEqual(first.body);
  });
});
