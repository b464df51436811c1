import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect } from '@jest/globals';
import { type Sink, startSink } from '../../lab/sink.ts';
import { createAuthority } from '../../toolbox/certificate-authority.ts';
import { type CommandResult, runCommand } from '../../toolbox/command.ts';
import { findOnPath, testWith } from '../chaos/system-program.ts';
import { together } from '../set-up/started.ts';
import { ADMIN_PASSWORD, startApi, type TestApi } from './start-api.ts';

const testWithJq = testWith(await findOnPath('jq'), 'jq');
const recipes = resolve(import.meta.dirname, '../../examples/rest');
const LOGIN = { username: 'gatepost', password: 'first mail password' };

let api: TestApi;
let sink: Sink;
let folder: string;

beforeAll(async () => {
  const authority = await createAuthority();
  const certificate = await authority.issueServer(['localhost']);
  [api, sink] = await together([startApi(), startSink({ security: 'starttls', certificate, login: LOGIN })]);
  folder = await mkdtemp(join(tmpdir(), 'gatepost-recipe-'));
  await writeFile(join(folder, 'ca.pem'), authority.certificatePem);
});

afterAll(async () => {
  await api.stop();
  await sink.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Runs a recipe the way a person would. */
function runRecipe(recipe: string, env: Record<string, string>): Promise<CommandResult> {
  return runCommand('bash', [join(recipes, recipe)], {
    env: {
      PATH: process.env.PATH,
      GATEPOST_ENDPOINT: api.url,
      GATEPOST_USERNAME: 'admin',
      GATEPOST_PASSWORD: ADMIN_PASSWORD,
      ...env,
    },
  });
}

testWithJq('the recipes create, test and select a server, invite an owner, and rotate a password', async () => {
  const connected = await runRecipe('connect-mail.sh', {
    MAIL_HOST: 'localhost',
    MAIL_PORT: String(sink.port),
    MAIL_USERNAME: LOGIN.username,
    MAIL_PASSWORD: LOGIN.password,
    MAIL_CA_FILE: join(folder, 'ca.pem'),
    TEST_RECIPIENT: 'me@example.com',
  });
  expect(connected).toMatchObject({ code: 0, output: '{"configured":true}' });
  await sink.waitFor(({ to }) => to[0]?.address === 'me@example.com');

  const invited = await runRecipe('invite-owner.sh', { INVITED: 'partner@example.com' });
  expect(JSON.parse(invited.output)).toMatchObject({ email: 'partner@example.com', state: 'pending' });
  await sink.waitFor(({ to }) => to[0]?.address === 'partner@example.com');

  const before = await api.admin.get('/orgs/admin/mail-servers/main-relay').expect(200);
  const rotated = await runRecipe('rotate-mail-password.sh', {
    MAIL_SERVER: 'main-relay',
    NEW_MAIL_PASSWORD: 'second',
  });
  expect(JSON.parse(rotated.output)).toMatchObject({ name: 'main-relay', password_set: true });
  expect(JSON.parse(rotated.output).password_fingerprint).not.toBe(before.body.password_fingerprint);
});

testWithJq('a recipe that meets an error ends with it and with the answer that says why', async () => {
  const failed = await runRecipe('rotate-mail-password.sh', { MAIL_SERVER: 'nobody', NEW_MAIL_PASSWORD: 'x' });
  expect(failed.code).not.toBe(0);
  expect(failed.output).toContain('404');
});
