import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { enrol } from '../api/person.ts';
import { diagnosticsOf } from './diagnostic.ts';
import { destroyAndAsk, pathOf } from './object.ts';
import { applyStep, expectNoChanges, type StateResource, stateOf } from './step.ts';
import { startTestCloud, type TestCloud } from './test-cloud.ts';

let cloud: TestCloud;

beforeAll(async () => {
  cloud = await startTestCloud('attached');
});

afterAll(() => cloud.stop());

const CONFIGURATION = `
resource "gatepost_email_server" "a" {
  title = "Relay"
  host  = "smtp.acme.test"
  port  = 25
}
resource "gatepost_notification_settings" "a" {
  email_server_id = gatepost_email_server.a.id
}
resource "gatepost_user" "a" {
  username = "owner"
  email    = "owner@acme.test"
}
resource "gatepost_provider_organization" "a" {
  title    = "ACME"
  owner_id = gatepost_user.a.id
}
resource "gatepost_organization_invitation" "a" {
  email                    = "partner@acme.test"
  notification_settings_id = gatepost_notification_settings.a.id
}
resource "gatepost_portal_service" "a" {
  title                    = "Portal"
  endpoint                 = "https://director.acme.test"
  web_endpoint_base        = "https://portal.acme.test"
  notification_settings_id = gatepost_notification_settings.a.id
}
`;

const GONE = ['gatepost_provider_organization.a', 'gatepost_organization_invitation.a', 'gatepost_portal_service.a'];

test('objects deleted behind the back of Terraform are warned of by name and created again', async () => {
  const workspace = await cloud.open(CONFIGURATION);
  const { state } = await applyStep(workspace);
  const deleted = GONE.flatMap((address) => state[address] ?? []);
  expect(deleted).toHaveLength(GONE.length);
  for (const resource of deleted) await cloud.api.admin.delete(pathOf(resource)).expect(200);
  await cloud.api.admin.put('/cloud/settings', { mail_server_url: null }).expect(200);

  const warnings = diagnosticsOf(await workspace.plan('-json')).map(({ summary }) => summary);
  for (const resource of deleted) expect(warnings).toContain(`${describe(resource)} is gone`);
  const { actions, state: again } = await applyStep(workspace);
  const recreated = Object.fromEntries(GONE.map((address) => [address, 'create']));
  // The settings are always there; what they select is set again.
  expect(actions).toEqual({ ...recreated, 'gatepost_notification_settings.a': 'update' });
  for (const { address, values } of deleted) expect(again[address]?.values.id).not.toBe(values.id);
  await destroyAndAsk(workspace, cloud.api);
});

function describe({ type, values }: StateResource): string {
  const name = values.name ?? values.title;
  return [type, name !== undefined && JSON.stringify(name), `(${values.id})`].filter(Boolean).join(' ');
}

test('what is destroyed already is destroyed without an error', async () => {
  const workspace = await cloud.open(CONFIGURATION);
  const { state } = await applyStep(workspace);
  for (const resource of GONE.flatMap((address) => state[address] ?? [])) {
    await cloud.api.admin.delete(pathOf(resource)).expect(200);
  }
  const { code, output } = await workspace.destroy('-refresh=false');
  expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining('6 destroyed') });
});

test('a role that was narrowed is an error that names the permission, and the state keeps everything', async () => {
  const { admin } = cloud.api;
  const permission = (name: string) => `/api/cloud/permissions/${name}`;
  const granted = ['org/view', 'org/settings:view', 'org/settings:manage'].map(permission);
  await admin.post('/orgs/admin/roles', { name: 'keeper', title: 'Keeper', permission_urls: granted }).expect(201);
  const { token } = await enrol(cloud.api, 'keeper');
  const pem = cloud.authority.certificatePem;
  const hcl = `resource "gatepost_truststore" "a" {\n  title = "Kept"\n  ca_cert_pem = <<-EOT\n${pem}EOT\n}\n`;
  const workspace = await cloud.open(hcl, { GATEPOST_TOKEN: token });
  const { state } = await applyStep(workspace);

  await admin.patch('/orgs/admin/roles/keeper', { permission_urls: [permission('org/view')] }).expect(200);
  const refused = await workspace.plan('-json');
  expect(refused.code).toBe(1);
  const [error] = diagnosticsOf(refused).filter(({ severity }) => severity === 'error');
  expect(error?.summary).toContain('permission for gatepost_truststore is missing');
  expect(error?.detail).toContain('org/settings:view');
  expect(await stateOf(workspace)).toEqual(state);

  await admin.patch('/orgs/admin/roles/keeper', { permission_urls: granted }).expect(200);
  await expectNoChanges(workspace);
});
