import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ValueRecord } from '../../../provider/framework/value.ts';
import { type Authority, createAuthority, type Issued } from '../../../toolbox/certificate-authority.ts';
import { ADMIN_PASSWORD, type TestApi } from '../../api/start-api.ts';
import { applyChecked, expectNoChange } from './checked-apply.ts';
import { errorsOf, type Outcome, startTestEngine, TestEngine, warningsOf } from './test-engine.ts';

let api: TestApi;
let engine: TestEngine;
/** Configured with `secret_diff = "exact"`. */
let exact: TestEngine;
let authority: Authority;
let first: Issued;
let second: Issued;
beforeAll(async () => {
  ({ api, engine } = await startTestEngine());
  exact = new TestEngine();
  await exact.configure({ endpoint: api.url, username: 'admin', password: ADMIN_PASSWORD, secret_diff: 'exact' });
  authority = await createAuthority();
  [first, second] = [await authority.issueClient('first'), await authority.issueClient('second')];
});
afterAll(() => api.stop());

/** A resource with a secret, at two values, and what somebody else sends to set a third. */
interface Kind {
  readonly typeName: string;
  readonly path: string;
  readonly drifted: string;
  /** Without the secret and its version where the value is null. */
  configure(title: string, secret: 'one' | 'two' | null): ValueRecord;
  readonly byHand: () => object;
}

const password = (secret: 'one' | 'two' | null) => ({
  password_wo: secret && `the password ${secret}`,
  password_wo_version: '1',
});
const server = { host: 'mail.acme.test', port: 25 };
const TOKEN = { client_id: 'gatepost', token_url: 'https://login.acme.test/token' };

/** Where a keystore's certificate drifted with its key, what is there now. */
const certificateOf = ({ state }: Outcome): ValueRecord => (state?.cert_pem ? { cert_pem: state.cert_pem } : {});

const KINDS: readonly Kind[] = [
  {
    typeName: 'gatepost_email_server',
    path: '/orgs/admin/mail-servers',
    drifted: 'password',
    configure: (title, secret) => ({ ...server, ...password(secret), title, username: 'robot' }),
    byHand: () => ({ credentials: { password: 'by hand' } }),
  },
  {
    typeName: 'gatepost_email_server',
    path: '/orgs/admin/mail-servers',
    drifted: 'oauth2.client_secret',
    configure: (title, secret) => ({
      ...server,
      title,
      username: 'robot@acme.test',
      oauth2: { ...TOKEN, client_secret_wo: secret, client_secret_wo_version: '1' },
    }),
    byHand: () => ({ credentials: { auth: { type: 'oauth2', client_secret: 'by hand' } } }),
  },
  {
    typeName: 'gatepost_user',
    path: '/user-registries/admin/api-manager-lur/users',
    drifted: 'password',
    configure: (title, secret) => ({
      ...password(secret),
      username: 'robin',
      email: 'robin@acme.test',
      first_name: title,
    }),
    byHand: () => ({ password: 'set by hand' }),
  },
  {
    typeName: 'gatepost_registration',
    path: '/cloud/registrations',
    drifted: 'client_secret',
    configure: (title, secret) => ({ title, client_secret_wo: secret, client_secret_wo_version: '1' }),
    byHand: () => ({ client_secret: 'set by hand' }),
  },
  {
    typeName: 'gatepost_keystore',
    path: '/orgs/admin/keystores',
    drifted: 'private_key_pem',
    configure: (title, secret) => {
      const pair = secret === 'two' ? second : first;
      return {
        title,
        cert_pem: pair.certificatePem,
        private_key_pem_wo: secret && pair.privateKeyPem,
        private_key_pem_wo_version: '1',
      };
    },
    byHand: () => ({ keystore: second.certificatePem + second.privateKeyPem }),
  },
];

describe.each(KINDS)('the secret $drifted of $typeName', ({ typeName, path, drifted, configure, byHand }) => {
  let now: Outcome & { state: ValueRecord };
  const shown = async () => {
    const { body } = await api.admin.get(`${path}/${now.state.id}`).expect(200);
    return body.password_fingerprint ?? body.client_secret_fingerprint ?? body.private_key_fingerprint;
  };
  const changeByHand = () => api.admin.patch(`${path}/${now.state.id}`, byHand()).expect(200);
  let ours: string;

  test('is set when it is created, and nothing has drifted', async () => {
    now = await applyChecked(engine, typeName, configure(`${drifted} drifts`, 'one'));
    expect(now.state.drifted_secrets).toEqual([]);
    ours = await shown();
  });

  test('that somebody else changed is told by the plan, and set again', async () => {
    await changeByHand();
    const refreshed = await engine.refresh(typeName, now);
    expect(refreshed.state?.drifted_secrets).toEqual([drifted]);
    const plan = await engine.plan(typeName, configure(`${drifted} drifts`, 'one'), refreshed);
    expect(plan.planned?.drifted_secrets).toEqual([]);
    expect(warningsOf(plan)).toContainEqual(expect.stringContaining(`: ${drifted} was changed outside of Terraform`));
    now = await applyChecked(engine, typeName, configure(`${drifted} drifts`, 'one'), refreshed);
    // The hash of a password is another one each time.
    if (typeName !== 'gatepost_user') expect(await shown()).toBe(ours);
    expect(now.state.drifted_secrets).toEqual([]);
  });

  test('is not sent with an unrelated change', async () => {
    const before = await shown();
    now = await applyChecked(engine, typeName, configure(`${drifted} is renamed`, 'one'), now);
    expect(await shown()).toBe(before);
  });

  test('that is not at hand is warned of, and not planned', async () => {
    await changeByHand();
    const refreshed = await engine.refresh(typeName, now);
    const without = { ...configure(`${drifted} is renamed`, null), ...certificateOf(refreshed) };
    const plan = await engine.plan(typeName, without, refreshed);
    expect(errorsOf(plan)).toEqual([]);
    expect(plan.planned?.drifted_secrets).toEqual([drifted]);
    expect(warningsOf(plan)).toContainEqual(expect.stringMatching(/can't be set again/));
    now = await applyChecked(engine, typeName, configure(`${drifted} is renamed`, 'one'), refreshed);
  });

  test('is no concern of an import, nor of one who does not set it', async () => {
    const imported = await engine.import(typeName, String(now.state.id));
    const private_ = new TextDecoder().decode(imported.private);
    expect(private_).not.toContain('secret_fingerprints');
    expect(imported.state?.drifted_secrets).toEqual([]);
    await changeByHand();
    expect((await engine.refresh(typeName, imported)).state?.drifted_secrets).toEqual([]);
    now = await applyChecked(
      engine,
      typeName,
      configure(`${drifted} is renamed`, 'one'),
      await engine.refresh(typeName, now),
    );
  });

  test('of the same version and another value is only seen by an exact plan, which the apply fulfils', async () => {
    const same = configure(`${drifted} is renamed`, 'one');
    expect((await exact.plan(typeName, same, now)).planned).toEqual(now.state);
    const other = { ...same, ...configure(`${drifted} is renamed`, 'two') };
    if (typeName !== 'gatepost_keystore') await expectNoChange(engine, typeName, other, now);
    const before = await shown();
    const plan = await exact.plan(typeName, other, now);
    expect(await shown()).toBe(before);
    if (typeName !== 'gatepost_keystore') expect(plan.planned).not.toEqual(now.state);
    now = await applyChecked(exact, typeName, other, now);
    expect(await shown()).not.toBe(before);
  });
});
