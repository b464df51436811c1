import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ADMIN_PASSWORD, type TestApi } from '../../api/start-api.ts';
import { open } from './further-engine.ts';
import { startTestEngine, TestEngine } from './test-engine.ts';

let api: TestApi;
let engine: TestEngine;
beforeAll(async () => {
  ({ api, engine } = await startTestEngine());
});
afterAll(() => api.stop());

const mayAsk = async (token: unknown, path = '/cloud/settings') => (await api.as(String(token)).get(path)).status;

describe('an access token', () => {
  test('works while it is open, and never again', async () => {
    const opened = await open(engine, 'gatepost_access_token');
    expect(opened.diagnostics).toEqual([]);
    expect(opened.result).toMatchObject({ scopes: null, expires_in: 28_800 });
    expect(await mayAsk(opened.result?.token)).toBe(200);
    expect(await opened.close()).toEqual([]);
    expect(await mayAsk(opened.result?.token)).toBe(401);
    expect((await engine.refresh('gatepost_email_server', await someServer())).diagnostics).toEqual([]);
  });

  test('may do no more than its scopes say', async () => {
    const { result, close } = await open(engine, 'gatepost_access_token', { scopes: ['org/settings:view'] });
    expect(await mayAsk(result?.token, '/orgs/admin/mail-servers')).toBe(200);
    expect(await mayAsk(result?.token, '/cloud/orgs')).toBe(403);
    const narrowed = new TestEngine();
    await narrowed.configure({ endpoint: api.url, token: String(result?.token) });
    const { diagnostics } = await narrowed.apply('gatepost_availability_zone', { title: 'Left out' });
    expect(diagnostics.map(({ text }) => text)).toEqual([
      expect.stringContaining('which the scopes of this token leave out. Let the token have this scope too.'),
    ]);
    await close();
    const refused = await open(engine, 'gatepost_access_token', { scopes: ['everything'] });
    expect(refused.diagnostics).toEqual([expect.stringMatching(/^scopes: The API refused a value/)]);
    expect(refused.result).toBeNull();
  });

  test('is closed even though the run was interrupted', async () => {
    const stopped = new TestEngine();
    await stopped.configure({ endpoint: api.url, username: 'admin', password: ADMIN_PASSWORD });
    const opened = await open(stopped, 'gatepost_access_token');
    await stopped.stop();
    expect(await opened.close()).toEqual([]);
    expect(await mayAsk(opened.result?.token)).toBe(401);
  });

  test('can be made by a registration, and not by who has but a token', async () => {
    const { body } = await api.admin
      .post('/cloud/registrations', {
        title: 'Robot',
        client_type: 'toolkit',
        scopes: ['cloud/manage', 'org/settings:view'],
      })
      .expect(201);
    const robot = new TestEngine();
    await robot.configure({ endpoint: api.url, client_id: body.client_id, client_secret: body.client_secret });
    const opened = await open(robot, 'gatepost_access_token');
    expect(opened.diagnostics).toEqual([]);
    await opened.close();
    expect(await mayAsk(opened.result?.token)).toBe(401);
    const given = new TestEngine();
    await given.configure({ endpoint: api.url, token: api.token });
    expect((await open(given, 'gatepost_access_token')).diagnostics).toEqual([
      expect.stringMatching(/ready token.*`username` and `password`/s),
    ]);
    expect((await open(robot, 'gatepost_api_key')).diagnostics).toEqual([expect.stringMatching(/permission.*missing/)]);
  });
});

async function someServer() {
  return engine.make('gatepost_email_server', { title: 'Some', host: 'mail.acme.test', port: 25 });
}

describe('an API key', () => {
  const signIn = (key: unknown) => api.as().post('/token', { grant_type: 'api_key', api_key: key });

  test('signs in while it is open, and ends with all that it signed in', async () => {
    const opened = await open(engine, 'gatepost_api_key', { ttl_seconds: 60 });
    expect(opened.diagnostics).toEqual([]);
    expect(opened.result).toMatchObject({
      title: 'Terraform',
      ttl_seconds: 60,
      name: expect.stringMatching(/^terraform-/),
    });
    const { body } = await signIn(opened.result?.api_key).expect(200);
    expect(await mayAsk(body.access_token)).toBe(200);
    expect(await opened.close()).toEqual([]);
    await signIn(opened.result?.api_key).expect(401);
    expect(await mayAsk(body.access_token)).toBe(401);
    await api.admin.get(`/cloud/api-keys/${opened.result?.id}`).expect(404);
  });

  test('is another one for each that opens it, and may be gone already when it is closed', async () => {
    const [one, two] = [await open(engine, 'gatepost_api_key'), await open(engine, 'gatepost_api_key')];
    expect(one.result?.name).not.toBe(two.result?.name);
    await api.admin.delete(`/cloud/api-keys/${one.result?.id}`).expect(200);
    expect(await one.close()).toEqual([]);
    expect(await two.close()).toEqual([]);
    const { body } = await api.admin.get('/cloud/api-keys').expect(200);
    expect(body.total_results).toBe(0);
  });

  test('that may not last so long is refused on the attribute', async () => {
    const { diagnostics } = await open(engine, 'gatepost_api_key', { ttl_seconds: 1_000_000_000 });
    expect(diagnostics).toEqual([expect.stringMatching(/^ttl_seconds: .*api_key_expires_in/s)]);
  });
});
