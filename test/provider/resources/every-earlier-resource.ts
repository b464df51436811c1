import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ValueRecord } from '../../../provider/framework/value.ts';
import { createCertificate } from '../../api/certificate.ts';
import { type Case, idsBy, type Surroundings } from './every-resource.ts';
import type { TestEngine } from './test-engine.ts';

/** The cases of what mail needs to leave, and of people and organizations: the resources that were there first. */

const NOBODY = '00000000-0000-4000-8000-000000000000';
const REGISTRY = 'api-manager-lur';

const [first, second] = [await createCertificate({ name: 'first' }), await createCertificate({ name: 'second' })];
const PASSPHRASE = 'opens it';
const cipher = { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: PASSPHRASE } as const;
const encryptedKey = createPrivateKey(second.privateKeyPem).export(cipher).toString();
/** Under the password `changeit`. */
const archive = (name: string) => readFileSync(join('test', 'api', 'pkcs12', `${name}.p12.base64`), 'utf8');

/**
 * Email servers, of which one is selected, and what depends on them and on keys.
 * @param sinkPort of an SMTP server that takes everything
 */
export async function makeMail(engine: TestEngine, sinkPort: number): Promise<Surroundings> {
  const idOf = idsBy(engine);
  const { certificatePem, privateKeyPem } = await createCertificate({ kind: 'rsa' });
  const signing = { title: 'Signing', cert_pem: certificatePem, private_key_pem: privateKeyPem };
  const server = { host: '127.0.0.1', port: sinkPort, secure: false };
  const relay = await idOf('gatepost_email_server', { title: 'Relay', ...server });
  await idOf('gatepost_notification_settings', { email_server_id: relay });
  const portal = {
    title: 'Shared',
    endpoint: 'https://shared.acme.test',
    web_endpoint_base: 'https://sites.acme.test',
  };
  return {
    portalService: await idOf('gatepost_portal_service', portal),
    sinkPort: String(sinkPort),
    relay,
    spare: await idOf('gatepost_email_server', { title: 'Spare', ...server }),
    signing: await idOf('gatepost_keystore', signing),
    keystore: await idOf('gatepost_keystore', { ...signing, title: 'Referred to' }),
    truststore: await idOf('gatepost_truststore', { title: 'Referred to', ca_cert_pem: certificatePem }),
  };
}

const inTurn = (...configurations: ValueRecord[]) => configurations;

const mailServer = (sinkPort: string) => ({ title: 'Mail', host: '127.0.0.1', port: Number(sinkPort), secure: false });
const signedIn = { title: 'The mail', name: 'the-mail', host: 'mail.acme.test', port: 2525, username: 'robot' };
const oauth2 = { client_id: 'gatepost', token_url: 'https://login.acme.test/token', scope: 'mail' };

