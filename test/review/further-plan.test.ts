import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { requireSuccess, type Workspace } from '../../toolbox/workspace.ts';
import { create, MAIL_SERVERS } from '../api/builder.ts';
import { REQUIRED, startTestCloud, type TestCloud, write } from '../e2e/test-cloud.ts';
import { expectGolden } from './golden.ts';
import { planAndReview } from './planned.ts';

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startTestCloud('attached');
});
afterAll(() => cloud.stop());

const server = (label: string, title = label, lines = '') =>
  `resource "gatepost_email_server" "${label}" {\n  title = "${title}"\n  host  = "smtp.example.com"\n  port  = 25\n${lines}}\n`;

async function applied(hcl: string): Promise<Workspace> {
  const workspace = await cloud.open(hcl);
  requireSuccess(await workspace.apply());
  return workspace;
}

test('an object that is there already is taken over, with what the configuration changes of it', async () => {
  for (const title of ['As it is', 'Not as it is']) {
    await create(cloud.api, MAIL_SERVERS, {
      title,
      host: 'smtp.example.com',
      port: title === 'As it is' ? 25 : 26,
      secure: true,
    });
  }
  const imported = (label: string, name: string) =>
    `import {\n  to = gatepost_email_server.${label}\n  id = "${name}"\n}\n`;
  const workspace = await cloud.open(
    imported('same', 'as-it-is') +
      server('same', 'As it is') +
      imported('other', 'not-as-it-is') +
      server('other', 'Not as it is'),
  );
  const { comment } = await planAndReview(workspace);
  expectGolden('import', comment);
});

test('an object that stands elsewhere in the configuration, and one that is let go of, are not touched', async () => {
  const workspace = await applied(server('one', 'Moved') + server('two', 'Let go'));
  const moved = 'moved {\n  from = gatepost_email_server.one\n  to   = gatepost_email_server.first\n}\n';
  const removed = 'removed {\n  from = gatepost_email_server.two\n  lifecycle { destroy = false }\n}\n';
  await write(workspace, server('first', 'Moved') + moved + removed);
  const { comment } = await planAndReview(workspace);
  // What the engine warns of here is in its own words, which are others in each version.
  expectGolden('moved', comment.replace(/#### Warnings.*?(?=####)/s, ''));
});

test('what is in modules refers to what is there and to what is not there yet', async () => {
  const workspace = await cloud.open('');
  const hcl = `${server('main', 'Relay of a module')}resource "gatepost_email_server" "others" {
  for_each = toset(["north", "south"])
  title    = "Relay in the \${each.key}"
  host     = "smtp.example.com"
  port     = 25
}
resource "gatepost_notification_settings" "this" {
  email_server_id           = gatepost_email_server.others["south"].id
  fallback_email_server_ids = [gatepost_email_server.main.id]
}
`;
  await mkdir(join(workspace.directory, 'mail'), { recursive: true });
  await writeFile(join(workspace.directory, 'mail', 'main.tf'), REQUIRED + hcl);
  await write(workspace, 'module "mail" {\n  source = "./mail"\n}\n');
  requireSuccess(await workspace.init());
  const { comment } = await planAndReview(workspace);
  expect(comment).toContain('Mail will leave through `Relay in the south`.');
  expectGolden('module', comment);
});

test('a condition that does not hold is a warning, and a key that is gone is why something is destroyed', async () => {
  const keyed = (keys: string) => `resource "gatepost_user" "people" {
  for_each = toset([${keys}])
  username = each.key
  email    = "\${each.key}@example.com"
}
check "enough" {
  assert {
    condition     = length(gatepost_user.people) > 1
    error_message = "Only \${length(gatepost_user.people)} is left: see [the rules](https://rules.example.com) or @ops."
  }
}
`;
  const workspace = await applied(keyed('"ann", "bob"'));
  await write(workspace, keyed('"ann"'));
  const { comment } = await planAndReview(workspace);
  expectGolden('condition', comment);
});

test('what is made anew on request says so', async () => {
  const workspace = await applied(server('relay', 'Relay'));
  const { comment } = await planAndReview(workspace, '-replace=gatepost_email_server.relay');
  expectGolden('request', comment);
});

test('a plan that failed says that it is not whole, and why', async () => {
  const protectedUser = (lines: string) =>
    `resource "gatepost_user" "kept" {\n  username = "kept"\n  email    = "kept@example.com"\n${lines}}\n`;
  const workspace = await applied(protectedUser('') + server('broken', 'Broken'));
  const refused = 'resource "gatepost_registration" "none" {\n  title = "Without a secret"\n}\n';
  await write(workspace, protectedUser('  last_name = "K"\n') + server('broken', 'Broken') + refused);
  const { comment } = await planAndReview(workspace);
  expectGolden('failed', comment);
});
