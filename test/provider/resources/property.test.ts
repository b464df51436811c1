import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ValueRecord } from '../../../provider/framework/value.ts';
import { type Authority, createAuthority, type Issued } from '../../../toolbox/certificate-authority.ts';
import { createCertificate } from '../../api/certificate.ts';
import type { TestApi } from '../../api/start-api.ts';
import { applyChecked } from './checked-apply.ts';
import { cases, type People, surround } from './every-resource.ts';
import { errorsOf, startTestEngine, type TestEngine } from './test-engine.ts';

const RUNS = 12;
const PATIENCE_MS = 300_000;

let api: TestApi;
let engine: TestEngine;
let people: People;
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
  ids.signing = [await makeSigningKeystore('one'), await makeSigningKeystore('two')];
  ids.owner = [await makeId('gatepost_user', person('one')), await makeId('gatepost_user', person('two'))];
  await engine.make('gatepost_notification_settings', { email_server_id: ids.server[0] ?? null });
  people = await surround(engine, api);
});
afterAll(() => api.stop());

async function makeId(typeName: string, config: ValueRecord): Promise<string> {
  return String((await engine.make(typeName, config)).state.id);
}

async function makeSigningKeystore(title: string): Promise<string> {
  const { certificatePem, privateKeyPem } = await createCertificate({ kind: 'rsa' });
  const key = { private_key_pem_wo: privateKeyPem, private_key_pem_wo_version: '1' };
  return makeId('gatepost_keystore', { title: `Signing ${title}`, cert_pem: certificatePem, ...key });
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
const shipped = (name: string) => readFileSync(`test/api/pkcs12/${name}.base64`, 'utf8');
const together = (arbitraries: fc.Arbitrary<ValueRecord>[]): fc.Arbitrary<ValueRecord> =>
  fc.tuple(...arbitraries).map((records) => Object.assign({}, ...records));

const of = (name: string) => people.ids[name] ?? '';
const place = (name: string) => fc.constant(of(name));
const sender = orNull(
  fc.record({ name: orNull(fc.constant('Acme')), address: fc.constantFrom('a@b.test', 'c@localhost') }),
);
const visibility = orNull(
  fc.oneof(
    fc.constantFrom('public', 'private').map((type): ValueRecord => ({ type })),
    fc
      .constant(null)
      .map((): ValueRecord => ({ type: 'custom', organization_ids: [of('organization').toUpperCase()] })),
  ),
);

const configurations: { readonly [typeName: string]: () => fc.Arbitrary<ValueRecord> } = {
  gatepost_truststore: () =>
    together([
      fc.record(header),
      fc.oneof(
        spaced(authority.certificatePem).map((ca_cert_pem) => ({ ca_cert_pem })),
        fc.constant({ pkcs12: shipped('java-truststore.p12'), password: 'changeit' }),
      ),
    ]),
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
        max_connections: orNull(fc.integer({ min: 1, max: 100 })),
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
      fallback_email_server_ids: orNull(fc.constant([])),
      sender,
      dkim: orNull(
        fc.record({
          domain: fc.constantFrom('acme.test', 'mail.acme.test'),
          selector: fc.constantFrom('2026', 'a.b'),
          keystore_id: known('signing'),
        }),
      ),
    }),
  gatepost_user: () =>
    together([
      fc.record({
        username: fc.constantFrom('anna', 'Anna', 'b.c@acme.test'),
        email: fc.constantFrom('anna@acme.test', 'a@localhost'),
        first_name: orNull(fc.constant('Ännä')),
        last_name: orNull(fc.constant('A')),
        language: orNull(fc.constantFrom('de', 'pt-BR')),
        user_registry: orNull(fc.constantFrom('api-manager-lur', 'cloud-manager-lur')),
      }),
      fc.oneof(fc.constant({}), secret('password', ['first password', 'second password'])),
    ]),
  gatepost_provider_organization: () =>
    fc.record({ ...header, owner_id: known('owner'), notification_settings_id: orNull(fc.constant('cloud-setting')) }),
  gatepost_organization_invitation: () =>
    fc.record({
      email: fc.constantFrom('a@acme.test', 'B@acme.test'),
      notify: orNull(fc.boolean()),
      language: orNull(fc.constantFrom('de', 'en')),
    }),
  gatepost_portal_service: () =>
    fc.record({
      ...header,
      endpoint: fc.constantFrom('https://api.acme.test', 'https://api.acme.test/x'),
      web_endpoint_base: fc.constantFrom('https://www.acme.test', 'https://www.acme.test/'),
      availability_zone: orNull(fc.constant('availability-zone-default')),
      endpoint_tls_client_profile_id: orNull(known('profile')),
      timeouts: orNull(fc.record({ create: orNull(fc.constantFrom('5s', '1m30s')) })),
    }),
  gatepost_role: () =>
    fc.record({
      ...header,
      organization_id: place('organization'),
      permissions: fc.subarray(['org/view', 'org/settings:view', 'org/settings:manage']),
    }),
  gatepost_member: () =>
    fc.record({
      organization_id: place('organization'),
      user_id: fc.constantFrom(of('user'), of('stranger').toUpperCase()),
      role_ids: fc.subarray([of('role'), of('second').toUpperCase()]),
      title: orNull(title),
      name,
    }),
  gatepost_member_invitation: () =>
    fc.record({
      organization_id: place('organization'),
      email: fc.constantFrom('a@acme.test', 'B@acme.test'),
      notify: orNull(fc.boolean()),
      language: orNull(fc.constantFrom('de', 'en')),
      role_ids: orNull(fc.subarray([of('role'), of('second')])),
    }),
  gatepost_user_registry: () =>
    fc.record({
      ...header,
      user_managed: orNull(fc.boolean()),
      case_sensitive: orNull(fc.boolean()),
      email_required: orNull(fc.boolean()),
      email_unique_if_exist: orNull(fc.boolean()),
      identity_providers: orNull(fc.constantFrom([{ name: 'x', title: 'X' }], [{ name: 'y', title: 'Größe' }])),
      visibility,
    }),
  gatepost_availability_zone: () => fc.record(header),
  gatepost_analytics_service: () =>
    fc.record({
      ...header,
      endpoint: orNull(fc.constantFrom('https://a.acme.test', 'http://a.acme.test/x')),
      client_endpoint_tls_client_profile_id: orNull(known('profile')),
      ingestion_endpoint_tls_client_profile_id: orNull(known('profile').map((id) => id.toUpperCase())),
      visibility,
    }),
  gatepost_gateway_service: () =>
    fc.record({
      ...header,
      endpoint: fc.constantFrom('https://g.acme.test', 'https://g.acme.test/x'),
      api_endpoint_base: orNull(fc.constantFrom('api.acme.test', 'https://api.acme.test')),
      gateway_service_type: orNull(fc.constant('datapower-api-gateway')),
      integration: orNull(fc.constantFrom('datapower-gateway', 'wm-api-gateway')),
      analytics_service_id: orNull(place('analytics')),
      sni: orNull(
        fc
          .subarray(['*', 'a.test', 'b.test'])
          .map((hosts) => hosts.map((host) => ({ host, tls_server_profile_id: of('serverProfile') }))),
      ),
      visibility,
    }),
  gatepost_catalog: () =>
    fc.record({ ...header, organization_id: place('organization'), owner_id: orNull(place('owner')) }),
  gatepost_catalog_settings: () =>
    fc.record({
      organization_id: place('organization'),
      catalog_id: place('catalog'),
      sender,
      portal: orNull(
        fc.record({ type: fc.constantFrom('drupal', 'none'), endpoint: orNull(fc.constant('https://p.acme.test')) }),
      ),
      production_mode: orNull(fc.boolean()),
      consumer_self_service_onboarding: orNull(fc.boolean()),
    }),
  gatepost_organization_settings: () =>
    fc.record({
      organization_id: place('organization'),
      sender,
      invitation_ttl_s: orNull(fc.integer({ min: 60, max: 31_536_000 })),
      reset_password_ttl_s: orNull(fc.integer({ min: 60, max: 31_536_000 })),
    }),
  gatepost_registration: () =>
    together([
      fc.record({
        ...header,
        client_type: orNull(fc.constantFrom('ci', 'x y')),
        scopes: orNull(fc.subarray(['cloud/view', 'org/view'])),
        state: orNull(fc.constantFrom('enabled', 'disabled')),
      }),
      fc.oneof(secret('client_secret', ['first', 'second']), fc.constant({ client_secret: 'plain' })),
    ]),
  gatepost_notification_template: () =>
    fc.record({
      organization_id: place('organization'),
      scope: fc.constant('provider'),
      mail: fc.constantFrom('password-reset', 'password-changed'),
      language: orNull(fc.constantFrom('de', 'fr')),
      subject: fc.constantFrom('Größe', 'A password'),
      body: orNull(fc.constantFrom('Text', 'Zeile\nzwei')),
      content_type: orNull(fc.constantFrom(['text'], ['html', 'text'])),
    }),
};

test.each(Object.keys(configurations))(
  '%s obeys the rules of plan, apply and read, whatever is configured',
  async (typeName) => {
    const configuration = configurations[typeName]?.() ?? fc.constant({});
    const mine = cases[typeName]?.(people.ids).isOwners ? people.owners : engine;
    await fc.assert(
      fc.asyncProperty(configuration, configuration, async (first, second) => {
        const created = await applyChecked(mine, typeName, first);
        const { replaced } = await mine.plan(typeName, second, created);
        const before = replaced.length === 0 ? created : await mine.apply(typeName, null, created);
        const changed = await applyChecked(mine, typeName, second, before.state ? before : undefined);
        const destroyed = await mine.apply(typeName, null, changed);
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
