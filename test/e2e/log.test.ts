import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { assertSearchFinds, searchFile } from '../../lab/secret-search.ts';
import { requireSuccess } from '../../toolbox/workspace.ts';
import { startTestCloud, type TestCloud } from './test-cloud.ts';

let cloud: TestCloud;
// Built, for only what a provider of the engine's own says is in the engine's log.
beforeAll(async () => {
  cloud = await startTestCloud();
});
afterAll(() => cloud.stop());

const PASSWORD = 'canary 4c1e "password"';
/** Stands in the body of a request and in no path. */
const SUMMARY = 'Written in bodies alone';

const SERVER = `
variable "password" {
  type      = string
  ephemeral = true
  sensitive = true
}
resource "gatepost_email_server" "a" {
  title               = "Logged"
  summary             = "${SUMMARY}"
  host                = "smtp.acme.test"
  port                = 587
  username            = "mail"
  password_wo         = var.password
  password_wo_version = "1"
}
`;

/** The lines that the provider wrote about its requests. */
const requestsIn = (log: string) => log.split('\n').filter((line) => line.includes('gatepost.client'));

test('a successful apply at TF_LOG=TRACE tells each request of the provider with its id and its time, and no body', async () => {
  const path = join(cloud.directory, 'trace.log');
  const env = { TF_VAR_password: PASSWORD, TF_LOG: 'TRACE', TF_LOG_PATH: path };
  const workspace = await cloud.open(SERVER, env);
  requireSuccess(await workspace.apply());
  const requests = requestsIn(await readFile(path, 'utf8'));
  const created = requests.filter((line) => line.includes('POST /api/orgs/admin/mail-servers'));
  expect(created).toEqual([expect.stringMatching(/\[TRACE\] +provider\.terraform-provider-gatepost/)]);
  for (const line of requests) {
    expect(line).toMatch(/ (GET|POST) \/api\/\S+: /);
    expect(line).toMatch(/ duration_ms=\d+\.\d\b/);
    expect(line).toMatch(/ request_id=[\w-]{36}( |$)/);
    expect(line).toMatch(/ status=20[01]\b/);
    expect(line).not.toContain(SUMMARY);
    expect(line).not.toContain(cloud.api.token);
  }
  await assertSearchFinds('POST /api/orgs/admin/mail-servers', [path]);
  const secrets = Object.entries({ password: PASSWORD, token: cloud.api.token });
  expect(
    await searchFile(
      path,
      secrets.map(([name, value]) => ({ name, value })),
    ),
  ).toEqual([]);
});
