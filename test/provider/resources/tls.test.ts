import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { UNKNOWN, type ValueRecord } from '../../../provider/framework/value.ts';
import { type Authority, createAuthority, type Issued } from '../../../toolbox/certificate-authority.ts';
import type { TestApi } from '../../api/start-api.ts';
import { applyChecked, expectNoChange } from './checked-apply.ts';
import { errorsOf, startTestEngine, TestEngine, warningsOf } from './test-engine.ts';

const TRUSTSTORE = 'gatepost_truststore';
const KEYSTORE = 'gatepost_keystore';
const PROFILE = 'gatepost_tls_client_profile';

/** Archives under the password `changeit`. */
const shipped = (name: string) => readFileSync(join('test', 'api', 'pkcs12', `${name}.base64`), 'utf8');

let api: TestApi;
let engine: TestEngine;
let authority: Authority;
let client: Issued;
beforeAll(async () => {
  ({ api, engine } = await startTestEngine());
  authority = await createAuthority();
  client = await authority.issueClient('gatepost');
});
afterAll(() => api.stop());

describe('a truststore', () => {
  test('is created, changed in place, found gone and destroyed', async () => {
    const config = { title: 'Our CA', ca_cert_pem: authority.certificatePem };
    const created = await applyChecked(engine, TRUSTSTORE, config);
    expect(created.state).toMatchObject({ name: 'our-ca', summary: null });
    const changed = { title: 'Renamed', summary: 'for mail', ca_cert_pem: authority.certificatePem };
    const updated = await applyChecked(engine, TRUSTSTORE, changed, created);
    expect(updated.state).toMatchObject({
      id: created.state.id,
      name: 'our-ca',
      title: 'Renamed',
      summary: 'for mail',
    });
    expect((await engine.apply(TRUSTSTORE, null, updated)).state).toBeNull();
    await api.admin.get('/orgs/admin/truststores/our-ca').expect(404);
    const gone = await engine.refresh(TRUSTSTORE, updated);
    expect(gone.state).toBeNull();
    expect(warningsOf(gone)).toEqual([expect.stringContaining('is gone')]);
  });

  test('keeps the spelling of its PEM while only white space and comments differ', async () => {
    const config = { title: 'Spelling', ca_cert_pem: `# our own\n${authority.certificatePem}\n\n` };
    const created = await applyChecked(engine, TRUSTSTORE, config);
    const tidy = { ...config, ca_cert_pem: authority.certificatePem.trim() };
    await expectNoChange(engine, TRUSTSTORE, tidy, created);
  });

  test('that would put a private key into the state is refused before anything is sent', async () => {
    const config = { title: 'Key', ca_cert_pem: client.certificatePem + client.privateKeyPem };
    const diagnostics = await engine.validate(TRUSTSTORE, config);
    expect(errorsOf({ diagnostics })).toEqual([expect.stringMatching(/^ca_cert_pem: .*holds a private key/s)]);
  });

  test('takes PKCS#12, tells its certificates as PEM, and changes to PEM and back', async () => {
    const archive = { title: 'Archive', pkcs12: shipped('java-truststore.p12'), password: 'changeit' };
    const created = await applyChecked(engine, TRUSTSTORE, archive);
    expect(created.state.ca_cert_pem).toMatch(/^(-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----\n){2}$/);
    const folded = { ...archive, pkcs12: archive.pkcs12.replaceAll('\n', '') };
    await expectNoChange(engine, TRUSTSTORE, folded, created);
    const config = { title: 'Archive', ca_cert_pem: authority.certificatePem };
    const changed = await applyChecked(engine, TRUSTSTORE, config, created);
    expect((await applyChecked(engine, TRUSTSTORE, archive, changed)).state.ca_cert_pem).toBe(
      created.state.ca_cert_pem,
    );
  });

  test('of PKCS#12 blames what is wrong: the archive, its password, or that there are two', async () => {
    const archive = { title: 'Wrong', pkcs12: shipped('java-truststore.p12'), password: 'changeit' };
    expect(errorsOf(await engine.apply(TRUSTSTORE, { ...archive, password: 'wrong' }))).toEqual([
      expect.stringMatching(/^password_wo_version: .*does not open/s),
    ]);
    expect(errorsOf(await engine.apply(TRUSTSTORE, { ...archive, pkcs12: shipped('java-keystore.p12') }))).toEqual([
      expect.stringMatching(/^pkcs12: .*holds a private key/s),
    ]);
    for (const [config, error] of [
      [{ ...archive, ca_cert_pem: authority.certificatePem }, /^pkcs12: .*not both/s],
      [{ title: 'Empty' }, /^ca_cert_pem: .*Set `ca_cert_pem` or `pkcs12`/s],
      [{ title: 'PEM', pkcs12: authority.certificatePem }, /^pkcs12: .*it is PEM/s],
      [{ title: 'Path', pkcs12: 'trust.p12' }, /^pkcs12: .*filebase64/s],
    ] as const) {
      const diagnostics = await engine.validate(TRUSTSTORE, config);
      expect(errorsOf({ diagnostics })).toEqual([expect.stringMatching(error)]);
    }
  });

  test('whose name is taken ends in a diagnostic with the ready import block, which then works', async () => {
    const config = { title: 'Lost answer', ca_cert_pem: authority.certificatePem };
    const { body } = await api.admin.post('/orgs/admin/truststores', {
      title: 'Lost answer',
      truststore: authority.certificatePem,
    });
    const [error = ''] = errorsOf(await engine.apply(TRUSTSTORE, config));
    expect(error).toMatch(/^name: /);
    expect(error).toContain(`import {\n  to = gatepost_truststore.this\n  id = "${body.id}"\n}`);
    const imported = await engine.import(TRUSTSTORE, body.id);
    await expectNoChange(engine, TRUSTSTORE, config, imported);
    expect((await engine.import(TRUSTSTORE, 'lost-answer')).state).toEqual(imported.state);
  });

  test('that is in use tells who uses it and what create_before_destroy does about it', async () => {
    const store = await engine.make(TRUSTSTORE, { title: 'Used', ca_cert_pem: authority.certificatePem });
    await engine.make(PROFILE, { title: 'User of it', truststore_id: store.state.id ?? null });
    const refused = await engine.apply(TRUSTSTORE, null, store);
    expect(refused.state).toEqual(store.state);
    expect(errorsOf(refused)[0]).toMatch(/tls client profile "user-of-it:1.0.0".*create_before_destroy = true/s);
  });
});

