import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { waitUntil } from '../../toolbox/poll.ts';
import { destroyAndAsk } from '../e2e/object.ts';
import { applyStep, stateOf } from '../e2e/step.ts';
import { startTestCloud, type TestCloud } from '../e2e/test-cloud.ts';
import { type KillableWorkspace, openKillable } from './killable-provider.ts';

let cloud: TestCloud;
let killable: KillableWorkspace;

beforeAll(async () => {
  cloud = await startTestCloud();
});

afterEach(() => killable.close());
afterAll(() => cloud.stop());

const untilPrinted = (words: string) =>
  waitUntil(
    async () => killable.printed(),
    (text) => text.includes(words),
  );

test('Ctrl-C during a write lets the write end, saves the state and begins nothing else', async () => {
  killable = await openKillable(
    cloud,
    `
resource "gatepost_tls_client_profile" "a" {
  title = "Written"
}
resource "gatepost_email_server" "a" {
  title                 = "Not begun"
  host                  = "smtp.acme.test"
  port                  = 587
  tls_client_profile_id = gatepost_tls_client_profile.a.id
}
`,
  );
  const { workspace } = killable;
  const caught = killable.hold('answer', 'POST', /tls-client-profiles/);
  const running = workspace.apply();
  const held = await caught;
  expect(workspace.interrupt()).toBe(true);
  await untilPrinted('Interrupt received');
  held.release();
  const { signal } = await running;
  expect(signal).toBeNull();

  const state = await stateOf(workspace);
  expect(Object.keys(state)).toEqual(['gatepost_tls_client_profile.a']);
  const { body } = await cloud.api.admin.get('/orgs/admin/tls-client-profiles/written/1.0.0').expect(200);
  expect(state['gatepost_tls_client_profile.a']?.values.id).toBe(body.id);
  await cloud.api.admin.get('/orgs/admin/mail-servers/not-begun').expect(404);
  const { actions } = await applyStep(workspace);
  expect(actions).toEqual({ 'gatepost_email_server.a': 'create' });
  await destroyAndAsk(workspace, cloud.api);
});

test('Ctrl-C while something waits for an email server ends the wait at once and saves the state', async () => {
  killable = await openKillable(
    cloud,
    `
resource "gatepost_tls_client_profile" "a" {
  title = "Made meanwhile"
}
resource "gatepost_portal_service" "a" {
  title             = "Waiting"
  endpoint          = "https://director.acme.test"
  web_endpoint_base = "https://portal.acme.test"
  timeouts          = { create = "10m" }
}
`,
  );
  const { workspace } = killable;
  const refused = killable.hold('answer', 'POST', /portal-services/);
  const running = workspace.apply();
  (await refused).release();
  await untilPrinted('gatepost_tls_client_profile.a: Creation complete');
  const interruptedMs = performance.now();
  expect(workspace.interrupt()).toBe(true);
  const { code, output } = await running;
  expect({ code, output }).toEqual({ code: 1, output: expect.stringContaining('Interrupted') });
  expect(performance.now() - interruptedMs).toBeLessThan(15_000);
  expect(Object.keys(await stateOf(workspace))).toEqual(['gatepost_tls_client_profile.a']);
  await destroyAndAsk(workspace, cloud.api);
});