export const earlierCases: Readonly<Record<string, (ids: Surroundings) => Case>> = {
  gatepost_truststore: () => ({
    steps: inTurn(
      { title: 'Trusted', pkcs12: archive('java-truststore'), password: 'changeit' },
      { title: 'Trusted', pkcs12: archive('java-truststore'), password_wo: 'changeit', password_wo_version: '1' },
      { title: 'All trusted', name: 'all-trusted', summary: 'Ours', ca_cert_pem: first.certificatePem },
    ),
    path: ({ id }) => `/orgs/admin/truststores/${id}`,
    importIds: ({ id, name }) => [String(name), String(id)],
    drift: { title: 'By hand' },
    errors: [
      [{ title: 'X' }, /^ca_cert_pem: .*Set `ca_cert_pem` or `pkcs12`/s],
      [{ title: 'X', ca_cert_pem: first.privateKeyPem }, /^ca_cert_pem: /],
      [{ title: 'X', pkcs12: archive('java-truststore'), password: 'wrong' }, /^password_wo_version: .*does not open/s],
    ],
  }),
  gatepost_keystore: () => ({
    steps: inTurn(
      { title: 'Ours', pkcs12: archive('rc2-and-3des'), password: 'changeit' },
      {
        title: 'Ours',
        pkcs12_wo: archive('java-keystore'),
        pkcs12_wo_version: '1',
        password_wo: 'changeit',
        password_wo_version: '1',
      },
      { title: 'Ours', cert_pem: first.certificatePem, private_key_pem: first.privateKeyPem },
      {
        title: 'All ours',
        name: 'all-ours',
        summary: 'Shown to servers',
        cert_pem: second.certificatePem,
        private_key_pem: encryptedKey,
        private_key_password: PASSPHRASE,
      },
      {
        title: 'All ours',
        cert_pem: second.certificatePem,
        private_key_pem_wo: encryptedKey,
        private_key_pem_wo_version: '1',
        private_key_password_wo: PASSPHRASE,
        private_key_password_wo_version: '1',
      },
    ),
    path: ({ id }) => `/orgs/admin/keystores/${id}`,
    importIds: ({ id, name }) => [String(name), String(id)],
    drift: { summary: 'By hand' },
    unanswered: [
      'private_key_pem_wo',
      'private_key_pem_wo_version',
      'private_key_password_wo',
      'private_key_password_wo_version',
    ],
    secret: { unrelated: { title: 'Still ours' }, fingerprint: 'private_key_fingerprint' },
    errors: [
      [{ title: 'X', cert_pem: first.certificatePem }, /^private_key_pem_wo_version: private_key_pem is missing/],
      [{ title: 'X', cert_pem: 'none', private_key_pem: first.privateKeyPem }, /^cert_pem: /],
      [
        { title: 'X', cert_pem: first.certificatePem, private_key_pem: second.privateKeyPem },
        /^private_key_pem_wo_version: .*belongs to another certificate/s,
      ],
    ],
  }),
  gatepost_tls_client_profile: ({ keystore = '', truststore = '' }) => ({
    steps: inTurn(
      { title: 'Profile', name: 'profile', version: '1.0.0' },
      {
        title: 'The profile',
        name: 'profile',
        summary: 'How we speak',
        protocols: ['tls_v1.3'],
        ciphers: ['TLS_AES_256_GCM_SHA384'],
        elliptic_curve_auto_negotiation: false,
        elliptic_curve: 'secp256r1',
        insecure_server_connections: true,
        server_name_indication: false,
        keystore_id: keystore,
        truststore_id: truststore.toUpperCase(),
      },
      { title: 'Profile', name: 'profile' },
    ),
    replaced: { name: 'another', version: '2.0.0' },
    path: ({ id }) => `/orgs/admin/tls-client-profiles/${id}`,
    importIds: ({ id, name }) => [`${name}:1.0.0`, String(name), String(id)],
    drift: { server_name_indication: false },
    errors: [
      [{ title: 'X', keystore_id: 'ours' }, /^keystore_id: .*must be an id/s],
      [{ title: 'X', truststore_id: NOBODY }, /^truststore_id: .*refers to no/s],
      [{ title: 'X', ciphers: ['TLS_OF_OUR_OWN'] }, /^ciphers: .*is no known cipher/s],
    ],
  }),
  gatepost_email_server: ({ sinkPort = '', profile = '' }) => ({
    steps: inTurn(
      { ...mailServer(sinkPort), verify: true },
      {
        ...signedIn,
        summary: 'Takes all',
        password: 'in the state',
        secure: true,
        tls_mode: 'starttls',
        timeout_ms: 5000,
        tls_client_profile_id: profile,
        helo_name: 'cloud.acme.test',
        max_connections: 2,
      },
      { ...signedIn, oauth2: { ...oauth2, client_secret: 'first', refresh_token: 'first' } },
      {
        ...signedIn,
        oauth2: {
          ...oauth2,
          client_secret_wo: 'second',
          client_secret_wo_version: '1',
          refresh_token_wo: 'second',
          refresh_token_wo_version: '1',
        },
      },
      { ...signedIn, password_wo: 'third', password_wo_version: '1' },
    ),
    path: ({ id }) => `/orgs/admin/mail-servers/${id}`,
    importIds: ({ id, name }) => [String(name), String(id)],
    drift: { helo_name: 'by-hand.acme.test' },
    unanswered: ['password_wo', 'password_wo_version'],
    secret: { unrelated: { summary: 'The same secret', password_wo: 'not sent' }, fingerprint: 'password_fingerprint' },
    errors: [
      [{ ...signedIn, username: null, password: 'x' }, /^username: .*Set `username` too/s],
      [{ ...signedIn, password: 'x', tls_client_profile_id: NOBODY }, /^tls_client_profile_id: .*refers to no/s],
      [{ ...signedIn, password: 'x', port: 70_000 }, /^port: /],
      [{ ...mailServer('1'), title: 'X', verify: true }, /tcp/],
    ],
  }),
  gatepost_user: () => ({
    steps: inTurn(
      { username: 'anna', email: 'anna@acme.test', password: 'first password' },
      {
        username: 'anna',
        email: 'anna@other.test',
        first_name: 'Anna',
        last_name: 'Person',
        language: 'de',
        state: 'disabled',
        password_wo: 'second password',
        password_wo_version: '1',
      },
    ),
    replaced: { username: 'berta', user_registry: 'cloud-manager-lur' },
    path: ({ id }) => `/user-registries/admin/${REGISTRY}/users/${id}`,
    importIds: ({ id, username, name }) => [`${REGISTRY}/${username ?? name}`, `${REGISTRY}/${id}`, String(id)],
    drift: { first_name: 'By hand' },
    unanswered: ['password_wo', 'password_wo_version'],
    secret: { unrelated: { last_name: 'Human', password_wo: 'not sent' }, fingerprint: 'password_fingerprint' },
    errors: [
      [{ username: 'short', email: 's@acme.test', password: 'short' }, /^password_wo_version: /],
      [{ username: 'odd', email: 'nobody' }, /^email: /],
      [{ username: 'odd', email: 'o@acme.test', state: 'asleep' }, /^state: .*must be one of/s],
    ],
  }),
  gatepost_provider_organization: ({ user = '', stranger = '' }) => ({
    steps: inTurn(
      { title: 'Branch', name: 'branch', owner_id: user },
      {
        title: 'The branch',
        name: 'branch',
        summary: 'Abroad',
        owner_id: stranger,
        notification_settings_id: 'cloud-setting',
        deletion_protection: true,
      },
      { title: 'The branch', name: 'branch', owner_id: stranger, deletion_protection: false },
    ),
    replaced: { name: 'elsewhere' },
    path: ({ id }) => `/orgs/${id}`,
    importIds: ({ id, name }) => [String(name), String(id)],
    drift: { title: 'By hand' },
    errors: [
      [{ title: 'X', owner_id: 'anna' }, /^owner_id: .*must be an id/s],
      [{ title: 'X', owner_id: NOBODY }, /^owner_id: .*must be the URL of a user/s],
    ],
  }),
  gatepost_organization_invitation: () => ({
    steps: inTurn(
      { email: 'guest@acme.test', notify: false },
      { email: 'guest@acme.test', notify: false, language: 'de' },
      {
        email: 'guest@acme.test',
        notify: true,
        notification_settings_id: 'cloud-setting',
        timeouts: { create: '5s' },
      },
    ),
    replaced: { email: 'other@acme.test' },
    path: ({ id }) => `/cloud/org-invitations/${id}`,
    importIds: ({ id }) => [String(id)],
    drift: { language: 'pt-BR' },
    unanswered: ['timeouts'],
    errors: [
      [{ email: 'nobody', notify: false }, /^email: .*e-mail address/s],
      [{ email: 'n@acme.test', notify: false, language: '?' }, /^language: /],
    ],
  }),
  gatepost_portal_service: ({ profile = '' }) => ({
    steps: inTurn(
      { title: 'Portal', endpoint: 'https://portal.acme.test', web_endpoint_base: 'https://www.acme.test' },
      {
        title: 'The portal',
        name: 'the-portal',
        summary: 'For developers',
        endpoint: 'https://portal.acme.test',
        web_endpoint_base: 'https://developer.acme.test',
        availability_zone: 'availability-zone-default',
        endpoint_tls_client_profile_id: profile,
        notification_settings_id: 'cloud-setting',
        timeouts: { create: '5s' },
      },
    ),
    replaced: { endpoint: 'https://elsewhere.test', availability_zone: 'elsewhere' },
    path: ({ id }) => `/orgs/admin/availability-zones/availability-zone-default/portal-services/${id}`,
    importIds: ({ id, name }) => [`availability-zone-default/${name}`, `availability-zone-default/${id}`, String(id)],
    drift: { web_endpoint_base: 'https://by-hand.test' },
    unanswered: ['timeouts'],
    errors: [
      [{ title: 'X', endpoint: 'x', web_endpoint_base: 'https://x.test' }, /^endpoint: .*must be a URL/s],
      [
        { title: 'X', endpoint: 'https://x.test', web_endpoint_base: 'https://x.test', availability_zone: 'nowhere' },
        /^availability_zone: /,
      ],
    ],
  }),
  // Last, for its end unselects the email server that others need.
  gatepost_notification_settings: ({ relay = '', spare = '', signing = '' }) => ({
    steps: inTurn(
      { email_server_id: relay },
      {
        email_server_id: spare,
        fallback_email_server_ids: [relay],
        sender: { name: 'Acme', address: 'mail@acme.test' },
        dkim: { domain: 'acme.test', selector: 'mail', keystore_id: signing },
      },
      { email_server_id: relay, fallback_email_server_ids: [spare] },
    ),
    path: () => '/cloud/settings',
    importIds: () => ['cloud-setting'],
    drift: { mail_server_url: null, fallback_mail_server_urls: [] },
    isSettings: true,
    errors: [
      [{ email_server_id: 'relay' }, /^email_server_id: .*must be an id/s],
      [{ email_server_id: NOBODY }, /^email_server_id: .*refers to no/s],
      [{ email_server_id: relay, fallback_email_server_ids: [relay] }, /^fallback_email_server_ids: .*no fallback/s],
      [{ email_server_id: relay, sender: { address: 'nobody' } }, /^sender(.address)?: /],
    ],
  }),
};
