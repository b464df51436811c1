import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { applyStep, expectNoChanges } from './step.ts';
import { startTestCloud, type TestCloud, write } from './test-cloud.ts';

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startTestCloud('attached');
});
afterAll(() => cloud.stop());

interface Spelling {
  readonly username: string;
  readonly email: string;
  readonly language: string;
}

const configuration = ({ username, email, language }: Spelling) => `
resource "gatepost_user" "a" {
  username = "${username}"
  email    = "${email}"
}
resource "gatepost_organization_invitation" "a" {
  email  = "${email}"
  notify = false
}
resource "gatepost_notification_template" "a" {
  scope    = "cloud"
  mail     = "password-changed"
  language = "${language}"
  subject  = "Anew"
}
`;

test('another spelling of the same plans empty, and what is really another is changed or replaced', async () => {
  const workspace = await cloud.open(configuration({ username: 'Ann', email: 'Ann@Acme.test', language: 'DE-at' }));
  await applyStep(workspace);
  await write(workspace, configuration({ username: 'ann', email: 'Ann@ACME.test', language: 'de-AT' }));
  await expectNoChanges(workspace);
  const local = configuration({ username: 'ANN', email: 'ann@acme.test', language: 'de-at' });
  expect((await applyStep(workspace, local)).actions).toEqual({ 'gatepost_user.a': 'update' });
  const other = configuration({ username: 'anna', email: 'anna@acme.test', language: 'de-CH' });
  expect((await applyStep(workspace, other)).actions).toEqual({
    'gatepost_user.a': 'delete,create',
    'gatepost_organization_invitation.a': 'delete,create',
    'gatepost_notification_template.a': 'delete,create',
  });
});
