import { rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect } from '@jest/globals';
import { runCommand } from '../../toolbox/command.ts';
import { requireSuccess, type Workspace } from '../../toolbox/workspace.ts';
import { ADMIN_PASSWORD } from '../api/start-api.ts';
import { findOnPath, testWith } from '../chaos/system-program.ts';
import { populate } from '../export/populated-cloud.ts';
import { applyStep, changesIn, expectNoChanges } from './step.ts';
import { MAIL_LOGIN, startTestCloud, type TestCloud } from './test-cloud.ts';

const testWithJq = testWith(await findOnPath('jq'), 'jq');
const EXAMPLES = resolve(import.meta.dirname, '../../examples');
const OWNER_PASSWORD = 'first password of the owner';

let cloud: TestCloud;
beforeEach(async () => {
  cloud = await startTestCloud();
});
afterEach(() => cloud.stop());

const runIn = ({ directory, env }: Workspace, script: string, words: string[] = [], further: NodeJS.ProcessEnv = {}) =>
  runCommand('bash', [join(EXAMPLES, script), ...words], { cwd: directory, env: { ...env, ...further } });

testWithJq('the script of import-existing writes down a whole cloud, and its plan changes nothing', async () => {
  await populate(cloud);
  const workspace = await cloud.openFolder(join(EXAMPLES, 'import-existing'));
  const home = { GATEPOST_HOME: resolve('.'), TERRAFORM: cloud.engine.path };
  const { code, output } = await runIn(workspace, 'import-existing/take-over.sh', ['.'], home);
  // The README and the script stand in the folder, as in any that is not empty.
  expect({ code, output }).toMatchObject({ code: 2, output: expect.stringContaining('is not empty') });
  const taken = await runIn(workspace, 'import-existing/take-over.sh', ['cloud'], home);
  expect(taken).toMatchObject({ code: 0, output: expect.stringContaining('Nothing is changed.') });

  const folder = { ...workspace, run: (...args: string[]) => workspace.run('-chdir=cloud', ...args) };
  requireSuccess(await folder.run('apply', '-input=false', '-no-color', 'plan.bin'));
  await rm(join(workspace.directory, 'cloud/imports.tf'));
  expect(await folder.run('plan', '-no-color', '-detailed-exitcode')).toMatchObject({ code: 0 });
});

testWithJq(
  'what the script of move-from-scripts made is taken over by the configuration that replaces it',
  async () => {
    const authority = join(cloud.directory, 'ca.pem');
    await writeFile(authority, cloud.authority.certificatePem);
    const workspace = await cloud.openFolder(join(EXAMPLES, 'move-from-scripts'), {
      TF_VAR_mail_host: 'localhost',
      TF_VAR_mail_port: String(cloud.sink.port),
      TF_VAR_mail_username: MAIL_LOGIN.username,
      TF_VAR_mail_ca_cert_pem: cloud.authority.certificatePem,
    });
    const given = {
      GATEPOST_USERNAME: 'admin',
      GATEPOST_PASSWORD: ADMIN_PASSWORD,
      MAIL_HOST: 'localhost',
      MAIL_PORT: String(cloud.sink.port),
      MAIL_USERNAME: MAIL_LOGIN.username,
      MAIL_PASSWORD: MAIL_LOGIN.password,
      MAIL_CA_FILE: authority,
      OWNER_PASSWORD,
    };
    const set = () => runIn(workspace, 'move-from-scripts/set-up.sh', [], given);
    expect(await set()).toMatchObject({ code: 0, output: 'done\n' });
    expect(await set()).toMatchObject({ code: 0, output: expect.stringContaining('email server: exists, skipped') });

    const { output } = requireSuccess(await workspace.plan());
    expect(output).toContain('Plan: 6 to import, 0 to add, 0 to change, 0 to destroy.');
    requireSuccess(await workspace.apply('plan.bin'));
    await rm(join(workspace.directory, 'imports.tf'));
    await expectNoChanges(workspace);
    requireSuccess(await workspace.destroy());

    // The same without the script, on a cloud that has nothing.
    Object.assign(workspace.env, {
      TF_VAR_secret_version: '1',
      TF_VAR_mail_password: MAIL_LOGIN.password,
      TF_VAR_owner_password: OWNER_PASSWORD,
    });
    const { actions } = await applyStep(workspace);
    expect(Object.values(actions)).toEqual(Array.from({ length: 6 }, () => 'create'));
    await cloud.sink.waitFor(({ envelope }) => envelope.to.includes('olivia@example.com'), 60_000);
    expect(await changesIn(workspace)).toEqual([]);
  },
);
