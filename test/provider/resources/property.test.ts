import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ValueRecord } from '../../../provider/framework/value.ts';
import { type Authority, createAuthority, type Issued } from '../../../toolbox/certificate-authority.ts';
import type { TestApi } from '../../api/start-api.ts';
import { applyChecked } from './checked-apply.ts';
import { errorsOf, startTestEngine, type TestEngine } from './test-engine.ts';

const RUNS = 12;
const PATIENCE_MS = 300_000;

let api: TestApi;
let engine: TestEngine;
let authority: Authority;
let clients: readonly [Issued, Issued];
const ids: { [name: string]: string[] } = {};

beforeAll(async () => {
  ({ api, engine } = await startTestEngine());
  authority = await createAuthority();
  clients = [await authority.issueClient('one'), await authority.issueClient('two')];
  const store = { title: 'Shared store', ca_cert_pem: authority.certificatePem };
  ids.truststore = [await makeId('gatepost_truststore', store)];
  ids.profile = [await makeId('gatepost_tls_client_profile', { title: 'Shared' })];
  const server = { host: 'mail.acme.test', port: 25 };
  ids.server = [
    await makeId('gatepost_email_server', { ...server, title: 'Shared one' }),
    await makeId('gatepost_email_server', { ...server, title: 'Shared two' }),
  ];
  ids.owner = [await makeId('gatepost_user', person('one')), await makeId('gatepost_user', person('two'))];
  await engine.make('gatepost_notification_settings', { email_server_id: ids.server[0] ?? null });
});
afterAll(() => api.stop());

async function makeId(typeName: string, config: ValueRecord): Promise<string> {
  return String((await engine.make(typeName, config)).state.id);
}

const person = (username: string): ValueRecord => ({ username, email: `${username}@acme.test` });

const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const known = (name: string) => fc.constantFrom(...(ids[name] ?? []));
const title = fc
  .tuple(fc.constantFrom('Mail', 'Größe', '東京 x', 'a  b'), fc.nat(9))
  .map(([text, n]) => `${text} ${n}`);
const summary = orNull(fc.constantFrom('', 'for mail', 'Zeile\nzwei'));
const name = orNull(fc.constantFrom('a', 'b-2'));
const header = { title, name, summary };
/** A write-only secret; another version comes with another secret. */
const secret = (attribute: string, values: readonly string[]) =>
  fc
    .nat(values.length - 1)
    .map((n) => ({ [`${attribute}_wo`]: values[n] ?? null, [`${attribute}_wo_version`]: `${n}` }));
const spaced = (pem: string) => fc.constantFrom(pem, pem.trim(), `\n${pem}\n\n`);
const together = (arbitraries: fc.Arbitrary<ValueRecord>[]): fc.Arbitrary<ValueRecord> =>
  fc.tuple(...arbitraries).map((records) => Object.assign({}, ...records));

