import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Testing } from 'cdktf';
import { Quickstart } from '../../examples/cdktf/quickstart/main.ts';
import { searchFile } from '../../lab/secret-search.ts';
import { destroyAndAsk } from './object.ts';
import { OWNER_PASSWORD, QUICKSTART_TYPES, quickstartVariables } from './quickstart.ts';
import { applyStep } from './step.ts';
import { MAIL_LOGIN, startTestCloud, type TestCloud } from './test-cloud.ts';

let cloud: TestCloud;

beforeAll(async () => {
  cloud = await startTestCloud();
});

afterAll(() => cloud.stop());

const synthesized = () => Testing.synth(new Quickstart(Testing.app(), 'quickstart'));

test('the quickstart in TypeScript has its secrets in ephemeral variables and write-only attributes', () => {
  const { variable, resource } = JSON.parse(synthesized());
  const ephemeral = Object.keys(variable).filter((name) => variable[name].ephemeral === true);
  expect(ephemeral.sort()).toEqual(['mail_password', 'owner_password']);
  expect(Object.keys(resource).sort()).toEqual(QUICKSTART_TYPES);
  expect(resource.gatepost_email_server.main).toMatchObject({
    password_wo: expect.stringMatching(/^\$\{var\.mail_password}$/),
  });
});

test('the quickstart in TypeScript is applied by the real engine, the second plan is empty, and it is destroyed', async () => {
  const folder = join(cloud.directory, 'synthesized');
  await mkdir(folder);
  await writeFile(join(folder, 'cdk.tf.json'), synthesized());
  const workspace = await cloud.openFolder(folder, quickstartVariables(cloud));
  const { actions, state } = await applyStep(workspace);
  expect(new Set(Object.values(actions))).toEqual(new Set(['create']));
  expect(Object.keys(state)).toHaveLength(QUICKSTART_TYPES.length);
  await cloud.sink.waitFor(({ to }) => to.some(({ address }) => address === 'partner@example.com'), 30_000);
  const secrets = [MAIL_LOGIN.password, OWNER_PASSWORD].map((value) => ({ name: 'a password', value }));
  expect(await searchFile(join(workspace.directory, 'terraform.tfstate'), secrets)).toEqual([]);
  await destroyAndAsk(workspace, cloud.api);
});
