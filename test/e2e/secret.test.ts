import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { assertSearchFinds, searchFile } from '../../lab/secret-search.ts';
import { requireSuccess, type Workspace } from '../../toolbox/workspace.ts';
import { signIn } from '../api/start-api.ts';
import { failToApply } from './diagnostic.ts';
import { applyStep } from './step.ts';
import { MAIL_LOGIN, startTestCloud, type TestCloud, write } from './test-cloud.ts';

let cloud: TestCloud;

beforeAll(async () => {
  cloud = await startTestCloud('attached');
});

afterAll(() => cloud.stop());

const SERVER = '/orgs/admin/mail-servers/relay';

/** A server that demands the right password, with these lines in its block. */
function describeServer(lines: string): string {
  return `
variable "password" {
  type      = string
  ephemeral = true
}
resource "gatepost_truststore" "a" {
  title       = "Trust"
  ca_cert_pem = <<-EOT\n${cloud.authority.certificatePem}EOT
}
resource "gatepost_tls_client_profile" "a" {
  title         = "Profile"
  truststore_id = gatepost_truststore.a.id
}
resource "gatepost_email_server" "a" {
  name                  = "relay"
  port                  = ${cloud.sink.port}
  username              = "${MAIL_LOGIN.username}"
  tls_client_profile_id = gatepost_tls_client_profile.a.id
  ${lines}
}
`;
}

async function fingerprint(): Promise<string> {
  const { body } = await cloud.api.admin.get(SERVER).expect(200);
  return body.password_fingerprint;
}

/** The SMTP server itself says whether the stored password is the right one. */
async function signsIn(): Promise<boolean> {
  const test = { recipients: ['ops@acme.test'] };
  const { status } = await cloud.api.admin.post(`${SERVER}/test-connection`, test);
  return status === 204;
}

describe('a write-only password', () => {
  let workspace: Workspace;
  let right: string;
  const secret = 'password_wo = var.password\npassword_wo_version';

  test('is sent at creation, and works', async () => {
    const hcl = describeServer(`title = "Relay"\nhost = "localhost"\n${secret} = "1"`);
    workspace = await cloud.open(hcl, { TF_VAR_password: MAIL_LOGIN.password });
    await applyStep(workspace);
    right = await fingerprint();
    expect(await signsIn()).toBe(true);
  });

  test('is not sent with an unrelated change', async () => {
    workspace.env.TF_VAR_password = 'a wrong one that must not be sent';
    const { actions } = await applyStep(
      workspace,
      describeServer(`title = "Renamed"\ntimeout_ms = 7000\nhost = "localhost"\n${secret} = "1"`),
    );
    expect(actions).toEqual({ 'gatepost_email_server.a': 'update' });
    expect(await fingerprint()).toBe(right);
    expect(await signsIn()).toBe(true);
  });

  test('is sent again with another host', async () => {
    const { actions } = await applyStep(
      workspace,
      describeServer(`title = "Renamed"\ntimeout_ms = 7000\nhost = "127.0.0.1"\n${secret} = "1"`),
    );
    expect(actions).toEqual({ 'gatepost_email_server.a': 'update' });
    expect(await fingerprint()).not.toBe(right);
    expect(await signsIn()).toBe(false);
  });

  test('is rotated by its version', async () => {
    workspace.env.TF_VAR_password = MAIL_LOGIN.password;
    const { actions } = await applyStep(
      workspace,
      describeServer(`title = "Renamed"\ntimeout_ms = 7000\nhost = "127.0.0.1"\n${secret} = "2"`),
    );
    expect(actions).toEqual({ 'gatepost_email_server.a': 'update' });
    expect(await fingerprint()).toBe(right);
    expect(await signsIn()).toBe(true);
  });

  test('that is not at hand is asked for when the host changes, and nothing is changed', async () => {
    await write(workspace, describeServer('title = "Moved"\nhost = "localhost"\npassword_wo_version = "2"'));
    const errors = await failToApply(workspace);
    expect(errors.map(({ detail }) => detail).join()).toMatch(/password/);
    const { body } = await cloud.api.admin.get(SERVER).expect(200);
    expect(body).toMatchObject({ title: 'Renamed', host: '127.0.0.1', password_fingerprint: right });
  });

  test('that somebody else changed is told by the plan, and set again', async () => {
    await cloud.api.admin.patch(SERVER, { credentials: { password: 'by hand' } }).expect(200);
    expect(await signsIn()).toBe(false);
    await write(workspace, describeServer(`title = "Renamed"\ntimeout_ms = 7000\nhost = "127.0.0.1"\n${secret} = "2"`));
    const told = await workspace.plan();
    expect(told.output).toMatch(/password was changed outside of Terraform/);
    expect(told.output).toMatch(/~ drifted_secrets/);
    const { actions } = await applyStep(workspace);
    expect(actions).toEqual({ 'gatepost_email_server.a': 'update' });
    expect(await fingerprint()).toBe(right);
    expect(await signsIn()).toBe(true);
  });

  test('gives way to the plain attribute, which is set when its value changes, and when somebody else changed it', async () => {
    const plain = (title: string, password: string) =>
      describeServer(`title = "${title}"\nhost = "127.0.0.1"\npassword = ${JSON.stringify(password)}`);
    await applyStep(workspace, plain('Plain', 'wrong'));
    expect(await signsIn()).toBe(false);
    await applyStep(workspace, plain('Still plain', 'wrong again'));
    expect(await signsIn()).toBe(false);
    await applyStep(workspace, plain('Still plain', MAIL_LOGIN.password));
    expect(await fingerprint()).toBe(right);
    await cloud.api.admin.patch(SERVER, { credentials: { password: 'by hand' } }).expect(200);
    await applyStep(workspace, plain('Renamed again', MAIL_LOGIN.password));
    expect(await fingerprint()).toBe(right);
  });
});