const pairOf = ({ certificatePem, privateKeyPem }: Issued): ValueRecord => ({
  cert_pem: certificatePem,
  private_key_pem_wo: privateKeyPem,
});

describe('a keystore', () => {
  const config = () => ({
    title: 'Client certificate',
    cert_pem: client.certificatePem,
    private_key_pem_wo: client.privateKeyPem,
    private_key_pem_wo_version: '1',
  });

  test('takes the private key write-only, and sends it again with another certificate', async () => {
    const created = await applyChecked(engine, KEYSTORE, config());
    const next = await authority.issueClient('next');
    const changed = { ...config(), cert_pem: next.certificatePem, private_key_pem_wo: next.privateKeyPem };
    const updated = await applyChecked(engine, KEYSTORE, changed, created);
    expect(updated.state.id).toBe(created.state.id);
  });

  test('takes a plain private key too, and both at once are refused', async () => {
    const plain = { title: 'Plain', cert_pem: client.certificatePem, private_key_pem: client.privateKeyPem };
    const created = await applyChecked(engine, KEYSTORE, plain);
    expect(created.state.private_key_pem).toBe(client.privateKeyPem);
    const diagnostics = await engine.validate(KEYSTORE, { ...config(), private_key_pem: client.privateKeyPem });
    expect(errorsOf({ diagnostics })).toEqual([expect.stringMatching(/^private_key_pem_wo_version: /)]);
  });

  test('without a private key is refused by the plan', async () => {
    const plan = await engine.plan(KEYSTORE, { title: 'Half', cert_pem: client.certificatePem });
    expect(errorsOf(plan)).toEqual([expect.stringMatching(/^private_key_pem_wo_version: private_key_pem is missing/)]);
  });

  test('whose key does not match blames the key, and the certificate for what is wrong with it', async () => {
    const other = await authority.issueClient('other');
    const mismatch = await engine.apply(KEYSTORE, { ...config(), title: 'M', private_key_pem_wo: other.privateKeyPem });
    expect(errorsOf(mismatch)).toEqual([
      expect.stringMatching(/^private_key_pem_wo_version: .*belongs to another certificate/s),
    ]);
    const broken = client.certificatePem.replace(/\n[A-Za-z0-9+/=]{10}/, '\nAAAAAAAAAA');
    const unreadable = await engine.apply(KEYSTORE, { ...config(), title: 'B', cert_pem: broken });
    expect(errorsOf(unreadable)).toEqual([expect.stringMatching(/^cert_pem: .*cannot be read/s)]);
  });

  test('is imported with its certificate; the next plan is empty but for the key', async () => {
    await engine.make(KEYSTORE, { ...config(), title: 'Imported' });
    const imported = await engine.import(KEYSTORE, 'imported');
    const without = { title: 'Imported', cert_pem: client.certificatePem };
    await expectNoChange(engine, KEYSTORE, without, imported);
  });

  test('takes PKCS#12 write-only, tells its certificate, and sends it again with another version', async () => {
    const archive = {
      title: 'Archive',
      pkcs12_wo: shipped('rc2-and-3des.p12'),
      pkcs12_wo_version: '1',
      password_wo: 'changeit',
      password_wo_version: '1',
    };
    const created = await applyChecked(engine, KEYSTORE, archive);
    expect(created.state).toMatchObject({ pkcs12: null, pkcs12_wo: null, password_wo: null });
    expect(created.state.cert_pem).toMatch(/^(-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----\n){2}$/);
    const renamed = await applyChecked(engine, KEYSTORE, { ...archive, title: 'Archive of old' }, created);
    expect(renamed.state.cert_pem).toBe(created.state.cert_pem);
    const next = { ...archive, pkcs12_wo: shipped('java-keystore.p12'), pkcs12_wo_version: '2' };
    const updated = await applyChecked(engine, KEYSTORE, next, renamed);
    expect(updated.state.cert_pem).not.toBe(created.state.cert_pem);
    const asPem = await applyChecked(engine, KEYSTORE, { ...config(), title: 'Archive' }, updated);
    expect(asPem.state.cert_pem).toBe(client.certificatePem);
    await applyChecked(engine, KEYSTORE, archive, asPem);
  });

  test('takes an encrypted key with its password, which the plan tries', async () => {
    const cipher = { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'opens it' } as const;
    const private_key_pem_wo = createPrivateKey(client.privateKeyPem).export(cipher).toString();
    const encrypted = { ...config(), title: 'Encrypted', private_key_pem_wo };
    const faults = async (given: ValueRecord) => errorsOf(await engine.plan(KEYSTORE, { ...encrypted, ...given }));
    expect(await faults({})).toEqual([
      expect.stringMatching(/^private_key_password_wo_version: .*no password is given/s),
    ]);
    expect(await faults({ private_key_password: 'wrong' })).toEqual([
      expect.stringMatching(/^private_key_password_wo_version: .*is wrong/s),
    ]);
    expect(await faults({ private_key_password_wo: UNKNOWN, private_key_password_wo_version: '1' })).toEqual([]);
    await applyChecked(engine, KEYSTORE, { ...encrypted, private_key_password: 'opens it' });
    const elsewhere = { title: 'Encrypted too', password_wo: 'opens it', password_wo_version: '1' };
    await applyChecked(engine, KEYSTORE, { ...encrypted, ...elsewhere });
  });

  test('tells subject, fingerprint and end of its certificate in the plan, whatever the order of the chain', async () => {
    const other = await authority.issueClient('chained');
    const chain = { title: 'Chain', private_key_pem_wo: other.privateKeyPem, private_key_pem_wo_version: '1' };
    const given = { ...chain, cert_pem: authority.certificatePem + other.certificatePem };
    const plan = await engine.plan(KEYSTORE, given);
    const { fingerprint256, validTo } = new X509Certificate(other.certificatePem);
    const facts = {
      subject: 'CN=chained',
      fingerprint_sha256: fingerprint256,
      not_after: new Date(validTo).toISOString(),
    };
    expect(plan.planned).toMatchObject(facts);
    const created = await applyChecked(engine, KEYSTORE, given);
    expect(created.state).toMatchObject(facts);
    const { body } = await api.admin.get(`/orgs/admin/keystores/${created.state.id}`).expect(200);
    expect(body.certificates[1]).toMatchObject(facts);
    await expectNoChange(
      engine,
      KEYSTORE,
      { ...chain, cert_pem: other.certificatePem + authority.certificatePem },
      created,
    );
    const renewed = await engine.plan(KEYSTORE, { ...given, ...pairOf(await authority.issueClient('next')) }, created);
    expect(renewed.planned).toMatchObject({ subject: 'CN=next' });
  });

  test.each([
    [90, [': A certificate ends soon']],
    [1, []],
  ])('that ends within %i days, as the provider is told, is warned of', async (expiry_warning_days, warnings) => {
    const told = new TestEngine();
    await told.configure({ endpoint: api.url, token: api.token, expiry_warning_days });
    const { diagnostics } = await told.plan(KEYSTORE, { ...config(), title: 'Ends' });
    expect(warningsOf({ diagnostics }).map((text) => text.split('\n')[0])).toEqual(warnings);
    const trust = await told.plan(TRUSTSTORE, { title: 'Ends', ca_cert_pem: client.certificatePem });
    expect(warningsOf(trust)).toHaveLength(warnings.length);
    expect(trust.planned).toMatchObject({ subject: 'CN=gatepost' });
  });

  test('of PKCS#12 blames what is wrong: the archive, its password, or that there is PEM too', async () => {
    const archive = { title: 'Wrong', pkcs12: shipped('rc2-and-3des.p12'), password: 'changeit' };
    expect(errorsOf(await engine.apply(KEYSTORE, { ...archive, password: 'wrong' }))).toEqual([
      expect.stringMatching(/^password_wo_version: .*does not open/s),
    ]);
    expect(errorsOf(await engine.apply(KEYSTORE, { ...archive, pkcs12: shipped('java-truststore.p12') }))).toEqual([
      expect.stringMatching(/^pkcs12_wo_version: .*holds no private key/s),
    ]);
    for (const [given, error] of [
      [{ ...archive, cert_pem: client.certificatePem }, /^cert_pem: .*not both/s],
      [{ title: 'Empty' }, /^cert_pem: .*or `pkcs12`/s],
    ] as const) {
      const diagnostics = await engine.validate(KEYSTORE, given);
      expect(errorsOf({ diagnostics })).toEqual([expect.stringMatching(error)]);
    }
  });

  test('asks for an engine that knows write-only attributes', async () => {
    const diagnostics = await engine.validate(KEYSTORE, config(), false);
    expect(errorsOf({ diagnostics })).toEqual([
      expect.stringMatching(/^private_key_pem_wo_version: .*Use private_key_pem instead/s),
    ]);
  });
});

