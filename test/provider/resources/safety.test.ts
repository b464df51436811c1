import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Sink, startSink } from '../../../lab/sink.ts';
import { UNKNOWN, type ValueRecord } from '../../../provider/framework/value.ts';
import { findFreePort } from '../../../toolbox/free-port.ts';
import type { TestApi } from '../../api/start-api.ts';
import { applyChecked, expectNoChange } from './checked-apply.ts';
import { errorsOf, startTestEngine, TestEngine, warningsOf } from './test-engine.ts';

const SERVER = 'gatepost_email_server';
const ORGANIZATION = 'gatepost_provider_organization';
const USER = 'gatepost_user';
const SERVERS = '/orgs/admin/mail-servers';

let api: TestApi;
let engine: TestEngine;
let sink: Sink;
beforeAll(async () => {
  ({ api, engine } = await startTestEngine());
  sink = await startSink({ security: 'plain', login: { username: 'robot', password: 'the right password' } });
});
afterAll(async () => {
  await sink.stop();
  await api.stop();
});

describe('deletion_protection of an organization', () => {
  const owner = async () => (await engine.make(USER, { username: 'owner', email: 'owner@acme.test' })).state.id ?? null;

  test('refuses to destroy and to replace it while planning; the plan says what goes with it', async () => {
    const config = { title: 'Acme', owner_id: await owner() };
    const open = await applyChecked(engine, ORGANIZATION, config);
    expect(open.state.deletion_protection).toBe(false);
    const [warning] = warningsOf(await engine.plan(ORGANIZATION, null, open));
    expect(warning).toMatch(/1 member, 1 catalog and 0 open invitations\./);
    const closed = await applyChecked(engine, ORGANIZATION, { ...config, deletion_protection: true }, open);
    for (const next of [null, { ...config, name: 'other', deletion_protection: true }]) {
      const plan = await engine.plan(ORGANIZATION, next, closed);
      expect(errorsOf(plan)).toEqual([expect.stringMatching(/^deletion_protection: .*protected against deletion/s)]);
    }
    expect(errorsOf(await engine.apply(ORGANIZATION, null, closed))).toHaveLength(1);
    const imported = await engine.import(ORGANIZATION, 'acme');
    await expectNoChange(engine, ORGANIZATION, config, imported);
    const reopened = await applyChecked(engine, ORGANIZATION, config, closed);
    expect((await engine.apply(ORGANIZATION, null, reopened)).state).toBeNull();
  });

  test('of a provider that is not configured yet, the plan warns in general words', async () => {
    const made = await engine.make(ORGANIZATION, {
      title: 'Beta',
      owner_id: await engine.import(USER, 'owner').then(({ state }) => state?.id ?? null),
    });
    const [warning] = warningsOf(await new TestEngine().plan(ORGANIZATION, null, made));
    expect(warning).toMatch(/its members, its catalogs and its open invitations/);
  });
});

describe('verify of an email server', () => {
  const config = (more: ValueRecord) => ({
    title: 'Verified',
    host: '127.0.0.1',
    port: sink.port,
    secure: false,
    username: 'robot',
    password_wo: 'the right password',
    password_wo_version: '1',
    verify: true,
    ...more,
  });
  const named = async (name: string) => (await api.admin.get(`${SERVERS}/${name}`)).status;

  test('makes none that does not work, and tells each stage', async () => {
    const nowhere = await engine.apply(SERVER, config({ port: await findFreePort() }));
    expect(errorsOf(nowhere)).toEqual([expect.stringMatching(/^verify: .*✓ dns.*✗ tcp.*Nothing was changed/s)]);
    expect(nowhere.state).toBeNull();
    const wrong = await engine.apply(SERVER, config({ password_wo: 'a wrong one' }));
    expect(errorsOf(wrong)).toEqual([expect.stringMatching(/✗ auth/)]);
    expect(errorsOf(wrong).join()).not.toContain('a wrong one');
    expect(await named('verified')).toBe(404);
  });

  test('makes one that works; a change that breaks it is refused before it is made', async () => {
    const made = await applyChecked(engine, SERVER, config({}));
    const broken = await engine.apply(SERVER, config({ password_wo: 'a wrong one', password_wo_version: '2' }), made);
    expect(errorsOf(broken)).toEqual([expect.stringMatching(/✗ auth.*Nothing was changed/s)]);
    expect(broken.state).toEqual(made.state);
    await applyChecked(engine, SERVER, config({ title: 'Renamed', password_wo: 'not sent, not tried' }), made);
  });

  test('tries a saved server where its password is not at hand', async () => {
    const made = await engine.make(SERVER, config({ title: 'Unverified', verify: false, password_wo: 'wrong' }));
    const refused = await engine.apply(SERVER, config({ title: 'Unverified', password_wo: null }), made);
    expect(errorsOf(refused)).toEqual([expect.stringMatching(/✗ auth.*The change is made/s)]);
    expect(refused.state).toMatchObject({ id: made.state.id, name: 'unverified' });
  });

  test('blames what the API does not take on its attribute', async () => {
    const nobody = '7d444840-9dc0-41d1-b245-5ffdce74fad2';
    const refused = await engine.apply(
      SERVER,
      config({ title: 'Refused', secure: true, tls_client_profile_id: nobody }),
    );
    expect(errorsOf(refused)).toEqual([expect.stringMatching(/^tls_client_profile_id: /)]);
  });
});

