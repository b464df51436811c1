import { execFile } from 'node:child_process';
import { randomBytes, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startSink } from '../../lab/sink.ts';
import { type Authority, createAuthority, type Issued } from '../../toolbox/certificate-authority.ts';
import {
  create,
  createMailServer,
  KEYSTORES,
  MAIL_SERVERS,
  newTitle,
  PROFILES,
  pointersOf,
  TRUSTSTORES,
} from './builder.ts';
import { startApi, type TestApi } from './start-api.ts';

let api: TestApi;
let authority: Authority;
let client: Issued;
let folder: string;
beforeAll(async () => {
  api = await startApi();
  authority = await createAuthority();
  client = await authority.issueClient('client');
  folder = await mkdtemp(join(tmpdir(), 'pkcs12-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await api.stop();
});

/** Archives that openssl and keytool wrote; the password of all is `changeit`. */
const shipped = (name: string) => readFileSync(join(import.meta.dirname, 'pkcs12', `${name}.base64`), 'utf8');

/** PKCS#12 as OpenSSL writes it today, of a PEM text. */
async function archiveOf(pem: string, password: string, options: string[] = []): Promise<string> {
  const [input, output] = [join(folder, 'in.pem'), join(folder, 'out.p12')];
  await writeFile(input, pem);
  const made = ['pkcs12', '-export', '-in', input, '-out', output, '-passout', `pass:${password}`, ...options];
  await promisify(execFile)('openssl', made);
  return (await readFile(output)).toString('base64');
}

const post = (keystore: string, fields: object = {}) =>
  api.admin.post(KEYSTORES, { title: newTitle('keystore'), keystore, ...fields });
const postTruststore = (truststore: string, fields: object = {}) =>
  api.admin.post(TRUSTSTORES, { title: newTitle('truststore'), truststore, ...fields });
const subjectsOf = (body: { certificates: { subject: string }[] }) => body.certificates.map(({ subject }) => subject);
const own = () => client.certificatePem + client.privateKeyPem;

/** Sends a mail server's test through a profile with these stores, to a server that demands a client certificate. */
async function connectWith(stores: { keystore_url?: string; truststore_url?: string }, clientAuthorityPem?: string) {
  const certificate = await authority.issueServer(['127.0.0.1']);
  const sink = await startSink({
    security: 'starttls',
    certificate,
    ...(clientAuthorityPem && { clientAuthorityPem }),
  });
  const profile = await create(api, PROFILES, stores);
  const fields = { host: '127.0.0.1', port: sink.port, secure: true, tls_client_profile_url: profile.url };
  const path = `${MAIL_SERVERS}/${(await createMailServer(api, fields)).id}/test-connection`;
  await api.admin.post(path, { recipients: ['a@acme.test'] }).expect(204);
  await sink.stop();
  return sink.mails[0]?.tls?.client;
}

describe('a keystore of PKCS#12', () => {
  test.each([
    ['RC2 and 3DES, as OpenSSL 1 wrote it', 'rc2-and-3des.p12', ['CN=old-client', 'CN=Old CA']],
    ['RC2 and 3DES in 300,000 rounds, as Java 8 wrote it', 'java-8-keystore.p12', ['CN=java']],
    ['AES, as Java writes it', 'java-keystore.p12', ['CN=java']],
  ])('with %s is opened', async (_words, name, subjects) => {
    const { body, text } = await post(shipped(name), { password: 'changeit' }).expect(201);
    expect(subjectsOf(body)).toEqual(subjects);
    expect(body.private_key_fingerprint).toMatch(/\w/);
    expect(text).not.toMatch(/PRIVATE KEY|changeit/);
  });

  test.each(['x', 'päßwörd €', ''])('under the password "%s" is opened as OpenSSL writes it', async (password) => {
    const { body } = await post(await archiveOf(own(), password), { password }).expect(201);
    expect(body.certificates[0]).toMatchObject({
      pem: client.certificatePem.trim(),
      fingerprint_sha256: new X509Certificate(client.certificatePem).fingerprint256,
    });
  });

  test('is as good as PEM: TLS presents it, and the same key again changes nothing', async () => {
    const chain = own() + authority.certificatePem;
    const archive = await archiveOf(chain, 'x');
    const { body } = await post(archive, { password: 'x' }).expect(201);
    const truststore = await create(api, TRUSTSTORES, { truststore: authority.certificatePem });
    const stores = { keystore_url: body.url, truststore_url: truststore.url };
    expect(await connectWith(stores, authority.certificatePem)).toBe('client');
    const path = `${KEYSTORES}/${body.id}`;
    for (const sent of [{ keystore: archive, password: 'x' }, { keystore: chain }]) {
      expect((await api.admin.patch(path, sent).expect(200)).headers.etag).toBe('"1"');
    }
  });

  test('is presented though an authority stands first in it', async () => {
    const { body } = await post(authority.certificatePem + own()).expect(201);
    expect(subjectsOf(body)).toEqual(['CN=Laboratory CA', 'CN=client']);
    const truststore = await create(api, TRUSTSTORES, { truststore: authority.certificatePem });
    const stores = { keystore_url: body.url, truststore_url: truststore.url };
    expect(await connectWith(stores, authority.certificatePem)).toBe('client');
  });

  test('is refused with words for what is wrong with it', async () => {
    const archive = await archiveOf(own(), 'x');
    const whole = Buffer.from(archive, 'base64');
    const cut = whole.subarray(0, whole.length - 20).toString('base64');
    const flipped = Buffer.from(whole);
    flipped[100] = (flipped[100] ?? 0) ^ 0xff;
    const hostile = Buffer.concat([whole.subarray(0, 30), randomBytes(2_000)]).toString('base64');
    const noKey = await archiveOf(client.certificatePem, 'x', ['-nokeys']);
    const noCertificate = await archiveOf(own(), 'x', ['-nocerts']);
    for (const [keystore, password, why] of [
      [archive, 'wrong', 'password does not open'],
      [archive, null, 'password does not open'],
      [cut, 'x', 'cannot be read'],
      [hostile, 'x', 'cannot be read'],
      [flipped.toString('base64'), 'x', 'is PKCS#12'],
      [noKey, 'x', 'holds no private key'],
      [noCertificate, 'x', 'certificate of the private key'],
      [shipped('java-truststore.jks'), 'changeit', 'keytool -importkeystore'],
    ] as const) {
      const { body, text } = await post(keystore, { password }).expect(400);
      expect(body.violations).toEqual([{ pointer: '/keystore', message: expect.stringContaining(why) }]);
      expect(text).not.toContain(client.privateKeyPem.split('\n')[1]);
    }
  });

  test('is not opened whose password takes too many rounds, at once or in all', async () => {
    const pbe = ['-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES'];
    for (const archive of [
      await archiveOf(own(), 'x', ['-iter', '100001']),
      await archiveOf(own(), 'x', [...pbe, '-iter', '100000']),
      overstated(await archiveOf(own(), 'x', ['-iter', '70000'])),
    ]) {
      const { body } = await post(archive, { password: 'x' }).expect(400);
      expect(body.violations).toEqual([{ pointer: '/keystore', message: expect.stringContaining('-iter 10000') }]);
    }
  });

  test('keeps nobody waiting while it is opened', async () => {
    const opening = post(shipped('java-8-keystore.p12'), { password: 'changeit' }).expect(201);
    let isOpen = false;
    const done = opening.then(() => {
      isOpen = true;
    });
    for (let asked = 0; asked < 3; asked += 1) await api.admin.get(KEYSTORES).expect(200);
    expect(isOpen).toBe(false);
    await done;
  });
});

/** Says 8 million rounds where there are 70,000: nobody could wait for so many to be written. */
function overstated(archive: string): string {
  const der = Buffer.from(archive, 'base64');
  const rounds = Buffer.from('0203011170', 'hex');
  for (let at = der.indexOf(rounds); at !== -1; at = der.indexOf(rounds)) der.write('02037fffff', at, 'hex');
  return der.toString('base64');
}

describe('a truststore of PKCS#12', () => {
  test('is given back as PEM, and a PATCH of what came back, or of the archive, changes nothing', async () => {
    const archive = shipped('java-truststore.p12');
    const { body } = await postTruststore(archive, { password: 'changeit' }).expect(201);
    expect(subjectsOf(body)).toEqual(['CN=Old CA', 'CN=old-client']);
    expect(body.truststore.match(/-----BEGIN CERTIFICATE-----/g)).toHaveLength(2);
    const path = `${TRUSTSTORES}/${body.id}`;
    for (const sent of [{ truststore: archive, password: 'changeit' }, { truststore: body.truststore }]) {
      const { headers, body: after } = await api.admin.patch(path, sent).expect(200);
      expect(headers.etag).toBe('"1"');
      expect(after).toEqual(body);
    }
  });

  test('is trusted by TLS', async () => {
    const archive = await archiveOf(authority.certificatePem, 'x', ['-nokeys']);
    const { body } = await postTruststore(archive, { password: 'x' }).expect(201);
    await connectWith({ truststore_url: body.url });
  });

  test('is refused with a private key, without certificates, or under another password', async () => {
    for (const [truststore, password, why] of [
      [await archiveOf(own(), 'x'), 'x', 'holds a private key'],
      [shipped('java-truststore.p12'), 'wrong', 'password does not open'],
    ] as const) {
      const { body } = await postTruststore(truststore, { password }).expect(400);
      expect(body.violations).toEqual([{ pointer: '/truststore', message: expect.stringContaining(why) }]);
    }
    const made = await create(api, TRUSTSTORES, { truststore: authority.certificatePem });
    const { body } = await api.admin.patch(`${TRUSTSTORES}/${made.id}`, { password: 'x' }).expect(400);
    expect(pointersOf(body)).toEqual(['/password']);
  });
});
