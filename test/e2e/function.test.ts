import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { provider } from '../../provider/provider.ts';
import { requireSuccess } from '../../toolbox/workspace.ts';
import { startTestCloud, type TestCloud, write } from './test-cloud.ts';

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startTestCloud();
});
afterAll(() => cloud.stop());

test('functions are called, and a secret stays one through them', async () => {
  const workspace = await cloud.open(`
variable "smtp_url" {
  type      = string
  sensitive = true
  default   = "smtps://relay:sesame-street@mail.acme.test"
}

locals {
  smtp = provider::gatepost::parse_smtp_url(var.smtp_url)
}

output "name" {
  value = provider::gatepost::name_from_title("Größe & Söhne GmbH")
}

output "port" {
  value = nonsensitive(local.smtp.port)
}

output "smtp" {
  value     = local.smtp
  sensitive = true
}
`);
  const { output } = requireSuccess(await workspace.apply());
  expect(output).toMatch(/name\s+= "grosse-sohne-gmbh"/);
  expect(output).toMatch(/port\s+= 465/);
  expect(output).not.toContain('sesame');
});

test('an error is told on the argument, a misspelt function and a move across types with what to do', async () => {
  const workspace = await cloud.open('output "smtp" {\n  value = provider::gatepost::parse_smtp_url("mail:25")\n}\n');
  const wrong = await workspace.plan();
  expect(wrong.output).toMatch(/Invalid value for "url" parameter: This is no SMTP URL/);
  await write(workspace, 'output "smtp" {\n  value = provider::gatepost::parse_smpt_url("x")\n}\n');
  expect((await workspace.plan()).output).toMatch(/parse_smpt_url|Unknown provider function/);
  await write(workspace, 'resource "gatepost_tls_client_profile" "a" {\n  title = "Moved"\n}\n');
  requireSuccess(await workspace.apply());
  await write(
    workspace,
    'moved {\n  from = gatepost_tls_client_profile.a\n  to   = gatepost_user.a\n}\nresource "gatepost_user" "a" {\n  username = "a"\n}\n',
  );
  const moved = (await workspace.plan()).output.replace(/[\s│]+/g, ' ');
  expect(moved).toMatch(/gatepost_tls_client_profile can't become gatepost_user/);
  expect(moved).toMatch(/`removed` block/);
});

/** Actions and lists are of engines that came later. */
test('the examples of functions and ephemeral resources are valid', async () => {
  const examples = resolve(import.meta.dirname, '../../examples');
  const functions = (await provider.functions()).map(({ name }) => join('functions', name, 'function.tf'));
  const ephemeral = (await provider.ephemeralResources()).map(({ typeName }) =>
    join('ephemeral-resources', typeName, 'ephemeral-resource.tf'),
  );
  const workspace = await cloud.open('');
  for (const example of [...functions, ...ephemeral]) {
    await write(workspace, readFileSync(join(examples, example), 'utf8'));
    const { code, output } = await workspace.validate();
    expect({ example, code, output }).toMatchObject({ example, code: 0 });
  }
});
