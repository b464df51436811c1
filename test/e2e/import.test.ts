import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { requireSuccess } from '../../toolbox/workspace.ts';
import { applyStep, type Change, changesIn, expectNoChanges, type StateResource, stateOf } from './step.ts';
import { startTestCloud, type TestCloud } from './test-cloud.ts';

let cloud: TestCloud;
let configuration: string;
let state: Readonly<Record<string, StateResource>>;

beforeAll(async () => {
  cloud = await startTestCloud();
  const pair = await cloud.authority.issueClient('client');
  configuration = describeEverything(cloud.authority.certificatePem, pair.certificatePem, pair.privateKeyPem);
  state = (await applyStep(await cloud.open(configuration))).state;
});

afterAll(() => cloud.stop());

/** Each resource; those with a secret once write-only and once plain. */
function describeEverything(ca: string, certificate: string, key: string): string {
  return `
resource "gatepost_truststore" "a" {
  title       = "Trust"
  summary     = "Whom we trust"
  ca_cert_pem = <<-EOT\n${ca}EOT
}
resource "gatepost_keystore" "secret" {
  title                      = "Secret key"
  cert_pem                   = <<-EOT\n${certificate}EOT
  private_key_pem_wo         = <<-EOT\n${key}EOT
  private_key_pem_wo_version = "1"
}
resource "gatepost_keystore" "plain" {
  title           = "Plain key"
  cert_pem        = <<-EOT\n${certificate}EOT
  private_key_pem = <<-EOT\n${key}EOT
}
resource "gatepost_tls_client_profile" "a" {
  title         = "Profile"
  version       = "2.1.0"
  protocols     = ["tls_v1.3", "tls_v1.2"]
  keystore_id   = gatepost_keystore.secret.id
  truststore_id = gatepost_truststore.a.id
}
resource "gatepost_tls_client_profile" "first" {
  title = "First profile"
}
resource "gatepost_email_server" "secret" {
  title                 = "Secret server"
  host                  = "smtp.acme.test"
  port                  = 587
  username              = "mail"
  password_wo           = "mail password"
  password_wo_version   = "1"
  timeout_ms            = 5000
  tls_client_profile_id = gatepost_tls_client_profile.a.id
}
resource "gatepost_email_server" "plain" {
  title    = "Plain server"
  host     = "192.0.2.7"
  port     = 465
  username = "mail"
  password = "mail password"
}
resource "gatepost_notification_settings" "a" {
  email_server_id = gatepost_email_server.secret.id
  sender          = { name = "Cloud", address = "cloud@acme.test" }
}
resource "gatepost_user" "secret" {
  username            = "olivia"
  email               = "olivia@acme.test"
  password_wo         = "owner password"
  password_wo_version = "1"
}
resource "gatepost_user" "plain" {
  username      = "Paul"
  user_registry = "cloud-manager-lur"
  email         = "paul@acme.test"
  first_name    = "Paul"
  password      = "admin password"
}
resource "gatepost_provider_organization" "a" {
  title                    = "ACME"
  owner_id                 = gatepost_user.secret.id
  notification_settings_id = gatepost_notification_settings.a.id
}
resource "gatepost_organization_invitation" "a" {
  email                    = "partner@acme.test"
  notification_settings_id = gatepost_notification_settings.a.id
  timeouts                 = { create = "20s" }
}
resource "gatepost_portal_service" "a" {
  title                    = "Portal"
  endpoint                 = "https://director.acme.test"
  web_endpoint_base        = "https://portal.acme.test"
  notification_settings_id = gatepost_notification_settings.a.id
  timeouts                 = { create = "20s" }
}
`;
}

/** What an import can't bring: everything that is never read back. */
const DIFFERENCES: Readonly<Record<string, readonly string[]>> = {
  'gatepost_truststore.a': [],
  'gatepost_keystore.secret': ['private_key_pem_wo_version'],
  'gatepost_keystore.plain': ['private_key_pem'],
  'gatepost_tls_client_profile.a': [],
  'gatepost_tls_client_profile.first': [],
  'gatepost_email_server.secret': ['password_wo_version'],
  'gatepost_email_server.plain': ['password'],
  'gatepost_notification_settings.a': [],
  'gatepost_user.secret': ['password_wo_version'],
  'gatepost_user.plain': ['password'],
  'gatepost_provider_organization.a': [],
  'gatepost_organization_invitation.a': ['timeouts'],
  'gatepost_portal_service.a': ['timeouts'],
};

type ImportIds = Readonly<Record<string, string>>;

