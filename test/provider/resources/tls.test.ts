import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Authority, createAuthority, type Issued } from '../../../toolbox/certificate-authority.ts';
import type { TestApi } from '../../api/start-api.ts';
import { applyLawfully, expectNoChange } from './law.ts';
import { errorsOf, type Stage, setStage, warningsOf } from './stage.ts';

const TRUSTSTORE = 'gatepost_truststore';
const KEYSTORE = 'gatepost_keystore';
const PROFILE = 'gatepost_tls_client_profile';

let api: TestApi;
let stage: Stage;
let authority: Authority;
let client: Issued;
beforeAll(async () => {
  ({ api, stage } = await setStage());
  authority = await createAuthority();
  client = await authority.issueClient('gatepost');
});
afterAll(() => api.stop());

describe('a truststore', () => {
  test('is created, changed in place, found gone and destroyed', async () => {
    const config = { title: 'Our CA', ca_cert_pem: authority.certificatePem };
    const created = await applyLawfully(stage, TRUSTSTORE, config);
    expect(created.state).toMatchObject({ name: 'our-ca', summary: null });
    const changed = { title: 'Renamed', summary: 'for mail', ca_cert_pem: authority.certificatePem };
    const updated = await applyLawfully(stage, TRUSTSTORE, changed, created);
    expect(updated.state).toMatchObject({
      id: created.state.id,
      name: 'our-ca',
      title: 'Renamed',
      summary: 'for mail',
    });
    expect((await stage.apply(TRUSTSTORE, null, updated)).state).toBeNull();
    await api.admin.get('/orgs/admin/truststores/our-ca').expect(404);
    const gone = await stage.refresh(TRUSTSTORE, updated);
    expect(gone.state).toBeNull();
    expect(warningsOf(gone)).toEqual([expect.stringContaining('is gone')]);
  });

  test('keeps the spelling of its PEM while only white space and comments differ', async () => {
    const config = { title: 'Spelling', ca_cert_pem: `# our own\n${authority.certificatePem}\n\n` };
    const created = await applyLawfully(stage, TRUSTSTORE, config);
    const tidy = { ...config, ca_cert_pem: authority.certificatePem.trim() };
    await expectNoChange(stage, TRUSTSTORE, tidy, created);
  });

  test('that would put a private key into the state is refused before anything is sent', async () => {
    const config = { title: 'Key', ca_cert_pem: client.certificatePem + client.privateKeyPem };
    const said = await stage.validate(TRUSTSTORE, config);
    expect(errorsOf({ said })).toEqual([expect.stringMatching(/^ca_cert_pem: .*holds a private key/s)]);
  });

  test('whose name is taken ends in a diagnostic with the ready import block, which then works', async () => {
    const config = { title: 'Lost answer', ca_cert_pem: authority.certificatePem };
    const { body } = await api.admin.post('/orgs/admin/truststores', {
      title: 'Lost answer',
      truststore: authority.certificatePem,
    });
    const [error = ''] = errorsOf(await stage.apply(TRUSTSTORE, config));
    expect(error).toMatch(/^name: /);
    expect(error).toContain(`import {\n  to = gatepost_truststore.this\n  id = "${body.id}"\n}`);
    const imported = await stage.import(TRUSTSTORE, body.id);
    await expectNoChange(stage, TRUSTSTORE, config, imported);
    expect((await stage.import(TRUSTSTORE, 'lost-answer')).state).toEqual(imported.state);
  });

  test('that is in use tells who uses it and what create_before_destroy does about it', async () => {
    const store = await stage.make(TRUSTSTORE, { title: 'Used', ca_cert_pem: authority.certificatePem });
    await stage.make(PROFILE, { title: 'User of it', truststore_id: store.state.id ?? null });
    const refused = await stage.apply(TRUSTSTORE, null, store);
    expect(refused.state).toEqual(store.state);
    expect(errorsOf(refused)[0]).toMatch(/tls client profile "user-of-it:1.0.0".*create_before_destroy = true/s);
  });
});

