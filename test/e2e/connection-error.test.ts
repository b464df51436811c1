import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { findFreePort } from '../../toolbox/free-port.ts';
import type { Workspace } from '../../toolbox/workspace.ts';
import { diagnosticsOf, failToApply } from './diagnostic.ts';
import { startTestCloud, type TestCloud, write } from './test-cloud.ts';

let cloud: TestCloud;

beforeAll(async () => {
  cloud = await startTestCloud();
});

afterAll(() => cloud.stop());

const USER = 'resource "gatepost_user" "a" {\n  username = "anna"\n  email = "anna@acme.test"\n}\n';

async function expectNobody(): Promise<void> {
  const { body } = await cloud.api.admin.get('/user-registries/admin/api-manager-lur/users').expect(200);
  expect(body.total_results).toBe(0);
}

type Access = Record<string, string>;

const NOTHING: Access = { GATEPOST_TOKEN: '' };

const CASES: readonly (readonly [string, Access | (() => Promise<Access>), RegExp])[] = [
  ['no credentials at all', NOTHING, /No credentials are given.*GATEPOST_USERNAME/s],
  ['a garbage token', { GATEPOST_TOKEN: 'garbage' }, /does not accept the token/],
  [
    'a wrong password',
    { ...NOTHING, GATEPOST_USERNAME: 'admin', GATEPOST_PASSWORD: 'wrong password' },
    /did not sign in the user "admin".*GATEPOST_PASSWORD/s,
  ],
  ['a user without a password', { ...NOTHING, GATEPOST_USERNAME: 'admin' }, /GATEPOST_PASSWORD is missing/],
  [
    'two kinds of credentials',
    { GATEPOST_CLIENT_ID: 'toolkit', GATEPOST_CLIENT_SECRET: 'toolkit' },
    /More than one kind of credential/,
  ],
  ['an expired token', expiredToken, /does not accept the token/],
  ['an endpoint that is no URL', { GATEPOST_ENDPOINT: 'gatepost' }, /must be a URL/],
  [
    'an endpoint that is not this API',
    async () => ({ GATEPOST_ENDPOINT: `${cloud.api.url}/elsewhere` }),
    /not in the API's words|refused/,
  ],
];

async function expiredToken(): Promise<Access> {
  const { body } = await cloud.api
    .as()
    .post('/token', { grant_type: 'password', username: 'admin', password: 'correct horse battery' })
    .expect(200);
  const newest = 'SELECT id FROM access_token ORDER BY created_at DESC LIMIT 1';
  await cloud.api.gatepost.context.database.query(
    `UPDATE access_token SET expires_at = now() - interval '1 hour' WHERE id = (${newest})`,
  );
  return { GATEPOST_TOKEN: body.access_token };
}

test.each(CASES)('%s: an error that says what to do, without the secret, and nothing is made', async (...one) => {
  const [, access, words] = one;
  const env = typeof access === 'function' ? await access() : access;
  const workspace = await cloud.open(USER, env);
  const errors = await failToApply(workspace);
  const told = errors.map(({ summary, detail }) => `${summary} ${detail}`).join('\n');
  expect(told).toMatch(words);
  for (const secret of [env.GATEPOST_PASSWORD, env.GATEPOST_TOKEN]) if (secret) expect(told).not.toContain(secret);
  await expectNobody();
});

test('an endpoint that nobody serves is given up on within a minute, with what to check', async () => {
  const workspace = await cloud.open(USER, { GATEPOST_ENDPOINT: `http://127.0.0.1:${await findFreePort()}` });
  const [error] = await failToApply(workspace);
  expect(`${error?.summary} ${error?.detail}`).toMatch(
    /can not be reached.*nothing listens there.*It was waited for during \d+ seconds/s,
  );
});

test('an endpoint that is unknown while planning is a warning there, and used when it is known', async () => {
  const derived = `
resource "terraform_data" "cloud" {
  input = "${cloud.api.url}"
}
provider "gatepost" {
  endpoint = terraform_data.cloud.output
}
`;
  const workspace: Workspace = await cloud.open(derived + USER);
  const planned = await workspace.plan('-json');
  expect(planned.code).toBe(2);
  expect(diagnosticsOf(planned)).toContainEqual(
    expect.objectContaining({
      severity: 'warning',
      attribute: 'endpoint',
      summary: expect.stringMatching(/not known/),
    }),
  );
  const { code, output } = await workspace.apply('plan.bin');
  expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining('2 added') });
  await write(workspace, derived);
  expect((await workspace.apply()).code).toBe(0);
  await expectNobody();
});
