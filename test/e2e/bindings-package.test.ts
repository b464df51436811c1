import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { KITS } from '../../provider/cdktf/kit.ts';
import { runToSuccess } from '../../toolbox/command.ts';
import { describeWith } from '../chaos/system-program.ts';
import { type InstalledBindings, installArchive, installBindings, programIn } from './installed-bindings.ts';
import { destroyAndAsk } from './object.ts';
import { findPythonWithVenv } from './python.ts';
import { applyStep } from './step.ts';
import { startTestCloud, type TestCloud } from './test-cloud.ts';

const root = resolve(import.meta.dirname, '../..');
const GUIDE = 'docs/guides/cdktf.md';
const python = await findPythonWithVenv();

/** Compilers and package managers run here. */
jest.setTimeout(600_000);

let cloud: TestCloud;
let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'gatepost-bindings-'));
  cloud = await startTestCloud();
});
afterAll(async () => {
  await cloud.stop();
  await rm(directory, { recursive: true, force: true });
});

/** Applies what a program synthesized, and finds the second plan empty. */
async function apply(folder: string): Promise<void> {
  const workspace = await cloud.openFolder(folder, { TF_VAR_mail_password: 'mail password' });
  const { state } = await applyStep(workspace);
  expect(Object.values(state).map(({ type }) => type)).toEqual([
    ...['gatepost_email_server', 'gatepost_email_server'],
    ...['gatepost_notification_settings', 'gatepost_organization_invitation'],
  ]);
  await destroyAndAsk(workspace, cloud.api);
}

describe.each(KITS.map((kit) => [kit.name, kit] as const))('the package for %s, in an empty folder', (name, kit) => {
  const packageName = `@gatepost/${name}-provider-gatepost`;
  let installed: InstalledBindings;
  beforeAll(async () => {
    await mkdir(join(directory, name));
    installed = await installBindings(kit, join(directory, name));
  });

  const fileIn = (path: string) => readFile(join(installed.place, path), 'utf8');

  test('asks for the kit and its constructs, and brings nothing along', async () => {
    const { dependencies, peerDependencies } = JSON.parse(await fileIn('package.json'));
    expect(dependencies).toBeUndefined();
    expect(Object.keys(peerDependencies)).toEqual([name, 'constructs']);
  });

  test('tells editors what the documentation tells, and jsii what there is', async () => {
    expect(await fileIn('lib/email-server/index.d.ts')).toContain('* IP address or host name of the SMTP server.');
    expect(await fileIn('lib/data-gatepost-email-server/index.d.ts')).toContain('class DataGatepostEmailServer ');
    const { name: assembly, types } = JSON.parse(await fileIn('.jsii'));
    expect(types).toMatchObject({
      [`${assembly}.emailServer.EmailServer`]: { kind: 'class' },
      [`${assembly}.notificationFoundation.NotificationFoundation`]: { kind: 'class' },
      [`${assembly}.notificationsFirst.NotificationsFirst`]: { kind: 'class' },
    });
  });

  test('loads the classes that a program uses, and can name each to an ES module', async () => {
    const count = `Object.keys(require.cache).filter((path) => /provider-gatepost.lib./.test(path)).length`;
    const lazily = `const { user, role } = require('${packageName}'); console.log(user.User.name, ${count})`;
    expect(await installed.run(process.execPath, '--input-type=commonjs', '-e', lazily)).toBe('User 3\n');
    const named = `import { emailServer } from '${packageName}'; console.log(emailServer.EmailServer.name)`;
    expect(await installed.run(process.execPath, '--input-type=module', '-e', named)).toBe('EmailServer\n');
  });

  test('has types with which the programs of its README and of the guide compile', async () => {
    const compilerOptions = {
      ...{ target: 'ES2023', module: 'NodeNext', strict: true, noEmit: true, skipLibCheck: true },
      ...{ types: ['node'], typeRoots: [join(root, 'node_modules/@types')] },
    };
    await writeFile(join(installed.folder, 'guide.ts'), await programIn(GUIDE, 'typescript', kit));
    await writeFile(
      join(installed.folder, 'readme.ts'),
      await programIn(join(installed.place, 'README.md'), 'ts', kit),
    );
    await writeFile(join(installed.folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.ts'] }));
    await installed.run(process.execPath, join(root, 'node_modules/typescript/bin/tsc'), '-p', '.');
  });

  test('the program of its README is synthesized', async () => {
    const folder = await installed.synthesize('readme', await programIn(join(installed.place, 'README.md'), 'ts', kit));
    const { resource } = JSON.parse(await readFile(join(folder, 'cdk.tf.json'), 'utf8'));
    expect(Object.keys(resource).sort()).toEqual(['gatepost_email_server', 'gatepost_notification_settings']);
  });

  test('runs the example, of which nothing but its folder is there, by the line that the kit runs it by', async () => {
    const folder = join(directory, name, 'example');
    await cp(join(root, 'examples', name, 'quickstart'), folder, { recursive: true });
    const asked = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')).dependencies;
    await installArchive(folder, installed.archive);
    for (const [dependency, version] of Object.entries(asked)) {
      const manifest = await readFile(join(folder, 'node_modules', dependency, 'package.json'), 'utf8');
      expect({ dependency, version: JSON.parse(manifest).version }).toEqual({ dependency, version });
    }
    const { app, output } = JSON.parse(await readFile(join(folder, 'cdktf.json'), 'utf8'));
    const said = await runToSuccess('sh', ['-c', app], { cwd: folder });
    expect(said).toBe(`${join(output, 'stacks', 'quickstart')}\n`);
    expect(await readFile(join(folder, 'README.md'), 'utf8')).toContain(`\n${app}\n`);
    const { resource } = JSON.parse(await readFile(join(folder, said.trim(), 'cdk.tf.json'), 'utf8'));
    expect(Object.keys(resource)).toEqual(expect.arrayContaining(['gatepost_email_server', 'gatepost_user']));
  });

  test('the program of the guide is applied by the real engine, and the second plan is empty', async () => {
    await apply(await installed.synthesize('guide', await programIn(GUIDE, 'typescript', kit)));
  });

  describeWith(python, 'python3-venv')('and its wheel', () => {
    test('have the program of the guide in Python applied by the real engine, and the second plan is empty', async () => {
      const synthesize = await installed.installPython(python ?? '');
      await apply(await synthesize('guide', await programIn(GUIDE, 'python', kit)));
    });
  });
});