describe('a host', () => {
  const config = (host: string) => ({ title: 'Host', host, port: 25 });

  test.each([
    ['post.Bücher.example', 'post.xn--bcher-kva.example', 'POST.bücher.example'],
    ['[2001:DB8::1]', '2001:DB8::1', '2001:db8::1'],
    ['Smtp.Acme.test', 'Smtp.Acme.test', 'smtp.acme.test'],
  ])('%s is sent as %s and kept as it is written; %s makes no difference', async (host, sent, same) => {
    const made = await applyChecked(engine, SERVER, config(host));
    expect(made.state.host).toBe(host);
    const { body } = await api.admin.get(`${SERVERS}/${made.state.id}`).expect(200);
    expect(body.host).toBe(sent);
    await expectNoChange(engine, SERVER, config(same), made);
    await engine.apply(SERVER, null, made);
  });

  test.each([
    ['smtp://mail.acme.test', /leave out "smtp:"/],
    ['mail.acme.test:25', /the port goes into `port`/],
    ['[::1]:25', /the port goes into `port`/],
    ['[mail.acme.test]', /must be a host name/],
    ['böse host.test', /no domain can have these characters/],
    ['a b', /must be a host name/],
  ])('%s is refused with a hint', async (host, hint) => {
    const diagnostics = await engine.validate(SERVER, config(host));
    expect(errorsOf({ diagnostics })).toEqual([expect.stringMatching(new RegExp(`^host: .*${hint.source}`, 's'))]);
  });
});

describe('a parent that is not there', () => {
  const told = (attribute: string, what: string) => [
    expect.stringMatching(new RegExp(`^${attribute}: There is no ${what} "nowhere".*There are: .*default|lur`, 's')),
  ];
  const person = { username: 'nobody', email: 'nobody@acme.test', user_registry: 'nowhere' };
  const portal = {
    title: 'Portal',
    endpoint: 'https://portal.acme.test',
    web_endpoint_base: 'https://www.acme.test',
    availability_zone: 'nowhere',
    notification_settings_id: 'cloud-setting',
  };

  test.each([
    ['creating a user', () => engine.apply(USER, person), told('user_registry', 'user registry')],
    ['importing a user', () => engine.import(USER, 'nowhere/anna'), told('user_registry', 'user registry')],
    ['finding a user', () => engine.readData(USER, person), told('user_registry', 'user registry')],
    [
      'creating a portal',
      () => engine.apply('gatepost_portal_service', portal),
      told('availability_zone', 'availability zone'),
    ],
    [
      'importing a portal',
      () => engine.import('gatepost_portal_service', 'nowhere/x'),
      told('availability_zone', 'availability zone'),
    ],
  ])('is named with its attribute and what there is: %s', async (_, run, errors) => {
    expect(errorsOf(await run())).toEqual(errors);
  });
});

describe('while planning', () => {
  test.each([
    [SERVER, { title: 'A', host: 'a', port: 25, username: 'u', password_wo_version: '2' }, 'password'],
    [USER, { username: 'a', email: 'a@acme.test', password_wo_version: '2' }, 'password'],
    ['gatepost_keystore', { title: 'A', cert_pem: UNKNOWN, private_key_pem_wo_version: '2' }, 'private_key_pem'],
  ])('a new version of a secret of %s without the secret is refused', async (typeName, config, secret) => {
    const errors = errorsOf(await engine.plan(typeName, config as ValueRecord));
    expect(errors).toEqual([expect.stringMatching(new RegExp(`^${secret}_wo_version: ${secret} is missing`))]);
  });

  test('a token that is not accepted is told as such, and not as a sign-in that is over', async () => {
    const stranger = new TestEngine();
    await stranger.configure({ endpoint: api.url, token: 'no token of this API' });
    const [error] = errorsOf(await stranger.apply(USER, { username: 'x', email: 'x@acme.test' }));
    expect(error).toMatch(/does not accept the token of the provider.*`token` \(or GATEPOST_TOKEN\)/s);
    expect(error).not.toContain('no token of this API');
  });

  test('of a destroy an unknown endpoint is told with what to do', async () => {
    const made = await engine.make(SERVER, { title: 'Unknown endpoint', host: 'a', port: 25 });
    const open = new TestEngine();
    await open.configure({ endpoint: UNKNOWN, token: 'x' });
    expect(errorsOf(await open.refresh(SERVER, made))).toEqual([expect.stringMatching(/-refresh=false/)]);
    expect(errorsOf(await open.plan(SERVER, null, made))).toEqual([]);
  });

  test('protocols that are out of date are warned of', async () => {
    const plan = await engine.plan('gatepost_tls_client_profile', {
      title: 'Old',
      protocols: ['tls_v1.0', 'tls_v1.3'],
    });
    expect(warningsOf(plan)).toEqual([expect.stringMatching(/^protocols: .*tls_v1\.0/s)]);
  });

  test.each([
    ['is warned of', true, [/^insecure_server_connections: .*not verified.*read and change.*passwords/s]],
    ['is no matter', false, []],
    ['is no matter', null, []],
    ['is no matter yet', UNKNOWN, []],
  ])('that certificates of servers are not verified %s with %p', async (_, insecure_server_connections, warnings) => {
    const config = { title: 'Insecure', insecure_server_connections };
    const plan = await engine.plan('gatepost_tls_client_profile', config);
    expect(errorsOf(plan)).toEqual([]);
    expect(warningsOf(plan)).toEqual(warnings.map((warning) => expect.stringMatching(warning)));
  });

  test('that they are not verified is warned of again by a plan that changes nothing', async () => {
    const config = { title: 'Still insecure', insecure_server_connections: true };
    const made = await applyChecked(engine, 'gatepost_tls_client_profile', config);
    expect(made.state.insecure_server_connections).toBe(true);
    expect(warningsOf(await engine.plan('gatepost_tls_client_profile', config, made))).toHaveLength(1);
  });
});