test("a user's password is kept by an unrelated change and rotated by its version", async () => {
  const realm = 'provider/default-idp-2';
  const person = (name: string, version: string) =>
    `variable "password" {\n  type = string\n  ephemeral = true\n}\nresource "gatepost_user" "a" {\n  username = "olivia"\n  email = "olivia@acme.test"\n  first_name = "${name}"\n  password_wo = var.password\n  password_wo_version = "${version}"\n}\n`;
  const workspace = await cloud.open(person('Olivia', '1'), { TF_VAR_password: 'first password' });
  await applyStep(workspace);
  await signIn(cloud.api.url, 'olivia', 'first password', realm);
  workspace.env.TF_VAR_password = 'second password';
  await applyStep(workspace, person('Liv', '1'));
  await signIn(cloud.api.url, 'olivia', 'first password', realm);
  await applyStep(workspace, person('Liv', '2'));
  await signIn(cloud.api.url, 'olivia', 'second password', realm);
  await expect(signIn(cloud.api.url, 'olivia', 'first password', realm)).rejects.toThrow('401');
});

test('certificate and key of a keystore are changed in place while it is in use', async () => {
  const [first, second] = await Promise.all(['first', 'second'].map((name) => cloud.authority.issueClient(name)));
  const keystore = (title: string, pair = first) => `
resource "gatepost_keystore" "a" {
  title           = "${title}"
  name            = "client"
  cert_pem        = <<-EOT\n${pair?.certificatePem}EOT
  private_key_pem = <<-EOT\n${pair?.privateKeyPem}EOT
}
resource "gatepost_tls_client_profile" "client" {
  title       = "Client"
  keystore_id = gatepost_keystore.a.id
}
resource "gatepost_email_server" "client" {
  title                 = "Client"
  host                  = "localhost"
  port                  = 587
  tls_client_profile_id = gatepost_tls_client_profile.client.id
}
`;
  const workspace = await cloud.open(keystore('Client'));
  const { state } = await applyStep(workspace);
  const { actions, state: changed } = await applyStep(workspace, keystore('Client', second));
  expect(actions).toEqual({ 'gatepost_keystore.a': 'update' });
  expect(changed['gatepost_keystore.a']?.values.id).toBe(state['gatepost_keystore.a']?.values.id);
  const { body } = await cloud.api.admin.get('/orgs/admin/keystores/client').expect(200);
  expect(body.certificates.map(({ subject }: { subject: string }) => subject)).toEqual(['CN=second']);
  expect((await applyStep(workspace, keystore('Other title', second))).actions).toEqual({
    'gatepost_keystore.a': 'update',
  });
});

test('the password of an email server that is tried first, and the plan that sets it again, stay out of files and logs', async () => {
  const canary = 'canary 7f3a wrong "password"';
  const secrets = [{ name: 'canary', value: canary }];
  const hcl = describeServer(
    'title = "Canary"\nhost = "localhost"\npassword_wo = var.password\npassword_wo_version = "1"\nverify = true',
  )
    .replace('"relay"', '"canary"')
    .replace('"Trust"', '"Canary trust"')
    .replace('"Profile"', '"Canary profile"');
  const log = join(cloud.directory, 'canary.log');
  const env = { TF_VAR_password: canary, TF_LOG: 'TRACE', TF_LOG_PATH: log };
  const workspace = await cloud.open(hcl, env);
  const errors = await failToApply(workspace);
  expect(errors.map(({ detail }) => detail).join()).toMatch(/✗ auth/);
  await write(workspace, hcl.replace('verify = true', ''));
  requireSuccess(await workspace.apply());
  await cloud.api.admin.patch('/orgs/admin/mail-servers/canary', { credentials: { password: 'x' } }).expect(200);
  const plan = await workspace.plan();
  expect(plan.output).toContain('drifted_secrets');
  const files = ['plan.bin', 'terraform.tfstate'].map((name) => join(workspace.directory, name));
  await assertSearchFinds('secret_fingerprints', files);
  // Of the engine alone, for the provider is within this process; log.test.ts has one that the engine starts.
  await assertSearchFinds('gatepost_email_server', [log]);
  for (const file of [...files, log]) expect(await searchFile(file, secrets)).toEqual([]);
  expect(JSON.stringify(errors) + plan.output).not.toContain('canary 7f3a');
});
