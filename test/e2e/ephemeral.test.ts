import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { requireSuccess } from '../../toolbox/workspace.ts';
import { ADMIN_PASSWORD } from '../api/start-api.ts';
import { stateOf } from './step.ts';
import { startTestCloud, type TestCloud, write } from './test-cloud.ts';

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startTestCloud();
});
afterAll(() => cloud.stop());

const CREDENTIALS = { GATEPOST_TOKEN: '', GATEPOST_USERNAME: 'admin', GATEPOST_PASSWORD: ADMIN_PASSWORD };

/** What happened, by the API's audit. */
async function happened(filter: string): Promise<string[]> {
  const { body } = await cloud.api.admin.get(`/cloud/audit-events?${filter}`).expect(200);
  return (body.results as { action: string }[]).map(({ action }) => action);
}

const provided = (alias: string, ...scopes: string[]) => `
ephemeral "gatepost_access_token" "${alias}" {
  scopes = ${JSON.stringify(scopes)}
}

provider "gatepost" {
  alias = "${alias}"
  token = ephemeral.gatepost_access_token.${alias}.token
}
`;

test('an access token is for one run: another provider signs in with it, and nothing of it is left', async () => {
  const workspace = await cloud.open(
    `${provided('reader', 'org/settings:view')}
data "gatepost_tls_client_profile" "default" {
  provider = gatepost.reader
  name     = "tls-client-profile-default"
}

output "profile" {
  value = data.gatepost_tls_client_profile.default.name
}
`,
    CREDENTIALS,
  );
  requireSuccess(await workspace.apply());
  // What is read was read while it was planned: OpenTofu then opens nothing while it applies, Terraform once or twice.
  const signOuts = (await happened('action=sign-out')).length;
  expect(signOuts).toBeGreaterThanOrEqual(1);
  expect(signOuts).toBeLessThanOrEqual(3);
  expect(await openTokens()).toBe(0);
  expect(JSON.stringify(await workspace.show())).not.toContain('"token"');
});

test('an access token is another one for plan and apply where objects are made by it, and each signs out again', async () => {
  const before = (await happened('action=sign-out')).length;
  const workspace = await cloud.open(
    `${provided('writer', 'org/settings:view', 'org/settings:manage')}
resource "gatepost_tls_client_profile" "own" {
  provider = gatepost.writer
  title    = "By a token of the run"
}
`,
    CREDENTIALS,
  );
  requireSuccess(await workspace.apply());
  const signOuts = (await happened('action=sign-out')).length - before;
  expect(signOuts).toBeGreaterThanOrEqual(2);
  expect(signOuts).toBeLessThanOrEqual(3);
  expect(await openTokens()).toBe(0);
  requireSuccess(await workspace.destroy());
  expect(await openTokens()).toBe(0);
});

/** Those of the runs: no other is narrowed. */
async function openTokens(): Promise<number> {
  const { database } = cloud.api.gatepost.context;
  const [row] = await database.query('SELECT count(*)::int AS n FROM access_token WHERE scopes IS NOT NULL');
  return row.n;
}

test('an API key is deleted at the end of plan and apply, of one that fails too', async () => {
  const key = 'ephemeral "gatepost_api_key" "run" {\n  ttl_seconds = 600\n}\n';
  const robot = (username: string) => `
resource "gatepost_user" "${username}" {
  username            = "${username}"
  email               = "robot@acme.test"
  password_wo         = ephemeral.gatepost_api_key.run.api_key
  password_wo_version = "1"
}
`;
  const workspace = await cloud.open(`${key}${robot('robot')}`, CREDENTIALS);
  requireSuccess(await workspace.apply());
  expect(Object.keys(await stateOf(workspace))).toEqual(['gatepost_user.robot']);
  await expectNoKeys();
  await write(workspace, `${key}${robot('robot')}${robot('other').replace('robot@acme.test', 'no-address@')}`);
  expect((await workspace.apply()).code).toBe(1);
  await expectNoKeys();
  const events = await happened('object_type=api_key');
  expect(events.filter((action) => action === 'create').length).toBeGreaterThanOrEqual(2);
  expect(events.filter((action) => action === 'delete')).toHaveLength(
    events.filter((action) => action === 'create').length,
  );
});

async function expectNoKeys(): Promise<void> {
  const { body } = await cloud.api.admin.get('/cloud/api-keys').expect(200);
  expect(body.total_results).toBe(0);
}
