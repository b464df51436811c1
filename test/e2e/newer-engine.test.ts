import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { requireSuccess, type Workspace } from '../../toolbox/workspace.ts';
import { describeWith } from './engine-feature.ts';
import { destroyAndAsk } from './object.ts';
import { applyStep, expectNoChanges } from './step.ts';
import { startTestCloud, type TestCloud, write } from './test-cloud.ts';

let cloud: TestCloud;

beforeAll(async () => {
  cloud = await startTestCloud();
});

afterAll(() => cloud.stop());

const server = (title: string, more = '') => `
resource "gatepost_email_server" "a" {
  title  = "${title}"
  host   = "127.0.0.1"
  port   = ${cloud.sink.port}
  secure = false
${more}}
`;

const ACTIONS = `
action "gatepost_verify_email_server" "a" {
  config {
    email_server_id = gatepost_email_server.a.id
  }
}
`;

const TRIGGER = `
  lifecycle {
    action_trigger {
      events  = [after_create]
      actions = [action.gatepost_verify_email_server.a]
    }
  }
`;

describeWith('Actions')('an action', () => {
  test('runs after what triggers it, and by itself; the plan afterwards is empty', async () => {
    const workspace = await cloud.open(server('Verified', TRIGGER) + ACTIONS);
    const applied = await workspace.apply();
    expect(applied.output).toContain('action.gatepost_verify_email_server.a');
    expect(applied.output).toContain('greeting');
    await expectNoChanges(workspace);
    const invoked = requireSuccess(await workspace.apply('-invoke=action.gatepost_verify_email_server.a'));
    expect(invoked.output).toContain('tcp');
    await destroyAndAsk(workspace, cloud.api);
  });
});

describeWith('List resources (`terraform query`)')('a query', () => {
  test('lists what there is, and what it generates is imported without a change', async () => {
    const origin = await cloud.open(server('Listed'));
    await applyStep(origin);
    const workspace = await cloud.open('');
    await writeFile(join(workspace.directory, 'all.tfquery.hcl'), LIST);
    const found = requireSuccess(await workspace.run('query', '-no-color', '-generate-config-out=generated.tf'));
    expect(found.output).toContain('list.gatepost_email_server.all');
    expect(await readFile(join(workspace.directory, 'generated.tf'), 'utf8')).toMatch(/identity\s+=/);
    await expectImportOnly(workspace);
    await destroyAndAsk(origin, cloud.api);
  });
});

describeWith('List resources (`terraform query`)')('a query for what comes with the cloud', () => {
  test('finds texts of mails and settings, and what it generates is imported without a change', async () => {
    const origin = await cloud.open(TEXTS);
    await applyStep(origin);
    const workspace = await cloud.open('');
    await writeFile(join(workspace.directory, 'all.tfquery.hcl'), COMING);
    const found = requireSuccess(await workspace.run('query', '-no-color', '-generate-config-out=generated.tf'));
    expect(found.output).toContain('password-reset (cloud, de)');
    expect(found.output).toContain('list.gatepost_organization_settings.all');
    await expectImportOnly(workspace);
    requireSuccess(await origin.destroy());
  });
});

const TEXTS = ['en', 'de']
  .map(
    (language) => `
resource "gatepost_notification_template" "${language}" {
  scope    = "cloud"
  mail     = "password-reset"
  language = "${language}"
  subject  = "A new password"
}
`,
  )
  .join('');

const COMING = ['gatepost_notification_template', 'gatepost_organization_settings', 'gatepost_catalog_settings']
  .map((typeName) => `list "${typeName}" "all" {\n  provider         = gatepost\n  include_resource = true\n}\n`)
  .join('');

const LIST = `
list "gatepost_email_server" "all" {
  provider = gatepost
}
`;

describeWith('Import by identity')('an identity', () => {
  test('is kept in the state, and an import by it alone changes nothing', async () => {
    const origin = await cloud.open(server('Known'));
    const { state } = await applyStep(origin);
    const { id } = state['gatepost_email_server.a']?.values ?? {};
    const imported = `import {\n  to       = gatepost_email_server.a\n  identity = { id = "${id}" }\n}\n`;
    const workspace = await cloud.open('');
    await write(workspace, server('Known') + imported);
    await expectImportOnly(workspace);
    await destroyAndAsk(origin, cloud.api);
  });
});

describeWith('Import by identity')('an identity with parts that are left out', () => {
  test('is kept in the state, and an import by it alone changes nothing', async () => {
    const origin = await cloud.open(TEXTS);
    await applyStep(origin);
    const identity = '{\n    scope = "cloud"\n    mail  = "password-reset"\n  }';
    const imported = `import {\n  to       = gatepost_notification_template.en\n  identity = ${identity}\n}\n`;
    const german = '{\n    scope    = "cloud"\n    mail     = "password-reset"\n    language = "de"\n  }';
    const further = `import {\n  to       = gatepost_notification_template.de\n  identity = ${german}\n}\n`;
    const workspace = await cloud.open('');
    await write(workspace, TEXTS + imported + further);
    await expectImportOnly(workspace);
    requireSuccess(await origin.destroy());
  });
});

async function expectImportOnly(workspace: Workspace): Promise<void> {
  const { output } = requireSuccess(await workspace.plan());
  expect(output).toMatch(/Plan: \d+ to import, 0 to add, 0 to change, 0 to destroy/);
  requireSuccess(await workspace.apply('plan.bin'));
  await expectNoChanges(workspace);
}