const idOf = (address: string) => String(state[address]?.values.id);

const KINDS: readonly (readonly [string, () => ImportIds])[] = [
  ['id', () => Object.fromEntries(Object.keys(DIFFERENCES).map((address) => [address, idOf(address)]))],
  [
    'name',
    () => ({
      'gatepost_truststore.a': 'trust',
      'gatepost_keystore.secret': 'secret-key',
      'gatepost_keystore.plain': 'plain-key',
      'gatepost_tls_client_profile.first': 'first-profile',
      'gatepost_email_server.secret': 'secret-server',
      'gatepost_email_server.plain': 'plain-server',
      'gatepost_notification_settings.a': 'cloud-setting',
      'gatepost_user.secret': 'olivia',
      'gatepost_provider_organization.a': 'acme',
      'gatepost_organization_invitation.a': 'partner-acme-test',
      'gatepost_portal_service.a': 'portal',
    }),
  ],
  [
    'name with version, registry or zone',
    () => ({
      'gatepost_tls_client_profile.a': 'profile:2.1.0',
      'gatepost_tls_client_profile.first': 'first-profile:1.0.0',
      'gatepost_user.secret': 'api-manager-lur/olivia',
      'gatepost_user.plain': 'cloud-manager-lur/paul',
      'gatepost_portal_service.a': 'availability-zone-default/portal',
    }),
  ],
  [
    'id with registry or zone',
    () => ({
      'gatepost_user.secret': `api-manager-lur/${idOf('gatepost_user.secret')}`,
      'gatepost_user.plain': `cloud-manager-lur/${idOf('gatepost_user.plain')}`,
      'gatepost_portal_service.a': `availability-zone-default/${idOf('gatepost_portal_service.a')}`,
    }),
  ],
];

test.each(KINDS)(
  'an import by %s, then a plan, differs in nothing but what is never read back, and then not at all',
  async (_, ids) => {
    const importIds = ids();
    // The others go the way of their ids, so that references hold.
    const all = Object.fromEntries(Object.keys(DIFFERENCES).map((address) => [address, idOf(address)]));
    const workspace = await cloud.open(withImports({ ...all, ...importIds }));
    requireSuccess(await workspace.plan());
    const changes = await changesIn(workspace, 'all');
    expect(Object.fromEntries(changes.map((change) => [change.address, differencesOf(change)]))).toEqual(DIFFERENCES);
    requireSuccess(await workspace.apply('plan.bin'));
    await expectNoChanges(workspace);
  },
);

function withImports(ids: ImportIds): string {
  const blocks = Object.entries(ids).map(([address, id]) => `import {\n  to = ${address}\n  id = "${id}"\n}\n`);
  return `${configuration}\n${blocks.join('')}`;
}

/** The attributes that the plan changes in place. */
function differencesOf({ change: { actions, before, after } }: Change): string[] {
  expect(['no-op', 'update']).toContain(actions.join());
  const names = Object.keys({ ...before, ...after });
  return names.filter((name) => JSON.stringify(before?.[name]) !== JSON.stringify(after?.[name]));
}

test('the command terraform import brings what the state had, secrets and timeouts aside', async () => {
  const workspace = await cloud.open(configuration);
  const ids: ImportIds = {
    'gatepost_truststore.a': 'trust',
    'gatepost_email_server.plain': 'plain-server',
    'gatepost_user.plain': 'cloud-manager-lur/PAUL',
    'gatepost_notification_settings.a': 'cloud-setting',
  };
  for (const [address, id] of Object.entries(ids)) requireSuccess(await workspace.import(address, id));
  const imported = await stateOf(workspace);
  for (const address of Object.keys(ids)) {
    const unread = Object.fromEntries((DIFFERENCES[address] ?? []).map((name) => [name, null]));
    expect(imported[address]?.values).toEqual({ ...state[address]?.values, ...unread });
  }
});

test.each([
  ['gatepost_truststore.a', 'nobody', 'There is no gatepost_truststore "nobody"'],
  ['gatepost_user.plain', 'no-registry/paul', 'no-registry'],
  ['gatepost_notification_settings.a', 'other', 'imported by the id cloud-setting'],
  ['gatepost_portal_service.a', 'availability-zone-default/none', 'There is no gatepost_portal_service'],
])('an import of %s by %s, which is nothing, says so', async (address, id, words) => {
  const workspace = await cloud.open(configuration);
  const { code, output } = await workspace.import(address, id);
  expect({ code, output }).toEqual({ code: 1, output: expect.stringContaining(words) });
});
