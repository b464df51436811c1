import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { failToApply, offeredImport } from './diagnostic.ts';
import { applyStep } from './step.ts';
import { startTestCloud, type TestCloud } from './test-cloud.ts';

let cloud: TestCloud;

beforeAll(async () => {
  cloud = await startTestCloud('attached');
  const server = await cloud.api.admin
    .post('/orgs/admin/mail-servers', { title: 'Relay', host: 'smtp.acme.test', port: 25 })
    .expect(201);
  await cloud.api.admin.put('/cloud/settings', { mail_server_url: server.body.url }).expect(200);
});

afterAll(() => cloud.stop());

const USERS = '/user-registries/admin/api-manager-lur/users';

/** What is there already, and the resource that wants to be it. */
const CASES: readonly (readonly [string, string, () => object, () => string | Promise<string>])[] = [
  [
    'gatepost_truststore',
    '/orgs/admin/truststores',
    () => ({ title: 'Trust', truststore: cloud.authority.certificatePem }),
    () => `title = "Trust"\nca_cert_pem = <<-EOT\n${cloud.authority.certificatePem}EOT`,
  ],
  [
    'gatepost_tls_client_profile',
    '/orgs/admin/tls-client-profiles',
    () => ({ title: 'Profile', version: '3.0.0' }),
    () => 'title = "Profile"\nversion = "3.0.0"',
  ],
  [
    'gatepost_email_server',
    '/orgs/admin/mail-servers',
    () => ({ title: 'Other', name: 'other', host: 'smtp.acme.test', port: 25 }),
    () => 'title = "Another title"\nname = "other"\nhost = "smtp.acme.test"\nport = 587',
  ],
  [
    'gatepost_user',
    USERS,
    () => ({ username: 'olivia', email: 'olivia@acme.test', password: 'long enough' }),
    () => 'username = "olivia"\nemail = "olivia@acme.test"',
  ],
  [
    'gatepost_provider_organization',
    '/cloud/orgs',
    () => ({ title: 'ACME', owner_url: `/api${USERS}/olivia` }),
    async () => `title = "ACME"\nowner_id = "${(await cloud.api.admin.get(`${USERS}/olivia`)).body.id}"`,
  ],
  [
    'gatepost_organization_invitation',
    '/cloud/org-invitations',
    () => ({ email: 'partner@acme.test' }),
    () => 'email = "partner@acme.test"',
  ],
  [
    'gatepost_portal_service',
    '/orgs/admin/availability-zones/availability-zone-default/portal-services',
    () => ({ title: 'Portal', endpoint: 'https://d.acme.test', web_endpoint_base: 'https://p.acme.test' }),
    () => 'title = "Portal"\nendpoint = "https://d.acme.test"\nweb_endpoint_base = "https://p.acme.test"',
  ],
];

test.each(CASES)('%s that is there already: the error offers an import block, which works', async (...one) => {
  const [type, collection, existing, lines] = one;
  const { body } = await cloud.api.admin.post(collection, existing()).expect(201);
  const hcl = `resource "${type}" "mine" {\n${await lines()}\n}\n`;
  const workspace = await cloud.open(hcl);
  const [error] = await failToApply(workspace);
  if (error === undefined) throw new Error('There is no error.');
  expect(error).toMatchObject({ summary: `This ${type} exists already`, address: `${type}.mine` });
  const { state } = await applyStep(workspace, hcl + offeredImport(error, `${type}.mine`));
  expect(state[`${type}.mine`]?.values.id).toBe(body.id);
});
