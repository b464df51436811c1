import { readFileSync } from 'node:fs';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { requireSuccess } from '../../toolbox/workspace.ts';
import { applyStep } from './step.ts';
import { MAIL_LOGIN, REQUIRED, startTestCloud, type TestCloud } from './test-cloud.ts';

const MODULE = resolve(import.meta.dirname, '../../examples/hcl/modules/notifications');

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startTestCloud();
});
afterAll(() => cloud.stop());

test("the module's own tests pass, without an API", async () => {
  const workspace = await cloud.openFolder(MODULE, { GATEPOST_ENDPOINT: '', GATEPOST_TOKEN: '' });
  const { output } = requireSuccess(await workspace.run('test', '-no-color'));
  expect(output).toContain(`Success! ${runsOf('tests/notifications.tftest.hcl')} passed, 0 failed.`);
});

/** Of two test files that are called alike, OpenTofu reads its own alone. */
test('OpenTofu runs the same tests without an API, all but the argument that it does not know', () => {
  const [terraform, openTofu] = ['tftest', 'tofutest'].map((kind) =>
    readFileSync(join(MODULE, `tests/notifications.${kind}.hcl`), 'utf8').replace(/^#.*\n/gm, ''),
  );
  expect(openTofu).toBe(terraform?.replace('  override_during = plan\n\n', ''));
  expect(openTofu).not.toBe(terraform);
});

test("the module's tests against an API apply it, find the next plan empty, and take everything away", async () => {
  const given = { host: 'localhost', port: String(cloud.sink.port), ca_cert_pem: cloud.authority.certificatePem };
  const variables = Object.entries({ ...MAIL_LOGIN, ...given }).map(([name, value]) => [`TF_VAR_${name}`, value]);
  const workspace = await cloud.openFolder(MODULE, Object.fromEntries(variables));
  const folder = '-test-directory=tests/api';
  requireSuccess(await workspace.run('init', '-input=false', '-no-color', folder));
  const { output } = requireSuccess(await workspace.run('test', '-no-color', '-verbose', folder));
  expect(output).toContain(`Success! ${runsOf('tests/api/notifications.tftest.hcl')} passed, 0 failed.`);
  const [, said = ''] = output.split('run "the_next_plan_keeps_every_object"');
  expect(said.split('run "')[0]).toContain('No changes.');
  const { body } = await cloud.api.admin.get('/orgs/admin/mail-servers').expect(200);
  expect(body.results).toEqual([]);
});

test('the module connects a cloud to its email server, and its README tells what it takes and gives', async () => {
  const folder = join(cloud.directory, 'calling');
  await mkdir(folder);
  await cp(MODULE, join(folder, 'notifications'), { recursive: true });
  await writeFile(
    join(folder, 'main.tf'),
    `${REQUIRED}
variable "password" {
  type      = string
  ephemeral = true
}
variable "authority" {
  type = string
}
module "notifications" {
  source      = "./notifications"
  host        = "localhost"
  port        = ${cloud.sink.port}
  username    = "${MAIL_LOGIN.username}"
  password    = var.password
  ca_cert_pem = var.authority
  sender      = { name = "API Cloud", address = "api-cloud@example.com" }
}
resource "gatepost_organization_invitation" "partner" {
  email                    = "partner@example.com"
  notification_settings_id = module.notifications.notification_settings_id
}
`,
  );
  const secrets = { TF_VAR_password: MAIL_LOGIN.password, TF_VAR_authority: cloud.authority.certificatePem };
  const workspace = await cloud.openFolder(folder, secrets);
  await applyStep(workspace);
  await cloud.sink.waitFor(({ envelope }) => envelope.to.includes('partner@example.com'), 60_000);

  const { configuration } = (await workspace.show('plan.bin')) as Shown;
  const { variables, outputs } = configuration.root_module.module_calls.notifications.module;
  expect(tableOf('Inputs')).toEqual(rows(variables));
  expect(tableOf('Outputs')).toEqual(rows(outputs));
  requireSuccess(await workspace.destroy());
});

const runsOf = (file: string) => (readFileSync(join(MODULE, file), 'utf8').match(/^run "/gm) ?? []).length;

type Described = Readonly<Record<string, { readonly description: string }>>;

interface Shown {
  configuration: {
    root_module: { module_calls: { notifications: { module: { variables: Described; outputs: Described } } } };
  };
}

const rows = (declared: Described) =>
  Object.entries(declared)
    .map(([name, { description }]) => `${name}: ${description}`)
    .sort();

/** The first and the last column. */
function tableOf(heading: string): string[] {
  const section = readFileSync(join(MODULE, 'README.md'), 'utf8').split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  return [...section.matchAll(/^\| `(\w+)` \|.*?([^|]+) \|$/gm)]
    .map(([, name, text]) => `${name}: ${text?.trim()}`)
    .sort();
}
