import { execFile } from 'node:child_process';
import { createPrivateKey } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Authority, createAuthority, type Issued } from '../../toolbox/certificate-authority.ts';
import { create, KEYSTORES, newTitle, PROFILES, pointersOf } from './builder.ts';
import { startApi, type TestApi } from './start-api.ts';

let api: TestApi;
let authority: Authority;
let client: Issued;
let other: Issued;
beforeAll(async () => {
  api = await startApi();
  authority = await createAuthority();
  client = await authority.issueClient('client');
  other = await authority.issueClient('other');
});
afterAll(() => api.stop());

const post = (keystore: unknown, fields: object = {}) =>
  api.admin.post(KEYSTORES, { title: newTitle('keystore'), keystore, ...fields });

function encrypted(pem: string, passphrase: string): string {
  return createPrivateKey(pem).export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase }).toString();
}

/** A key that OpenSSL's own command encrypts, with the password x. */
async function encryptedWith(pem: string, options: string[]): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'pkcs8-'));
  const input = join(directory, 'in.pem');
  try {
    await writeFile(input, pem);
    const made = ['pkcs8', '-topk8', '-in', input, '-passout', 'pass:x', ...options];
    return (await promisify(execFile)('openssl', made)).stdout;
  } finally {
    await rm(directory, { recursive: true });
  }
}

/** A bundle whose first certificate has lost its end. */
const bundleCut = () => client.certificatePem.replace(/-----END .*\n/, '') + client.certificatePem;

