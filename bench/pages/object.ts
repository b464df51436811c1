import { createAuthority } from '../../toolbox/certificate-authority.ts';
import type { Client } from '../api/client.ts';

/** Of each kind, so that a list is one. */
const EACH = 10;

const ADMIN = '/api/orgs/admin';
const ZONE = `${ADMIN}/availability-zones/availability-zone-default`;

/** Makes some objects of every kind that has a page. */
export async function addObjects(api: Client): Promise<void> {
  await selectServer(api);
  const authority = await createAuthority('Bench CA');
  const { certificatePem, privateKeyPem } = await authority.issueServer(['localhost']);
  const keystore = certificatePem + privateKeyPem;
  for (let each = 0; each < EACH; each += 1) {
    const name = `bench-${each}`;
    const { url: keystoreUrl } = await make(api, `${ADMIN}/keystores`, { title: name, keystore });
    const trusted = { title: name, truststore: authority.certificatePem };
    const { url: truststoreUrl } = await make(api, `${ADMIN}/truststores`, trusted);
    const profile = { title: name, keystore_url: keystoreUrl, truststore_url: truststoreUrl };
    const { url: profileUrl } = await make(api, `${ADMIN}/tls-client-profiles`, profile);
    await make(api, `${ADMIN}/tls-server-profiles`, { title: name, keystore_url: keystoreUrl });
    const server = { title: name, host: 'smtp.example.com', port: 587, secure: true };
    await make(api, `${ADMIN}/mail-servers`, { ...server, tls_client_profile_url: profileUrl });
    await addPeople(api, name);
    await addServices(api, name);
  }
}

/** One where nobody listens, so that mails stay. */
async function selectServer(api: Client): Promise<void> {
  const { url } = await make(api, `${ADMIN}/mail-servers`, { title: 'Selected', host: '127.0.0.1', port: 9 });
  await api.put('/api/cloud/settings', { mail_server_url: url });
}

async function addPeople(api: Client, name: string): Promise<void> {
  const person = { username: name, email: `${name}@example.com` };
  const owner = await make(api, '/api/user-registries/admin/api-manager-lur/users', person);
  await make(api, '/api/cloud/orgs', { title: name, owner_url: owner.url });
  await make(api, '/api/cloud/org-invitations', { email: person.email, notify: true });
  const user = await make(api, '/api/user-registries/admin/cloud-manager-lur/users', person);
  const role = await make(api, `${ADMIN}/roles`, { title: name, permission_urls: ['/api/cloud/permissions/org/view'] });
  await make(api, `${ADMIN}/members`, { user: { url: user.url }, role_urls: [role.url] });
  await make(api, `${ADMIN}/member-invitations`, { email: `x-${person.email}`, notify: true });
}

async function addServices(api: Client, name: string): Promise<void> {
  const endpoint = `https://${name}.example.com`;
  await make(api, `${ADMIN}/availability-zones`, { title: name });
  const gateway = { title: name, endpoint, api_endpoint_base: `https://apis.${name}.example.com` };
  await make(api, `${ZONE}/gateway-services`, gateway);
  await make(api, `${ZONE}/analytics-services`, { title: name, endpoint });
  await make(api, `${ZONE}/portal-services`, { title: name, endpoint, web_endpoint_base: `${endpoint}/portal` });
  const program = { title: name, client_id: name, client_secret: 'of a bench alone', scopes: ['org/view'] };
  await make(api, '/api/cloud/registrations', program);
  await make(api, '/api/cloud/api-keys', { title: name });
}

const make = (api: Client, path: string, body: object) => api.post<{ url: string }>(path, body);