describe('a TLS client profile', () => {
  test('gets its defaults, changes in place, and keeps references as ids', async () => {
    const created = await applyChecked(engine, PROFILE, { title: 'Mail' });
    expect(created.state).toMatchObject({ version: '1.0.0', protocols: ['tls_v1.2', 'tls_v1.3'], keystore_id: null });
    const store = await engine.make(TRUSTSTORE, { title: 'Trusted', ca_cert_pem: authority.certificatePem });
    const config = {
      title: 'Mail',
      truststore_id: store.state.id ?? null,
      protocols: ['tls_v1.3'],
      elliptic_curve: 'secp256r1',
    };
    const updated = await applyChecked(engine, PROFILE, config, created);
    expect(updated.state).toMatchObject({
      id: created.state.id,
      truststore_id: store.state.id,
      protocols: ['tls_v1.3'],
    });
    const cleared = await applyChecked(engine, PROFILE, { title: 'Mail' }, updated);
    expect(cleared.state).toMatchObject({ truststore_id: null, elliptic_curve: null, protocols: ['tls_v1.3'] });
  });

  test('is imported by id, by name, and by name and version', async () => {
    const first = await engine.make(PROFILE, { title: 'Versions' });
    expect((await engine.import(PROFILE, 'versions')).state).toEqual(first.state);
    const second = await engine.make(PROFILE, { title: 'Versions', version: '2.0.0' });
    const [several] = errorsOf(await engine.import(PROFILE, 'versions'));
    expect(several).toContain('versions:1.0.0, versions:2.0.0');
    expect((await engine.import(PROFILE, 'versions:1.0.0')).state).toEqual(first.state);
    expect((await engine.import(PROFILE, 'versions:2.0.0')).state).toEqual(second.state);
    expect((await engine.import(PROFILE, String(second.state.id))).state).toEqual(second.state);
    expect(errorsOf(await engine.import(PROFILE, 'versions:3.0.0'))).toEqual([expect.stringContaining('There is no')]);
  });

  test('that takes its name and version from another tells its id', async () => {
    const first = await engine.make(PROFILE, { title: 'Twice' });
    const [error] = errorsOf(await engine.apply(PROFILE, { title: 'Twice' }));
    expect(error).toContain(`id = "${first.state.id}"`);
  });

  test('puts an unknown cipher on its place in the list, and a name where an id belongs on the attribute', async () => {
    const config = { title: 'Odd', ciphers: ['TLS_AES_256_GCM_SHA384', 'TLS_OF_OUR_OWN'] };
    expect(errorsOf(await engine.apply(PROFILE, config))).toEqual([
      expect.stringMatching(/^ciphers: .*ciphers\[1\] is no known cipher/s),
    ]);
    const diagnostics = await engine.validate(PROFILE, { title: 'Named', keystore_id: 'client-certificate' });
    expect(errorsOf({ diagnostics })).toEqual([expect.stringMatching(/^keystore_id: .*must be an id/s)]);
  });
});
