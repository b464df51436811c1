import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { featureNamed, hasFeature } from '../../scripts/matrix/feature.ts';
import { OLDEST_SUPPORTED } from '../../toolbox/engine.ts';
import { requireSuccess, type Workspace } from '../../toolbox/workspace.ts';
import { destroyAndAsk, pathOf } from './object.ts';
import { applyStep, changesIn, expectNoChanges, type Step, stateOf } from './step.ts';
import { MAIL_LOGIN, startTestCloud, type TestCloud } from './test-cloud.ts';

/** What the oldest engine that is supported has, so that every engine passes. */
let cloud: TestCloud;

beforeAll(async () => {
  cloud = await startTestCloud('built', { oldest: OLDEST_SUPPORTED });
});

afterAll(() => cloud.stop());

const OWNER_PASSWORD = 'owner password 5d1c';

const VARIABLES = `
variable "mail_password" {
  type      = string
  sensitive = true
}
variable "owner_password" {
  type      = string
  sensitive = true
}
`;

/** What the quickstart has, with secrets as an engine without write-only attributes takes them. */
const everything = (title: string) => `${VARIABLES}
resource "gatepost_truststore" "mail" {
  title       = "Mail authority"
  ca_cert_pem = <<-EOT\n${cloud.authority.certificatePem}EOT
}
resource "gatepost_tls_client_profile" "mail" {
  title         = "Mail"
  protocols     = ["tls_v1.2", "tls_v1.3"]
  truststore_id = gatepost_truststore.mail.id
}
resource "gatepost_email_server" "main" {
  title                 = "${title}"
  name                  = "main"
  host                  = "localhost"
  port                  = ${cloud.sink.port}
  username              = "${MAIL_LOGIN.username}"
  password              = var.mail_password
  secure                = true
  tls_client_profile_id = gatepost_tls_client_profile.mail.id
}
resource "gatepost_notification_settings" "this" {
  email_server_id = gatepost_email_server.main.id
  sender          = { name = "API Cloud", address = "api-cloud@example.com" }
}
resource "gatepost_user" "owner" {
  username   = "olivia"
  email      = "olivia@example.com"
  password   = var.owner_password
}
resource "gatepost_provider_organization" "acme" {
  title                    = "ACME"
  owner_id                 = gatepost_user.owner.id
  notification_settings_id = gatepost_notification_settings.this.id
}
resource "gatepost_organization_invitation" "partner" {
  email                    = "partner@example.com"
  notification_settings_id = gatepost_notification_settings.this.id
}
resource "gatepost_portal_service" "main" {
  title                    = "Developer portal"
  endpoint                 = "https://portal-director.example.com"
  web_endpoint_base        = "https://portal.example.com"
  notification_settings_id = gatepost_notification_settings.this.id
}
data "gatepost_email_server_probe" "main" {
  email_server_id = gatepost_email_server.main.id
}
check "mail" {
  assert {
    condition     = data.gatepost_email_server_probe.main.ok
    error_message = "The email server does not take mail."
  }
}
`;

const SECRETS = { TF_VAR_mail_password: MAIL_LOGIN.password, TF_VAR_owner_password: OWNER_PASSWORD };

/** What the step did to resources; the probe is read again when its server changes. */
function managed({ actions }: Step): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(actions).filter(([address]) => !address.startsWith('data.')));
}

/** Somebody else gives the server of the state another title. */
async function driftTo(workspace: Workspace, title: string): Promise<void> {
  const server = (await stateOf(workspace))['gatepost_email_server.main'];
  if (server === undefined) throw new Error('The state has no email server.');
  await cloud.api.admin.patch(pathOf(server), { title }).expect(200);
}

describe('the oldest engine that is supported', () => {
  test('makes a cloud from nothing to the first mail, changes it, mends it and takes it away', async () => {
    const workspace = await cloud.open(everything('Main relay'), SECRETS);
    expect(Object.values(managed(await applyStep(workspace)))).toEqual(Array(8).fill('create'));
    await cloud.sink.waitFor(({ to }) => to.some(({ address }) => address === 'partner@example.com'), 30_000);

    const renamed = await applyStep(workspace, everything('Main relay, renamed'));
    expect(managed(renamed)).toEqual({ 'gatepost_email_server.main': 'update' });

    await driftTo(workspace, 'Changed by hand');
    requireSuccess(await workspace.plan());
    const changes = await changesIn(workspace);
    const server = changes.find(({ address }) => address === 'gatepost_email_server.main');
    expect(server?.change.before?.title).toBe('Changed by hand');
    expect(managed(await applyStep(workspace))).toEqual({ 'gatepost_email_server.main': 'update' });

    await destroyAndAsk(workspace, cloud.api);
  });

  test('imports what is there, with configuration that it generates and that plans empty', async () => {
    const { body } = await cloud.api.admin
      .post('/orgs/admin/mail-servers', { title: 'By hand', host: 'smtp.acme.test', port: 25, secure: false })
      .expect(201);
    const workspace = await cloud.open(`
import {
  to = gatepost_email_server.found
  id = "${body.id}"
}
`);
    requireSuccess(await workspace.plan('-generate-config-out=generated.tf'));
    expect(await readFile(join(workspace.directory, 'generated.tf'), 'utf8')).toContain('"By hand"');
    requireSuccess(await workspace.apply());
    await expectNoChanges(workspace);
    await destroyAndAsk(workspace, cloud.api);
  });

  test('prints no secret where it refuses a write-only attribute', async () => {
    const secret = 'a secret as a literal 77aa';
    const workspace = await cloud.open(`
resource "gatepost_email_server" "a" {
  title               = "Literal"
  host                = "smtp.acme.test"
  port                = 25
  username            = "mail"
  password_wo         = "${secret}"
  password_wo_version = "1"
}
`);
    const planned = await workspace.plan();
    const { product: kind, version } = cloud.engine;
    const takesIt = hasFeature({ kind, version }, featureNamed('Write-only attributes (`password_wo`)'));
    expect(planned.code).toBe(takesIt ? 2 : 1);
    expect(planned.output).not.toContain(secret);
    expect(planned.output).toMatch(takesIt ? /1 to add/ : /password_wo.*1\.11/s);
  });
});
