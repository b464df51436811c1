import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ValueRecord } from '../../../provider/framework/value.ts';
import type { TestApi } from '../../api/start-api.ts';
import { applyChecked, expectNoChange } from './checked-apply.ts';
import { errorsOf, startTestEngine, type TestEngine, warningsOf } from './test-engine.ts';

const SERVER = 'gatepost_email_server';
const SERVERS = '/orgs/admin/mail-servers';

let api: TestApi;
let engine: TestEngine;
beforeAll(async () => {
  ({ api, engine } = await startTestEngine());
});
afterAll(() => api.stop());

const oauth2 = {
  client_id: 'gatepost',
  client_secret_wo: 'first secret',
  client_secret_wo_version: '1',
  refresh_token_wo: 'first refresh',
  refresh_token_wo_version: '1',
  token_url: 'https://login.acme.test/token',
  scope: 'smtp.send',
};
const relay = (title: string, given: ValueRecord = {}, more: ValueRecord = {}): ValueRecord => ({
  title,
  host: 'mail.acme.test',
  port: 587,
  username: 'robot@acme.test',
  oauth2: { ...oauth2, ...given },
  ...more,
});
const NONE = { client_secret_wo: null, client_secret_wo_version: null };

/** What the API really has. */
async function stored(id: unknown) {
  const { database, cipher } = api.gatepost.context;
  const [row] = await database.query('SELECT * FROM email_server WHERE id = $1', [id]);
  const open = (column: string) =>
    row[column] && cipher.decrypt(row[column], { table: 'email_server', column, row: row.id });
  return {
    client_secret: open('oauth2_client_secret'),
    refresh_token: open('oauth2_refresh_token'),
    password: open('password'),
  };
}