describe('a keystore', () => {
  test('lists its certificates and never its key', async () => {
    const { body, text } = await post(client.certificatePem + client.privateKeyPem).expect(201);
    expect(body.certificates).toEqual([
      {
        pem: client.certificatePem.trim(),
        subject: 'CN=client',
        issuer: 'CN=Laboratory CA',
        fingerprint_sha256: expect.stringMatching(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/),
        not_before: expect.stringMatching(/Z$/),
        not_after: expect.stringMatching(/Z$/),
      },
    ]);
    expect(text).not.toContain('PRIVATE KEY');
    expect(text).not.toContain(client.privateKeyPem.split('\n')[1]);
  });

  test('takes certificates and key in any order, and duplicates', async () => {
    const chain = client.certificatePem + authority.certificatePem;
    for (const text of [
      client.privateKeyPem + chain,
      chain + client.privateKeyPem,
      authority.certificatePem + client.privateKeyPem + client.certificatePem,
      client.privateKeyPem + client.certificatePem + client.privateKeyPem + client.certificatePem,
      (chain + client.privateKeyPem).replaceAll('\n', '\r\n'),
    ]) {
      const { body } = await post(text).expect(201);
      expect(body.certificates.map(({ subject }: { subject: string }) => subject)).toContain('CN=client');
    }
  });

  test('takes a key under a password, and says when the password is wrong or missing', async () => {
    const text = client.certificatePem + encrypted(client.privateKeyPem, 'opens it');
    await post(text, { password: 'opens it' }).expect(201);
    for (const password of [null, ''])
      await post(client.certificatePem + client.privateKeyPem, { password }).expect(201);
    for (const fields of [{ password: 'wrong' }, {}]) {
      const { body } = await post(text, fields).expect(400);
      expect(body.violations).toEqual([{ pointer: '/keystore', message: expect.stringContaining('password') }]);
    }
  });

  test('takes no key whose password costs more than 100,000 rounds to try, and says what to do', async () => {
    const costs = (options: string[]) => encryptedWith(client.privateKeyPem, options);
    for (const options of [
      ['-iter', '100000'],
      ['-scrypt', '-scrypt_N', '8192', '-scrypt_r', '8', '-scrypt_p', '1'],
      ['-v1', 'PBE-SHA1-3DES', '-iter', '100000'],
    ]) {
      await post(client.certificatePem + (await costs(options)), { password: 'x' }).expect(201);
    }
    for (const options of [
      ['-iter', '100001'],
      ['-scrypt', '-scrypt_N', '8192', '-scrypt_r', '8', '-scrypt_p', '2'],
      ['-v1', 'PBE-SHA1-3DES', '-iter', '100001'],
    ]) {
      const pem = await costs(options);
      for (const text of [pem, pem.replaceAll('ENCRYPTED PRIVATE', 'PRIVATE')]) {
        const { body } = await post(client.certificatePem + text, { password: 'x' }).expect(400);
        expect(body.violations).toEqual([{ pointer: '/keystore', message: expect.stringContaining('-iter 10000') }]);
      }
    }
  });

  test('takes no key in BER, where lengths may be left out', async () => {
    const der = Buffer.from(encrypted(client.privateKeyPem, 'x').replace(/-----[A-Z ]+-----/g, ''), 'base64');
    const open = Buffer.concat([Buffer.from([0x30, 0x80]), der.subarray(der[1] === 0x82 ? 4 : 3), Buffer.alloc(2)]);
    const pem = `-----BEGIN ENCRYPTED PRIVATE KEY-----\n${open.toString('base64')}\n-----END ENCRYPTED PRIVATE KEY-----\n`;
    const { body } = await post(client.certificatePem + pem, { password: 'x' }).expect(400);
    expect(body.violations[0].message).toContain('cannot be read');
  });

  test('holds at most 200 certificates, in 256 KB', async () => {
    const bundle = (count: number) => client.certificatePem.repeat(count) + client.privateKeyPem;
    await post(bundle(200)).expect(201);
    const { body } = await post(bundle(201)).expect(400);
    expect(body.violations).toEqual([{ pointer: '/keystore', message: 'holds more than 200 certificates' }]);
    expect(pointersOf((await post(bundle(1) + ' '.repeat(262_144)).expect(400)).body)).toEqual(['/keystore']);
  });

  test('says which block does not end', async () => {
    const { body } = await post(bundleCut()).expect(400);
    expect(body.violations[0].message).toContain('-----END CERTIFICATE-----');
  });

  test('refuses what is no certificate with its key, and says why', async () => {
    const broken = client.certificatePem.replace(/\n.{20}/, '\n!!!!');
    for (const [text, why] of [
      ['no PEM at all', 'is not PEM'],
      [client.certificatePem, 'one private key, and holds 0'],
      [client.privateKeyPem, 'certificate of the private key'],
      [client.certificatePem + other.privateKeyPem, 'matches none'],
      [client.certificatePem + client.privateKeyPem + other.privateKeyPem, 'holds 2'],
      [broken + client.privateKeyPem, 'certificate 1 cannot be read'],
      [`${client.certificatePem}-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n`, 'cannot be read'],
    ] as const) {
      const { body } = await post(text).expect(400);
      expect(body.violations).toEqual([{ pointer: '/keystore', message: expect.stringContaining(why) }]);
    }
    expect(pointersOf((await post('').expect(400)).body)).toEqual(['/keystore']);
    expect(pointersOf((await post(undefined).expect(400)).body)).toEqual(['/keystore']);
  });

  test('is replaced in place by PATCH; a password alone is refused', async () => {
    const { body: made } = await post(client.certificatePem + client.privateKeyPem).expect(201);
    const path = `${KEYSTORES}/${made.id}`;
    const same = await api.admin.patch(path, { keystore: client.privateKeyPem + client.certificatePem }).expect(200);
    expect(same.headers.etag).toBe('"1"');
    const { body } = await api.admin.patch(path, { keystore: other.certificatePem + other.privateKeyPem }).expect(200);
    expect(body).toMatchObject({ id: made.id, certificates: [{ subject: 'CN=other' }] });
    expect(body.private_key_fingerprint).not.toBe(made.private_key_fingerprint);
    await api.admin.patch(path, { keystore: client.certificatePem + other.privateKeyPem }).expect(400);
    expect((await api.admin.get(path)).body).toEqual(body);
    expect(pointersOf((await api.admin.patch(path, { password: 'x' }).expect(400)).body)).toEqual(['/password']);
  });

  test('that a profile uses cannot be deleted: 409 names the profile', async () => {
    const { body: made } = await post(client.certificatePem + client.privateKeyPem).expect(201);
    const profile = await create(api, PROFILES, { keystore_url: made.url });
    const { body } = await api.admin.delete(`${KEYSTORES}/${made.id}`).expect(409);
    expect(body).toMatchObject({ code: 'in_use', errors: [`tls client profile "${profile.name}:1.0.0"`] });
    await api.admin.patch(`${PROFILES}/${profile.id}`, { keystore_url: null }).expect(200);
    await api.admin.delete(`${KEYSTORES}/${made.id}`).expect(200);
  });
});