const configurations: { readonly [typeName: string]: () => fc.Arbitrary<ValueRecord> } = {
  gatepost_truststore: () => fc.record({ ...header, ca_cert_pem: spaced(authority.certificatePem) }),
  gatepost_keystore: () =>
    together([
      fc.record(header),
      fc.constantFrom(...clients).map((issued) => ({
        cert_pem: issued.certificatePem,
        private_key_pem_wo: issued.privateKeyPem,
        private_key_pem_wo_version: issued.certificatePem.slice(-80, -60),
      })),
    ]),
  gatepost_tls_client_profile: () =>
    fc.record({
      ...header,
      version: orNull(fc.constantFrom('1.0.0', '2.0.0')),
      protocols: orNull(fc.constantFrom(['tls_v1.3', 'tls_v1.2'], ['tls_v1.3'])),
      ciphers: orNull(fc.constantFrom(['TLS_AES_128_GCM_SHA256', 'TLS_AES_256_GCM_SHA384'])),
      elliptic_curve: orNull(fc.constant('secp256r1')),
      insecure_server_connections: orNull(fc.boolean()),
      server_name_indication: orNull(fc.boolean()),
      truststore_id: orNull(known('truststore').map((id) => id.toUpperCase())),
    }),
  gatepost_email_server: () =>
    together([
      fc.record({
        ...header,
        host: fc.constantFrom('mail.acme.test', '::1'),
        port: fc.integer({ min: 1, max: 65535 }),
        timeout_ms: orNull(fc.integer({ min: 1, max: 600_000 })),
        tls_client_profile_id: orNull(known('profile')),
        helo_name: orNull(fc.constantFrom('cloud.acme.test', '[192.0.2.1]')),
      }),
      fc.oneof(
        fc.record({ secure: orNull(fc.boolean()) }),
        fc.record({ secure: orNull(fc.constant(true)), tls_mode: fc.constantFrom('implicit', 'starttls') }),
      ),
      fc.oneof(
        fc.constant({}),
        secret('password', ['first', 'second']).map((given) => ({ ...given, username: 'robot' })),
        fc.constantFrom('plain', 'text').map((password) => ({ username: 'robot', password })),
      ),
    ]),
  gatepost_notification_settings: () =>
    fc.record({
      email_server_id: known('server'),
      sender: orNull(
        fc.record({ name: orNull(fc.constant('Acme')), address: fc.constantFrom('a@b.test', 'c@localhost') }),
      ),
    }),
  gatepost_user: () =>
    together([
      fc.record({
        username: fc.constantFrom('anna', 'Anna', 'b.c@acme.test'),
        email: fc.constantFrom('anna@acme.test', 'a@localhost'),
        first_name: orNull(fc.constant('Ännä')),
        last_name: orNull(fc.constant('A')),
        user_registry: orNull(fc.constantFrom('api-manager-lur', 'cloud-manager-lur')),
      }),
      fc.oneof(fc.constant({}), secret('password', ['first password', 'second password'])),
    ]),
  gatepost_provider_organization: () =>
    fc.record({ ...header, owner_id: known('owner'), notification_settings_id: orNull(fc.constant('cloud-setting')) }),
  gatepost_organization_invitation: () =>
    fc.record({ email: fc.constantFrom('a@acme.test', 'B@acme.test'), notify: orNull(fc.boolean()) }),
  gatepost_portal_service: () =>
    fc.record({
      ...header,
      endpoint: fc.constantFrom('https://api.acme.test', 'https://api.acme.test/x'),
      web_endpoint_base: fc.constantFrom('https://www.acme.test', 'https://www.acme.test/'),
      availability_zone: orNull(fc.constant('availability-zone-default')),
      endpoint_tls_client_profile_id: orNull(known('profile')),
      timeouts: orNull(fc.record({ create: orNull(fc.constantFrom('5s', '1m30s')) })),
    }),
};

test.each(Object.keys(configurations))(
  '%s obeys the rules of plan, apply and read, whatever is configured',
  async (typeName) => {
    const configuration = configurations[typeName]?.() ?? fc.constant({});
    await fc.assert(
      fc.asyncProperty(configuration, configuration, async (first, second) => {
        const created = await applyChecked(engine, typeName, first);
        const { replaced } = await engine.plan(typeName, second, created);
        const before = replaced.length === 0 ? created : await engine.apply(typeName, null, created);
        const changed = await applyChecked(engine, typeName, second, before.state ? before : undefined);
        const destroyed = await engine.apply(typeName, null, changed);
        expect(errorsOf(destroyed)).toEqual([]);
        expect(destroyed.state).toBeNull();
        await reselect();
      }),
      { numRuns: RUNS },
    );
  },
  PATIENCE_MS,
);

/** Destroying the settings unselects what other resources need. */
async function reselect(): Promise<void> {
  const { body } = await api.admin.get(`/orgs/admin/mail-servers/${ids.server?.[0]}`);
  await api.admin.put('/cloud/settings', { mail_server_url: body.url }).expect(200);
}