describe('OAuth 2.0 of an email server', () => {
  test('is stored with its secrets, of which the state has none', async () => {
    const { state } = await applyChecked(engine, SERVER, relay('Stored'));
    expect(state.oauth2).toEqual({
      client_id: 'gatepost',
      client_secret: null,
      client_secret_wo: null,
      client_secret_wo_version: '1',
      refresh_token: null,
      refresh_token_wo: null,
      refresh_token_wo_version: '1',
      token_url: 'https://login.acme.test/token',
      scope: 'smtp.send',
    });
    const secrets = { client_secret: 'first secret', refresh_token: 'first refresh', password: null };
    expect(await stored(state.id)).toEqual(secrets);
    const { body } = await api.admin.get(`${SERVERS}/${state.id}`);
    expect(body.credentials.auth).toMatchObject({ type: 'oauth2', scope: 'smtp.send', client_secret: '********' });
  });

  test('sends each secret when its version changes, and never otherwise', async () => {
    const created = await applyChecked(engine, SERVER, relay('Versions'));
    const others = { client_secret_wo: 'not to be sent', refresh_token_wo: 'nor this' };
    const changed = await applyChecked(engine, SERVER, relay('Versions', { ...others, scope: null }), created);
    expect(await stored(created.state.id)).toMatchObject({
      client_secret: 'first secret',
      refresh_token: 'first refresh',
    });
    const rotated = { ...others, client_secret_wo: 'second secret', client_secret_wo_version: '2', scope: null };
    await applyChecked(engine, SERVER, relay('Versions', rotated), changed);
    expect(await stored(created.state.id)).toMatchObject({
      client_secret: 'second secret',
      refresh_token: 'first refresh',
    });
  });

  test.each([
    ['host', {}, { host: 'elsewhere.acme.test' }],
    ['username', {}, { username: 'other@acme.test' }],
    ['token_url', { token_url: 'https://elsewhere.acme.test/token' }, {}],
  ])('sends its secrets again with another %s, and is refused without them', async (name, given, more) => {
    const title = `Moved ${name}`;
    const created = await engine.make(SERVER, relay(title));
    const without = { ...given, client_secret_wo: null };
    const refused = await engine.apply(SERVER, relay(title, without, more), created);
    expect(errorsOf(refused)).toEqual([
      expect.stringMatching(/^: .*oauth2\.client_secret_wo is bound to its destination/s),
    ]);
    expect(refused.state).toEqual(created.state);
    await applyChecked(engine, SERVER, relay(title, given, more), created);
    expect(await stored(created.state.id)).toMatchObject({
      client_secret: 'first secret',
      refresh_token: 'first refresh',
    });
  });

  test('loses a refresh token that leaves the configuration', async () => {
    const created = await applyChecked(engine, SERVER, relay('Loses'));
    const gone = { refresh_token_wo: null, refresh_token_wo_version: null };
    await applyChecked(engine, SERVER, relay('Loses', gone), created);
    expect(await stored(created.state.id)).toMatchObject({ client_secret: 'first secret', refresh_token: null });
  });

  test('takes the place of a password, and gives way to one, and to nobody at all', async () => {
    const password = { oauth2: null, password_wo: 'sesame', password_wo_version: '1' };
    const created = await applyChecked(engine, SERVER, relay('Either', {}, password));
    const changed = await applyChecked(engine, SERVER, relay('Either'), created);
    expect(await stored(created.state.id)).toMatchObject({ client_secret: 'first secret', password: null });
    const back = await applyChecked(engine, SERVER, relay('Either', {}, password), changed);
    expect(await stored(created.state.id)).toEqual({ client_secret: null, refresh_token: null, password: 'sesame' });
    const again = await applyChecked(engine, SERVER, relay('Either'), back);
    await applyChecked(engine, SERVER, relay('Either', {}, { username: null, oauth2: null }), again);
    const { body } = await api.admin.get(`${SERVERS}/${created.state.id}`);
    expect(body.credentials).toEqual({});
  });

  test('may have its secrets in the state, where it is told to', async () => {
    const plain = { ...NONE, client_secret: 'in the open', refresh_token_wo: null, refresh_token_wo_version: null };
    const created = await applyChecked(engine, SERVER, relay('Plain', plain));
    expect(created.state.oauth2).toMatchObject({ client_secret: 'in the open' });
    await applyChecked(engine, SERVER, relay('Plain', { ...plain, client_secret: 'another' }), created);
    expect(await stored(created.state.id)).toMatchObject({ client_secret: 'another' });
  });

  test('is imported; the next plan is empty but for the versions', async () => {
    const created = await engine.make(SERVER, relay('Imported'));
    const imported = await engine.import(SERVER, 'imported');
    const none = { client_secret_wo_version: null, refresh_token_wo_version: null };
    await expectNoChange(engine, SERVER, relay('Imported', none), imported);
    await applyChecked(engine, SERVER, relay('Imported'), imported);
    expect(await stored(created.state.id)).toMatchObject({
      client_secret: 'first secret',
      refresh_token: 'first refresh',
    });
  });

  test('that was taken away behind its back is set again', async () => {
    const created = await engine.make(SERVER, relay('Drifts'));
    await api.admin.patch(`${SERVERS}/${created.state.id}`, { credentials: null }).expect(200);
    const refreshed = await engine.refresh(SERVER, created);
    expect(refreshed.state).toMatchObject({ oauth2: null, username: null });
    await applyChecked(engine, SERVER, relay('Drifts'), refreshed);
    expect(await stored(created.state.id)).toMatchObject({
      client_secret: 'first secret',
      refresh_token: 'first refresh',
    });
  });

  test('is refused before anything is sent where it does not go together', async () => {
    const validated = async (config: ValueRecord) => errorsOf({ diagnostics: await engine.validate(SERVER, config) });
    // An engine shows all lines of an object, and secrets stand in this one: the block is blamed, the text names the rest.
    const at = (path: string) => {
      const [owner, name] = path.split('.');
      const where = owner === 'oauth2' ? '' : owner;
      return [expect.stringMatching(new RegExp(`^${where}: .*${name ? `oauth2\\.${name}\\b` : ''}`, 's'))];
    };
    expect(await validated(relay('X', {}, { username: null }))).toEqual(at('username'));
    expect(await validated(relay('X', {}, { password: 'also' }))).toEqual(at('oauth2'));
    expect(await validated(relay('X', { client_secret: 'twice' }))).toEqual(at('oauth2.client_secret_wo'));
    expect(await validated(relay('X', { refresh_token_wo_version: null }))).toEqual(
      at('oauth2.refresh_token_wo_version'),
    );
    expect(await validated(relay('X', { token_url: 'login.acme.test' }))).toEqual(at('oauth2.token_url'));
    expect(await validated(relay('X', { client_id: null }))).toEqual(at('oauth2.client_id'));
    const none = { ...NONE, refresh_token_wo: null, refresh_token_wo_version: null };
    expect(errorsOf(await engine.plan(SERVER, relay('X', none)))).toEqual(at('oauth2.client_secret_wo'));
  });

  test.each([
    ['token_url', 'http://login.acme.test/token'],
    ['scope', 'two  spaces'],
    ['client_id', 'two\nlines'],
  ])('whose %s the API refuses is told on that attribute', async (name, value) => {
    const refused = await engine.apply(SERVER, relay('Refused', { [name]: value }));
    expect(errorsOf(refused)).toEqual([
      expect.stringMatching(new RegExp(`^: The API refused a value\noauth2\\.${name} `)),
    ]);
    expect(refused.state).toBeNull();
  });

  test('is warned of over a connection that is not secure', async () => {
    const plan = await engine.plan(SERVER, relay('Open', {}, { secure: false }));
    expect(warningsOf(plan)).toEqual([expect.stringMatching(/^secure: .*not protected/s)]);
  });
});
