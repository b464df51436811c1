import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { UNKNOWN } from '../../../provider/framework/value.ts';
import { signIn, type TestApi } from '../../api/start-api.ts';
import { errorsOf, startTestEngine, TestEngine, warningsOf } from './test-engine.ts';

let api: TestApi;
let engine: TestEngine;
beforeAll(async () => {
  ({ api, engine } = await startTestEngine());
});
afterAll(() => api.stop());

describe('data sources', () => {
  test('find a shipped TLS client profile by name, by name and version, and by id', async () => {
    const type = 'gatepost_tls_client_profile';
    const { state } = await engine.readData(type, { name: 'tls-client-profile-default' });
    expect(state).toMatchObject({ version: '1.0.0', protocols: ['tls_v1.2', 'tls_v1.3'], keystore_id: null });
    const named = { name: 'tls-client-profile-default', version: '1.0.0' };
    expect((await engine.readData(type, named)).state).toEqual(state);
    expect((await engine.readData(type, { id: state?.id ?? null })).state).toEqual(state);
    expect(errorsOf(await engine.readData(type, { ...named, version: '9.9.9' }))).toEqual([
      expect.stringMatching(/^name: /),
    ]);
  });

  test('find an email server by name or id', async () => {
    const type = 'gatepost_email_server';
    const made = await engine.make(type, { title: 'Relay', host: 'mail.acme.test', port: 25, summary: 'ours' });
    const { state } = await engine.readData(type, { name: 'relay' });
    expect(state).toMatchObject({ id: made.state.id, host: 'mail.acme.test', port: 25, secure: true, summary: 'ours' });
    expect((await engine.readData(type, { id: made.state.id ?? null })).state).toEqual(state);
    const nobody = '00000000-0000-4000-8000-000000000000';
    expect(errorsOf(await engine.readData(type, { id: nobody }))).toEqual([
      expect.stringMatching(/^id: .*no gatepost_email/),
    ]);
  });

  test('find a user by username in a registry, or by id', async () => {
    const type = 'gatepost_user';
    const { state } = await engine.readData(type, { username: 'ADMIN', user_registry: 'cloud-manager-lur' });
    expect(state).toMatchObject({ username: 'ADMIN', user_registry: 'cloud-manager-lur' });
    const byId = await engine.readData(type, { id: state?.id ?? null, user_registry: 'cloud-manager-lur' });
    expect(byId.state).toMatchObject({ username: 'admin', id: state?.id });
    expect(errorsOf(await engine.readData(type, { username: 'admin' }))).toEqual([
      expect.stringMatching(/^username: /),
    ]);
  });
});

describe('the provider', () => {
  test('names the missing permission, on whatever is done, and never takes it for gone', async () => {
    const server = await engine.make('gatepost_email_server', { title: 'Seen', host: 'mail.acme.test', port: 25 });
    const viewer = {
      username: 'viewer',
      email: 'v@acme.test',
      password: 'long enough',
      user_registry: 'api-manager-lur',
    };
    await engine.make('gatepost_user', viewer);
    const token = await signIn(api.url, 'viewer', 'long enough', 'provider/default-idp-2');
    const lesser = new TestEngine();
    await lesser.configure({ endpoint: api.url, token });
    const read = await lesser.refresh('gatepost_email_server', server);
    expect(read.state).toEqual(server.state);
    expect(errorsOf(read)[0]).toMatch(/permission org\/settings:view/);
    expect(errorsOf(await lesser.apply('gatepost_email_server', null, server))[0]).toMatch(/org\/settings:manage/);
  });

  test('plans with an endpoint that is not known yet, warns, and fails when it is used', async () => {
    const later = new TestEngine();
    const diagnostics = await later.configure({ endpoint: UNKNOWN, token: 't' });
    expect(warningsOf({ diagnostics })).toEqual([expect.stringMatching(/^endpoint: .*not known yet/)]);
    const config = { title: 'Later', host: 'mail.acme.test', port: 25 };
    expect(errorsOf(await later.plan('gatepost_email_server', config))).toEqual([]);
    expect(errorsOf(await later.apply('gatepost_email_server', config))).toEqual([
      expect.stringContaining('`endpoint`'),
    ]);
  });

  test('that is half configured in its block fails on the attribute that is missing', async () => {
    const diagnostics = await new TestEngine().configure({ endpoint: api.url, username: 'admin' });
    expect(errorsOf({ diagnostics })).toEqual([expect.stringMatching(/^: `password` is missing/)]);
  });

  test('describes every attribute of every resource and data source', async () => {
    const { diagnostics } = await engine.ask('GetProviderSchema', {});
    expect(diagnostics).toEqual([]);
  });
});
