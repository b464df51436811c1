import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { failToApply } from './diagnostic.ts';
import { destroyAndAsk } from './object.ts';
import { applyStep } from './step.ts';
import { startTestCloud, type TestCloud } from './test-cloud.ts';

let cloud: TestCloud;

beforeAll(async () => {
  cloud = await startTestCloud();
});

afterAll(() => cloud.stop());

const waiters = (timeout: string) => `
resource "gatepost_portal_service" "a" {
  title             = "Portal"
  endpoint          = "https://director.acme.test"
  web_endpoint_base = "https://portal.acme.test"
  timeouts          = { create = "${timeout}" }
}
resource "gatepost_organization_invitation" "a" {
  email    = "partner@acme.test"
  timeouts = { create = "${timeout}" }
}
`;

/** Settings that come late: nothing but time stands between them and those who wait. */
const SETTINGS = `
resource "terraform_data" "pause" {
  provisioner "local-exec" {
    command = "sleep 3"
  }
}
resource "gatepost_email_server" "a" {
  title = "Relay"
  host  = "smtp.acme.test"
  port  = 25
}
resource "gatepost_notification_settings" "a" {
  email_server_id = gatepost_email_server.a.id
  depends_on      = [terraform_data.pause]
}
`;

test('with nothing that selects an email server it fails after its timeout, and says which reference to write', async () => {
  const workspace = await cloud.open(waiters('1s'));
  const errors = await failToApply(workspace);
  expect(errors.map(({ address }) => address).sort()).toEqual([
    'gatepost_organization_invitation.a',
    'gatepost_portal_service.a',
  ]);
  for (const { summary, detail } of errors) {
    expect(summary).toBe('No email server is selected');
    expect(detail).toContain('1 seconds (timeouts.create)');
    expect(detail).toContain('notification_settings_id = gatepost_notification_settings.<label>.id');
    expect(detail).toContain('parallel');
  }
});

test('without a reference a portal service and a mailed invitation wait for settings of the same apply', async () => {
  const workspace = await cloud.open(SETTINGS + waiters('60s'));
  const { output } = await workspace.apply();
  for (const waiter of ['gatepost_portal_service.a', 'gatepost_organization_invitation.a']) {
    const [, seconds] = new RegExp(`${waiter}: Creation complete after (\\d+)s`).exec(output) ?? [];
    expect({ waiter, output, seconds: Number(seconds) >= 2 }).toEqual({ waiter, output, seconds: true });
  }
  const { actions } = await applyStep(workspace);
  expect(actions).toEqual({});
  // Without the reference they may be destroyed after the settings, which is fine too.
  await workspace.run('state', 'rm', 'terraform_data.pause');
  await destroyAndAsk(workspace, cloud.api);
});