describe('a keystore', () => {
  const config = () => ({
    title: 'Client certificate',
    cert_pem: client.certificatePem,
    private_key_pem_wo: client.privateKeyPem,
    private_key_pem_wo_version: '1',
  });

  test('takes the private key write-only, and sends it again with another certificate', async () => {
    const created = await applyLawfully(stage, KEYSTORE, config());
    const next = await authority.issueClient('next');
    const changed = { ...config(), cert_pem: next.certificatePem, private_key_pem_wo: next.privateKeyPem };
    const updated = await applyLawfully(stage, KEYSTORE, changed, created);
    expect(updated.state.id).toBe(created.state.id);
  });

  test('takes a plain private key too, and both at once are refused', async () => {
    const plain = { title: 'Plain', cert_pem: client.certificatePem, private_key_pem: client.privateKeyPem };
    const created = await applyLawfully(stage, KEYSTORE, plain);
    expect(created.state.private_key_pem).toBe(client.privateKeyPem);
    const said = await stage.validate(KEYSTORE, { ...config(), private_key_pem: client.privateKeyPem });
    expect(errorsOf({ said })).toEqual([expect.stringMatching(/^private_key_pem_wo: /)]);
  });

  test('without a private key is refused by the plan', async () => {
    const plan = await stage.plan(KEYSTORE, { title: 'Half', cert_pem: client.certificatePem });
    expect(errorsOf(plan)).toEqual([expect.stringMatching(/^private_key_pem_wo: private_key_pem is missing/)]);
  });

  test('whose key does not match blames the key, and the certificate for what is wrong with it', async () => {
    const other = await authority.issueClient('other');
    const mismatch = await stage.apply(KEYSTORE, { ...config(), title: 'M', private_key_pem_wo: other.privateKeyPem });
    expect(errorsOf(mismatch)).toEqual([expect.stringMatching(/^private_key_pem_wo: .*matches none/s)]);
    const broken = client.certificatePem.replace(/\n[A-Za-z0-9+/=]{10}/, '\nAAAAAAAAAA');
    const unreadable = await stage.apply(KEYSTORE, { ...config(), title: 'B', cert_pem: broken });
    expect(errorsOf(unreadable)).toEqual([expect.stringMatching(/^cert_pem: .*cannot be read/s)]);
  });

  test('is imported with its certificate; the next plan is empty but for the key', async () => {
    await stage.make(KEYSTORE, { ...config(), title: 'Imported' });
    const imported = await stage.import(KEYSTORE, 'imported');
    const without = { title: 'Imported', cert_pem: client.certificatePem };
    await expectNoChange(stage, KEYSTORE, without, imported);
  });

  test('asks for an engine that knows write-only attributes', async () => {
    const said = await stage.validate(KEYSTORE, config(), false);
    expect(errorsOf({ said })).toEqual([expect.stringMatching(/^private_key_pem_wo: .*Use private_key_pem instead/s)]);
  });
});

describe('a TLS client profile', () => {
  test('gets its defaults, changes in place, and keeps references as ids', async () => {
    const created = await applyLawfully(stage, PROFILE, { title: 'Mail' });
    expect(created.state).toMatchObject({ version: '1.0.0', protocols: ['tls_v1.2', 'tls_v1.3'], keystore_id: null });
    const store = await stage.make(TRUSTSTORE, { title: 'Trusted', ca_cert_pem: authority.certificatePem });
    const config = {
      title: 'Mail',
      truststore_id: store.state.id ?? null,
      protocols: ['tls_v1.3'],
      elliptic_curve: 'secp256r1',
    };
    const updated = await applyLawfully(stage, PROFILE, config, created);
    expect(updated.state).toMatchObject({
      id: created.state.id,
      truststore_id: store.state.id,
      protocols: ['tls_v1.3'],
    });
    const cleared = await applyLawfully(stage, PROFILE, { title: 'Mail' }, updated);
    expect(cleared.state).toMatchObject({ truststore_id: null, elliptic_curve: null, protocols: ['tls_v1.3'] });
  });

  test('is replaced for another name or version, never for another title', async () => {
    const created = await stage.make(PROFILE, { title: 'Fixed' });
    expect((await stage.plan(PROFILE, { title: 'Other title' }, created)).replaced).toEqual([]);
    expect((await stage.plan(PROFILE, { title: 'Fixed', name: 'other' }, created)).replaced).toEqual(['name']);
    expect((await stage.plan(PROFILE, { title: 'Fixed', version: '2.0.0' }, created)).replaced).toEqual(['version']);
  });

  test('is imported by id, by name, and by name and version', async () => {
    const first = await stage.make(PROFILE, { title: 'Versions' });
    expect((await stage.import(PROFILE, 'versions')).state).toEqual(first.state);
    const second = await stage.make(PROFILE, { title: 'Versions', version: '2.0.0' });
    const [several] = errorsOf(await stage.import(PROFILE, 'versions'));
    expect(several).toContain('versions:1.0.0, versions:2.0.0');
    expect((await stage.import(PROFILE, 'versions:1.0.0')).state).toEqual(first.state);
    expect((await stage.import(PROFILE, 'versions:2.0.0')).state).toEqual(second.state);
    expect((await stage.import(PROFILE, String(second.state.id))).state).toEqual(second.state);
    expect(errorsOf(await stage.import(PROFILE, 'versions:3.0.0'))).toEqual([expect.stringContaining('There is no')]);
  });

  test('that takes its name and version from another tells its id', async () => {
    const first = await stage.make(PROFILE, { title: 'Twice' });
    const [error] = errorsOf(await stage.apply(PROFILE, { title: 'Twice' }));
    expect(error).toContain(`id = "${first.state.id}"`);
  });

  test('puts an unknown cipher on its place in the list, and a name where an id belongs on the attribute', async () => {
    const config = { title: 'Odd', ciphers: ['TLS_AES_256_GCM_SHA384', 'TLS_OF_OUR_OWN'] };
    expect(errorsOf(await stage.apply(PROFILE, config))).toEqual([
      expect.stringMatching(/^ciphers: .*ciphers\[1\] is no known cipher/s),
    ]);
    const said = await stage.validate(PROFILE, { title: 'Named', keystore_id: 'client-certificate' });
    expect(errorsOf({ said })).toEqual([expect.stringMatching(/^keystore_id: .*must be an id/s)]);
  });

  test('with a reference to nothing blames the attribute', async () => {
    const config = { title: 'Dangling', truststore_id: '00000000-0000-4000-8000-000000000000' };
    expect(errorsOf(await stage.apply(PROFILE, config))).toEqual([
      expect.stringMatching(/^truststore_id: .*refers to no/s),
    ]);
  });
});
