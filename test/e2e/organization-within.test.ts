import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { requireSuccess } from '../../toolbox/workspace.ts';
import { applyStep } from './step.ts';
import { startTestCloud, type TestCloud } from './test-cloud.ts';

let cloud: TestCloud;
beforeAll(async () => {
  // Two configurations of the provider are two processes, which an attached one is not.
  cloud = await startTestCloud();
});
afterAll(() => cloud.stop());

/** The cloud's administrator makes the organization, its owner everything within it, in one configuration. */
const configuration = ({ api, sink }: TestCloud) => `
provider "gatepost" {
  alias    = "owner"
  endpoint = "${api.url}"
  username = "owner"
  password = "long enough"
  realm    = "provider/default-idp-2"
}
resource "gatepost_email_server" "relay" {
  title  = "Relay"
  host   = "127.0.0.1"
  port   = ${sink.port}
  secure = false
}
resource "gatepost_notification_settings" "this" {
  email_server_id = gatepost_email_server.relay.id
}
resource "gatepost_user" "people" {
  for_each = toset(["owner", "anna"])
  username = each.key
  email    = "\${each.key}@acme.test"
  password = "long enough"
}
resource "gatepost_provider_organization" "acme" {
  title    = "Acme"
  owner_id = gatepost_user.people["owner"].id
}
data "gatepost_permissions" "org" {
  collection = "org"
}
resource "gatepost_role" "auditor" {
  provider        = gatepost.owner
  organization_id = gatepost_provider_organization.acme.id
  title           = "Auditor"
  permissions     = [for each in data.gatepost_permissions.org.permissions : each if endswith(each, "view")]
}
resource "gatepost_member" "anna" {
  provider        = gatepost.owner
  organization_id = gatepost_provider_organization.acme.id
  user_id         = gatepost_user.people["anna"].id
  role_ids        = [gatepost_role.auditor.id]
}
resource "gatepost_catalog" "shop" {
  provider        = gatepost.owner
  organization_id = gatepost_provider_organization.acme.id
  title           = "Shop"
}
resource "gatepost_catalog_settings" "shop" {
  provider        = gatepost.owner
  organization_id = gatepost_provider_organization.acme.id
  catalog_id      = gatepost_catalog.shop.id
  production_mode = true
}
resource "gatepost_gateway_service" "edge" {
  title    = "Edge"
  endpoint = "https://edge.acme.test"
  visibility = {
    type             = "custom"
    organization_ids = [gatepost_provider_organization.acme.id]
  }
}
resource "gatepost_notification_template" "invitation" {
  scope   = "cloud"
  mail    = "invitation"
  subject = "Come in"
}
data "gatepost_email_servers" "all" {
  title_contains = "relay"
  depends_on     = [gatepost_email_server.relay]
}
data "gatepost_email_server_probe" "relay" {
  email_server_id = gatepost_email_server.relay.id
}
check "mail_can_leave" {
  assert {
    condition     = data.gatepost_email_server_probe.relay.ok
    error_message = "failed at \${coalesce(data.gatepost_email_server_probe.relay.failed_stage, "nothing")}"
  }
}
output "relays" {
  value = [for each in data.gatepost_email_servers.all.items : each.name]
}
`;

test('what is within an organization is made by its owner, in the configuration that makes the organization', async () => {
  const workspace = await cloud.open(configuration(cloud));
  const { state } = await applyStep(workspace);
  expect(Object.values(state).find(({ type }) => type === 'gatepost_member')?.values).toMatchObject({ name: 'anna' });
  const { values } = (await workspace.show()) as { values: { outputs: { relays: { value: string[] } } } };
  expect(values.outputs.relays.value).toEqual(['relay']);

  const { output } = await workspace.plan();
  expect(output).not.toContain('failed at');
  await cloud.sink.goDown();
  const without = await workspace.plan();
  await cloud.sink.comeBack();
  expect(without.code).toBe(0);
  expect(without.output).toMatch(/Warning: Check block assertion failed.*failed at tcp/s);

  requireSuccess(await workspace.destroy());
  await cloud.api.admin.get('/orgs/acme').expect(404);
  const { body } = await cloud.api.admin.get('/cloud/settings/notification-templates/cloud/invitation').expect(200);
  expect(body.is_changed).toBe(false);
});
