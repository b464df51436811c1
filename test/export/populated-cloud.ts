import { resources } from '../../provider/resources/index.ts';
import { create, KEYSTORES, MAIL_SERVERS, PROFILES, SETTINGS, TRUSTSTORES } from '../api/builder.ts';
import { createCertificate } from '../api/certificate.ts';
import type { TestApi } from '../api/start-api.ts';
import type { TestCloud } from '../e2e/test-cloud.ts';
import { MAIL_LOGIN } from '../e2e/test-cloud.ts';
import { addFurther, REGISTRATION_SECRET } from './further-objects.ts';

const PROVIDERS = '/user-registries/admin/api-manager-lur/users';
const ADMINISTRATORS = '/user-registries/admin/cloud-manager-lur/users';
const PORTALS = '/orgs/admin/availability-zones/availability-zone-default/portal-services';

/** What is read as a template, ends a string or turns the writing around where it is not escaped. */
export const HOSTILE = 'Ünïcode "relay" \u0024{var.x} %{ if true } \\n';

/** The secrets by the variables that an export makes of them. */
export type Secrets = Readonly<Record<string, string>>;

export const covers = (noun: string): boolean => resources.some(({ typeName }) => typeName === `gatepost_${noun}`);

/** Fills a cloud by REST, with two of nearly everything and the texts that break configurations. */
export async function populate({
  api,
  sink,
  authority,
}: Pick<TestCloud, 'api' | 'sink' | 'authority'>): Promise<Secrets> {
  const pair = await authority.issueClient('client');
  const signing = await createCertificate({ kind: 'rsa' });
  const trust = await create(api, TRUSTSTORES, {
    title: 'Internal CA',
    summary: 'Whom we trust \u0024{path.module}',
    truststore: `# as it came\r\n${authority.certificatePem.replaceAll('\n', '\r\n').trimEnd()}`,
  });
  const keys = await create(api, KEYSTORES, { title: 'Client', keystore: pair.certificatePem + pair.privateKeyPem });
  const dkim = await create(api, KEYSTORES, {
    title: 'Signing',
    keystore: signing.certificatePem + signing.privateKeyPem,
  });
  const profile = await create(api, PROFILES, {
    title: 'Mail',
    version: '2.1.0',
    protocols: ['tls_v1.3', 'tls_v1.2'],
    keystore_url: keys.url,
    truststore_url: trust.url,
  });
  await create(api, PROFILES, { title: 'Mail', truststore_url: trust.url, server_name_indication: false });
  const main = await create(api, MAIL_SERVERS, {
    title: HOSTILE,
    name: 'main-relay',
    host: 'localhost',
    port: sink.port,
    secure: true,
    tls_client_profile_url: profile.url,
    credentials: MAIL_LOGIN,
    timeout: 5000,
  });
  await create(api, MAIL_SERVERS, {
    title: '2nd relay',
    host: '192.0.2.7',
    port: 465,
    secure: true,
    tls_client_profile_url: `${api.url}/api/orgs/admin/tls-client-profiles/tls-client-profile-default`,
    credentials: { username: 'relay', auth: OAUTH2 },
  });
  const sender = { custom: true, name: 'API "Cloud"', address: 'cloud@acme.test' };
  const signed = { domain: 'acme.test', selector: 'gatepost', keystore_url: dkim.url };
  await api.admin.put(SETTINGS, { mail_server_url: main.url, email_sender: sender, dkim: signed }).expect(200);
  await addPeople(api);
  return {
    keystore_client_private_key_pem: pair.privateKeyPem,
    keystore_signing_private_key_pem: signing.privateKeyPem,
    email_server_main_relay_password: MAIL_LOGIN.password,
    email_server_2nd_relay_client_secret: OAUTH2.client_secret,
    user_olivia_b_password: 'olivia password',
    user_olivia_b_2_password: 'other olivia password',
    user_paul_password: 'paul password "quoted"',
    ...(covers('registration') && { registration_pipeline_client_secret: REGISTRATION_SECRET }),
  };
}

const OAUTH2 = {
  type: 'oauth2',
  client_id: 'gatepost',
  client_secret: 'oauth client secret',
  token_url: 'https://login.acme.test/token',
  scope: 'smtp.send',
};

/** Two whose labels meet, one of the other registry, one who has no password; organizations, an invitation, a portal. */
async function addPeople(api: TestApi): Promise<void> {
  const person = (username: string, password?: string) => ({ username, email: `${username}@acme.test`, password });
  const { body: owner } = await api.admin.post(PROVIDERS, person('olivia.b', 'olivia password')).expect(201);
  await api.admin.post(PROVIDERS, person('olivia_b', 'other olivia password')).expect(201);
  await api.admin.post(PROVIDERS, { ...person('nora'), language: 'de' }).expect(201);
  const third = { ...person('paul', 'paul password "quoted"'), first_name: 'Paul', state: 'disabled' };
  const { body: paul } = await api.admin.post(ADMINISTRATORS, third).expect(201);
  await api.admin.post('/cloud/orgs', { title: 'ACME', summary: 'First', owner_url: owner.url }).expect(201);
  await api.admin.post('/cloud/orgs', { title: 'Beta', name: 'b', owner_url: owner.url }).expect(201);
  await api.admin
    .post('/cloud/org-invitations', { email: 'partner@acme.test', notify: true, language: 'de' })
    .expect(201);
  const profiles = `${api.url}/api/orgs/admin/tls-client-profiles`;
  await create(api, PORTALS, {
    title: 'Developer portal',
    endpoint: 'https://director.acme.test',
    web_endpoint_base: 'https://portal.acme.test',
    endpoint_tls_client_profile_url: `${profiles}/portal-api-admin-default`,
  });
  await addFurther(api, paul.url);
}
