import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Workspace } from '../../toolbox/workspace.ts';
import { failToApply } from './diagnostic.ts';
import { startTestCloud, type TestCloud, write } from './test-cloud.ts';

let cloud: TestCloud;
let workspace: Workspace;
let certificate: string;
let otherKey: string;
let before: string;

beforeAll(async () => {
  cloud = await startTestCloud('attached');
  const [one, other] = await Promise.all(['one', 'other'].map((name) => cloud.authority.issueClient(name)));
  certificate = one?.certificatePem ?? '';
  otherKey = other?.privateKeyPem ?? '';
  const taken = { title: 'Taken', host: 'smtp.acme.test', port: 25 };
  await cloud.api.admin.post('/orgs/admin/mail-servers', taken).expect(201);
  workspace = await cloud.open('');
  before = await everything();
});

afterAll(() => cloud.stop());

const COLLECTIONS = [
  '/orgs/admin/truststores',
  '/orgs/admin/keystores',
  '/orgs/admin/tls-client-profiles',
  '/orgs/admin/mail-servers',
  '/cloud/settings',
  '/user-registries/admin/api-manager-lur/users',
  '/cloud/orgs',
  '/cloud/org-invitations',
];

/** All that the API has, to compare. */
async function everything(): Promise<string> {
  const answers = await Promise.all(COLLECTIONS.map((path) => cloud.api.admin.get(path).expect(200)));
  return answers.map(({ text }) => text).join('\n');
}

const NOBODY = '7d444840-9dc0-41d1-b245-5ffdce74fad2';
const server = (lines: string, host = 'host = "smtp.acme.test"', port = 'port = 25') =>
  block('email_server', `title = "Bad"\n${host}\n${port}\n${lines}`);
const block = (type: string, lines: string) => `resource "gatepost_${type}" "a" {\n${lines}\n}\n`;
const heredoc = (text: string) => `<<-EOT\n${text.trimEnd()}\nEOT`;
/** The first bytes of a PKCS#12 file (RFC 7292: a sequence that begins with the version 3), as base64. */
const PKCS12 = Buffer.from([0x30, 0x82, 0x01, 0x00, 0x02, 0x01, 0x03, ...Array(253).fill(7)]).toString('base64');

const SECRETS = ['private_key_pem', 'password_wo'];

type Case = readonly [string, string, () => string];

/** What is wrong, the attribute that has to be named, and the configuration. */
const CASES: readonly Case[] = [
  ['port 0', 'port', () => server('', undefined, 'port = 0')],
  ['port 65536', 'port', () => server('', undefined, 'port = 65536')],
  ['port 25.5', 'port', () => server('', undefined, 'port = 25.5')],
  ['a host with a space', 'host', () => server('', 'host = "smtp acme"')],
  ['a host with a newline', 'host', () => server('', 'host = "smtp.acme.test\\n"')],
  ['a host with a user', 'host', () => server('', 'host = "user@smtp.acme.test"')],
  ['a URL as host', 'host', () => server('', 'host = "smtp://smtp.acme.test"')],
  ['a host that only the API refuses', 'host', () => server('', 'host = "-smtp..acme.test"')],
  ['a title of 2 kB', 'title', () => block('truststore', `title = "${'x'.repeat(2048)}"\n${trusted()}`)],
  ['a title that gives no name', 'name', () => block('truststore', `title = "🚀"\n${trusted()}`)],
  ['a title with a line feed', 'title', () => block('truststore', `title = "a\\r\\nb"\n${trusted()}`)],
  ['a name that is taken', 'name', () => server('name = "taken"')],
  ['an id that is no UUID', 'tls_client_profile_id', () => server('tls_client_profile_id = "default"')],
  ['an id of nothing', 'tls_client_profile_id', () => server(`tls_client_profile_id = "${NOBODY}"`)],
  ['a truststore that is not PEM', 'ca_cert_pem', () => block('truststore', 'title = "Bad"\nca_cert_pem = "nothing"')],
  [
    'PEM with nothing sensible in it',
    'ca_cert_pem',
    () => {
      const broken = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----';
      return block('truststore', `title = "Bad"\nca_cert_pem = ${heredoc(broken)}`);
    },
  ],
  ['PKCS#12', 'ca_cert_pem', () => block('truststore', `title = "Bad"\nca_cert_pem = "${PKCS12}"`)],
  [
    'a key that does not match the certificate',
    'private_key_pem',
    () =>
      block('keystore', `title = "Bad"\ncert_pem = ${heredoc(certificate)}\nprivate_key_pem = ${heredoc(otherKey)}`),
  ],
  [
    'a private key among the certificates',
    'cert_pem',
    () => block('keystore', `title = "Bad"\ncert_pem = ${heredoc(otherKey)}\nprivate_key_pem = "x"`),
  ],
  ['a cipher nobody knows', 'ciphers', () => profile('ciphers = ["TLS_MAGIC"]')],
  ['a protocol nobody knows', 'protocols', () => profile('protocols = ["tls_v9"]')],
  [
    'a sender name with a line feed',
    'sender.name',
    () => settings('{ name = "a\\r\\nBcc: b", address = "a@acme.test" }'),
  ],
  ['a sender address that is none', 'sender.address', () => settings('{ address = "nobody" }')],
  ['a password without a user', 'username', () => server('password = "mail password"')],
  ['a user without a password', 'password_wo', () => server('username = "mail"')],
  ['an address that is none', 'email', () => block('organization_invitation', 'email = "nobody"\nnotify = false')],
  [
    'a password that is too short',
    'password_wo',
    () => block('user', 'username = "a"\nemail = "a@acme.test"\npassword_wo = "short"\npassword_wo_version = "1"'),
  ],
];

const trusted = () => `ca_cert_pem = ${heredoc(cloud.authority.certificatePem)}`;
const profile = (lines: string) => block('tls_client_profile', `title = "Bad"\n${lines}`);
const settings = (sender: string) =>
  block('notification_settings', `email_server_id = "${NOBODY}"\nsender = ${sender}`);

describe('an error lands on its attribute, and nothing is changed:', () => {
  test.each(CASES)('%s (%s)', async (_, attribute, configuration) => {
    const hcl = configuration();
    await write(workspace, hcl);
    const errors = await failToApply(workspace);
    const isWritten = new RegExp(`^\\s*${attribute}\\s*=`, 'm').test(hcl);
    // Engines find no line for what is not written, nor for what is inside of an object, and would print that of a secret;
    // then the text has to name it.
    const hasLine = isWritten && !SECRETS.includes(attribute);
    const named = errors.some((error) =>
      hasLine ? error.attribute === attribute : new RegExp(`\\b${attribute}\\b`).test(error.detail),
    );
    expect(JSON.stringify(errors)).not.toContain(otherKey.split('\n')[1]);
    expect({ attribute, errors, named }).toEqual({ attribute, errors, named: true });
    expect(await everything()).toBe(before);
  });

  test('only 3DES ciphers, where an email server uses the profile (tls_client_profile_id)', async () => {
    const ciphers = 'ciphers = ["RSA_WITH_3DES_EDE_CBC_SHA"]';
    await write(workspace, profile(ciphers) + server('tls_client_profile_id = gatepost_tls_client_profile.a.id'));
    const errors = await failToApply(workspace);
    expect(errors).toMatchObject([{ attribute: 'tls_client_profile_id', address: 'gatepost_email_server.a' }]);
    const { body } = await cloud.api.admin.get('/orgs/admin/mail-servers').expect(200);
    expect(body.total_results).toBe(1);
  });
});
