import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createMailServer, MAIL_SERVERS, mailServer, SETTINGS } from './builder.ts';
import { startApi, type TestApi } from './start-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const everything = async () => [
  (await api.admin.get(MAIL_SERVERS)).body,
  (await api.admin.get(SETTINGS)).body,
  (await api.admin.get('/cloud/deliveries')).body,
];

describe('validate_only=true', () => {
  test('answers like the write and changes nothing: create, patch, delete, clear, put', async () => {
    const server = await createMailServer(api);
    const path = `${MAIL_SERVERS}/${server.id}`;
    const before = await everything();
    const created = await api.admin.post(`${MAIL_SERVERS}?validate_only=true`, mailServer()).expect(201);
    expect(created.body).toMatchObject({ type: 'mail_server', port: 25 });
    const patched = await api.admin.patch(`${path}?validate_only=true`, { port: 26 }).expect(200);
    expect(patched.body.port).toBe(26);
    await api.admin.delete(`${path}?validate_only=true`).expect(200);
    await api.admin.delete(`${MAIL_SERVERS}?confirm=admin&validate_only=true`).expect(204);
    const put = await api.admin.put(`${SETTINGS}?validate_only=true`, { mail_server_url: server.url }).expect(200);
    expect(put.body.mail_server_url).toBe(server.url);
    expect(await everything()).toEqual(before);
  });

  test('runs every check', async () => {
    const server = await createMailServer(api);
    const only = '?validate_only=true';
    await api.admin.post(`${MAIL_SERVERS}${only}`, mailServer({ port: 0 })).expect(400);
    await api.admin.post(`${MAIL_SERVERS}${only}`, mailServer({ name: server.name })).expect(409);
    await api.admin.patch(`${MAIL_SERVERS}/${server.id}${only}`, {}).set('If-Match', '"9"').expect(412);
    await api.admin.delete(`${MAIL_SERVERS}/nothing${only}`).expect(404);
    await api.as().post(`${MAIL_SERVERS}${only}`, mailServer()).expect(401);
  });

  test('uses up neither name nor Idempotency-Key', async () => {
    const body = mailServer();
    const tried = api.admin.post(`${MAIL_SERVERS}?validate_only=true`, body).set('Idempotency-Key', 'tried');
    await tried.expect(201);
    await api.admin.post(MAIL_SERVERS, body).set('Idempotency-Key', 'tried').expect(201);
  });

  test('must be true or false', async () => {
    await api.admin.post(`${MAIL_SERVERS}?validate_only=maybe`, mailServer()).expect(400);
    await api.admin.post(`${MAIL_SERVERS}?validate_only=false`, mailServer()).expect(201);
  });

  test('also says, for a secret, whether it would change, and so often only', async () => {
    const server = await createMailServer(api, { credentials: { username: 'u', password: 'the secret' } });
    const path = `${MAIL_SERVERS}/${server.id}`;
    const { headers } = await api.admin.get(path).expect(200);
    const tryPassword = (password: string) =>
      api.admin.patch(`${path}?validate_only=true`, { credentials: { username: 'u', password } });
    expect((await tryPassword('the secret').expect(200)).headers.etag).toBe(headers.etag);
    expect((await tryPassword('another').expect(200)).headers.etag).not.toBe(headers.etag);
    const { limits } = api.gatepost.context;
    const me = (await api.admin.get('/me').expect(200)).body;
    await limits.fill({ limit: 'secret-comparison', of: ['user', me.id] });
    await tryPassword('the secret').expect(429).expect('Retry-After', /^\d+$/);
    await api.admin.patch(`${path}?validate_only=true`, { summary: 'no secret' }).expect(200);
    await api.admin.patch(path, { credentials: { username: 'u', password: 'the secret' } }).expect(200);
  });
});
