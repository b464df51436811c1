import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { trustedAuthorities } from '../../provider/client/authorities.ts';
import { createClient } from '../../provider/client/client.ts';
import { type Authority, createAuthority } from '../../toolbox/certificate-authority.ts';
import { createClosing } from '../../toolbox/closing.ts';
import { listenOnFreePort } from '../../toolbox/free-port.ts';
import { TOKEN } from './answering-server.ts';

const closing = createClosing();
const never = new AbortController().signal;

let folder: string;
let file: string;
let endpoint: string;
let ours: Authority;
let other: Authority;

beforeAll(async () => {
  folder = closing.add(await mkdtemp(join(tmpdir(), 'gatepost-authorities-')), (it) => rm(it, { recursive: true }));
  [ours, other] = await Promise.all([createAuthority('Company CA'), createAuthority('Another CA')]);
  file = join(folder, 'ca.crt');
  await writeFile(file, `# Of the company\n${ours.certificatePem}`);
  const { certificatePem: cert, privateKeyPem: key } = await ours.issueServer(['127.0.0.1']);
  const server = createServer({ cert, key }, (_, response) => response.end('{"id":"x"}'));
  endpoint = `https://127.0.0.1:${await listenOnFreePort(server)}`;
  closing.add(server, async (it) => {
    it.close();
    it.closeAllConnections();
  });
});

afterAll(() => closing.closeAll());

const get = (env: Record<string, string | undefined>, caCertificates?: string) =>
  createClient({ endpoint, credentials: TOKEN, caCertificates }, { env }).get('/x', never);

describe('an API of a private authority is trusted', () => {
  test('with the authority in the file of SSL_CERT_FILE', async () => {
    expect(await get({ SSL_CERT_FILE: file })).toEqual({ id: 'x' });
  });

  test('with the authority in one of the folders of SSL_CERT_DIR, whatever else lies in them', async () => {
    const [first, second] = [join(folder, 'a'), join(folder, 'b')];
    await mkdir(join(first, 'deeper'), { recursive: true });
    await mkdir(second);
    await writeFile(join(first, 'notes.txt'), 'no certificate');
    await writeFile(join(first, 'bad.pem'), '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n');
    await writeFile(join(second, 'ca.pem'), ours.certificatePem);
    expect(await get({ SSL_CERT_DIR: [first, '/not/there', second].join(delimiter) })).toEqual({ id: 'x' });
  });

  test("with the authority in the file of Node's own NODE_EXTRA_CA_CERTS, and in ca_certificate_pem", async () => {
    expect(await get({ NODE_EXTRA_CA_CERTS: file })).toEqual({ id: 'x' });
    expect(await get({ SSL_CERT_FILE: '/not/there' }, ours.certificatePem)).toEqual({ id: 'x' });
  });

  test('and with none of them, or another one, it is not', async () => {
    const elsewhere = join(folder, 'other.crt');
    await writeFile(elsewhere, other.certificatePem);
    for (const env of [{}, { SSL_CERT_FILE: elsewhere }]) await expect(get(env)).rejects.toThrow('can not be trusted');
  });
});

describe('the authorities', () => {
  test("are the system's, or those that came with Node, while nothing else is said", () => {
    expect(trustedAuthorities({}).length).toBeGreaterThan(20);
  });

  test('of SSL_CERT_FILE and SSL_CERT_DIR take the place of those of the system', async () => {
    const empty = join(folder, 'empty');
    await mkdir(empty);
    const trusted = trustedAuthorities({ SSL_CERT_FILE: file, SSL_CERT_DIR: empty });
    expect(trusted).toEqual([ours.certificatePem.trim()]);
  });

  test('of places where nothing is are those that came with Node', () => {
    expect(trustedAuthorities({ SSL_CERT_DIR: '/not/there', SSL_CERT_FILE: '/not/there' }).length).toBeGreaterThan(20);
  });
});
