import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Sink, startSink } from '../../lab/sink.ts';
import { type Authority, createAuthority, type Issued } from '../../toolbox/certificate-authority.ts';
import { create, createMailServer, KEYSTORES, MAIL_SERVERS, PROFILES, TRUSTSTORES } from './builder.ts';
import { startApi, type TestApi } from './start-api.ts';

let api: TestApi;
let authority: Authority;
let client: Issued;
let sink: Sink;
const { privateKey: other } = generateKeyPairSync('rsa', { modulusLength: 2048 });
beforeAll(async () => {
  api = await startApi();
  authority = await createAuthority();
  client = await authority.issueClient('client');
  sink = await startSink({ security: 'starttls', certificate: await authority.issueServer(['127.0.0.1']) });
});
afterAll(async () => {
  await sink.stop();
  await api.stop();
});

/** How a PEM text looks once other systems, editors and shells had it in their hands. */
const SPELLINGS: [words: string, spell: (pem: string) => string][] = [
  ['CR LF', (pem) => pem.replaceAll('\n', '\r\n')],
  ['LF CR', (pem) => pem.replaceAll('\n', '\n\r')],
  ['a lone CR', (pem) => pem.replaceAll('\n', '\r')],
  ['blank lines', (pem) => pem.replaceAll('\n', '\n\n')],
  ['blank lines of CR LF', (pem) => pem.replaceAll('\n', '\r\n \r\n')],
  ['indentation', (pem) => pem.replaceAll(/^/gm, '\t  ')],
  ['white space at the ends of lines', (pem) => pem.replaceAll('\n', '  \n')],
  ['no line breaks', (pem) => pem.replaceAll('\n', ' ')],
  ['long lines', (pem) => pem.replaceAll(/(?<=[A-Za-z0-9+/]{64})\n/g, '')],
  ['text before, between and after', (pem) => `Bag: 1\n${pem.replaceAll('-----BEGIN', 'subject=x\n-----BEGIN')}\nend`],
  ['a BOM', (pem) => `\uFEFF${pem}`],
  ['a BOM in each file of those that were joined', (pem) => pem.replaceAll('-----BEGIN', '\uFEFF-----BEGIN')],
];

describe.each(SPELLINGS)('PEM with %s', (_words, spell) => {
  test('is read and given back as it was sent, and TLS works with it', async () => {
    const truststore = spell(authority.certificatePem);
    const { url: truststore_url, ...trusted } = await create(api, TRUSTSTORES, { truststore });
    expect(trusted).toMatchObject({ truststore, certificates: [{ subject: 'CN=Laboratory CA' }] });
    const keystore = spell(client.certificatePem + client.privateKeyPem);
    const { url: keystore_url, certificates } = await create(api, KEYSTORES, { keystore });
    expect(certificates).toMatchObject([{ subject: 'CN=client' }]);
    expect(keystore).toContain(certificates[0].pem);
    const profile = await create(api, PROFILES, { truststore_url, keystore_url });
    const fields = { host: '127.0.0.1', port: sink.port, secure: true, tls_client_profile_url: profile.url };
    const server = await createMailServer(api, fields);
    await api.admin.post(`${MAIL_SERVERS}/${server.id}/test-connection`, {}).expect(204);
  });

  test('is the same key as before', async () => {
    const made = await create(api, KEYSTORES, { keystore: client.certificatePem + client.privateKeyPem });
    const keystore = spell(client.certificatePem + client.privateKeyPem + client.privateKeyPem);
    const { body } = await api.admin.patch(`${KEYSTORES}/${made.id}`, { keystore }).expect(200);
    expect(body.private_key_fingerprint).toBe(made.private_key_fingerprint);
  });
});

/** Without its lines a header cannot be told from what follows it. */
test.each(SPELLINGS.filter(([words]) => words !== 'no line breaks'))(
  'an old encrypted key with %s is read, whose headers stand before the key',
  async (_words, spell) => {
    const options = { type: 'pkcs1', format: 'pem', cipher: 'aes-128-cbc', passphrase: 'opens it' } as const;
    const key = other.export(options).toString();
    expect(key).toContain('DEK-Info');
    const refused = await api.admin
      .post(KEYSTORES, { title: 'x', keystore: spell(client.certificatePem + key), password: 'opens it' })
      .expect(400);
    // It is opened, and seen to be another certificate's.
    expect(refused.body.violations[0].message).toContain('matches none');
  },
);

describe('what is left between the blocks of a keystore', () => {
  test('is not kept, for it could be a piece of a key', async () => {
    const keystore = `${client.certificatePem}left-over-secret\n${client.privateKeyPem}`;
    const { id } = await create(api, KEYSTORES, { keystore });
    const rows = await api.gatepost.context.database.query('SELECT certificates FROM keystore WHERE id = $1', [id]);
    expect(rows[0].certificates).toBe(client.certificatePem);
  });

  test.each([
    ['does not end', (pem: string) => pem.replace(/-----END[^\n]*\n/, '')],
    ['does not end', (pem: string) => `${pem}-----BEGIN PRIVATE KEY-----\nAAAA\n`],
    ['does not end', (pem: string) => pem.replace('-----END PRIVATE', '-----END RSA PRIVATE')],
    ['does not begin', (pem: string) => `-----END CERTIFICATE-----\n${pem}`],
  ])('a block that %s is refused', async (words, spoil) => {
    const keystore = spoil(client.certificatePem + client.privateKeyPem);
    const { body } = await api.admin.post(KEYSTORES, { title: 'x', keystore }).expect(400);
    expect(body.violations).toEqual([{ pointer: '/keystore', message: expect.stringContaining(words) }]);
  });
});
