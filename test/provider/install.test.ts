import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { runCommand } from '../../toolbox/command.ts';
import { findEngine } from '../../toolbox/engine.ts';
import { engineEnvironment } from '../../toolbox/engine-environment.ts';
import { buildProvider } from '../../toolbox/provider-build.ts';
import { platformName } from '../../toolbox/provider-mirror.ts';
import { runNode } from '../scripts/command.ts';

const HOSTS = ['registry.terraform.io', 'registry.opentofu.org'];
const UNCONSTRAINED =
  'terraform {\n  required_providers {\n    gatepost = {\n      source = "gatepost/gatepost"\n    }\n  }\n}\n';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'gatepost-install-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

const versionsOf = (host: string) => join(home, '.terraform.d', 'plugins', host, 'gatepost', 'gatepost');

function install(env: Record<string, string> = {}) {
  return runNode(['scripts/run.mjs', 'cli/main.ts', 'provider', 'install'], { HOME: home, ...env });
}

/** What `init` of a configuration without a version says; it must not reach for a registry. */
async function init(env: Record<string, string> = {}): Promise<string> {
  const engine = await findEngine(process.env);
  const cwd = await mkdtemp(join(home, 'work-'));
  await writeFile(join(cwd, 'main.tf'), UNCONSTRAINED);
  const options = { cwd, env: engineEnvironment(process.env, { HOME: home, ...env }) };
  const { code, output } = await runCommand(engine.path, ['init', '-input=false', '-no-color'], options);
  if (code !== 0) throw new Error(output);
  return output;
}

describe('the built provider', () => {
  test('is the same file from the same sources, one executable that says what it is', async () => {
    // A package.json that would make Node read it as a module.
    await writeFile(join(home, 'package.json'), '{"type":"module"}');
    const first = await buildProvider(join(home, 'first'));
    const second = await buildProvider(join(home, 'second'));
    expect(second.version).toBe(first.version);
    expect(await readFile(second.executable)).toEqual(await readFile(first.executable));
    const started = await runCommand(first.executable, []);
    expect(started).toMatchObject({ code: 1, stdout: '' });
    expect(started.stderr).toContain('terraform init');
  });

  test('holds nothing of the API nor of its libraries', async () => {
    const { executable } = await buildProvider(home, { version: '1.2.3' });
    expect(executable).toBe(join(home, 'terraform-provider-gatepost_v1.2.3'));
    const code = await readFile(executable, 'utf8');
    expect(code).toContain('gatepost_truststore');
    for (const foreign of ['typeorm', 'express', 'zod', 'nodemailer', 'api/resources']) {
      expect(code).not.toContain(`node_modules/${foreign}`);
    }
    expect(code).not.toContain('"api/');
  });
});

describe('npm run provider:install', () => {
  test('puts it where init finds it without a version, in place of earlier local builds alone', async () => {
    for (const old of ['0.1.1000000001', '0.9.0'])
      await mkdir(join(versionsOf(HOSTS[0] ?? ''), old), { recursive: true });
    const { code, stdout, stderr } = await install();
    expect({ code, stderr: stderr.replace(/npm warn.*\n/g, '') }).toEqual({ code: 0, stderr: '' });
    const version = /Installed version (\S+)/.exec(stdout)?.[1] ?? '';
    expect(stdout).toContain('Removed earlier local builds: 0.1.1000000001.');
    expect(stdout).toContain(`version = "${version}"`);
    expect((await readdir(versionsOf(HOSTS[0] ?? ''))).sort()).toEqual(['0.9.0', version].sort());
    for (const host of HOSTS) {
      const files = await readdir(join(versionsOf(host), version, platformName()));
      expect(files.sort()).toEqual(['package.json', `terraform-provider-gatepost_v${version}`]);
    }
    await rm(join(versionsOf(HOSTS[0] ?? ''), '0.9.0'), { recursive: true });
    expect(await init()).toContain(`Installed gatepost/gatepost v${version}`);
    expect((await install()).code).toBe(0);
  });

  test('sees a configuration that hides it, and the block it prints makes init find it', async () => {
    const file = join(home, 'cli.tfrc');
    const env = { TF_CLI_CONFIG_FILE: file };
    await writeFile(file, 'provider_installation {\n  filesystem_mirror {\n    path = "/nowhere"\n  }\n}\n');
    const { stdout } = await install(env);
    expect(stdout).toContain(`${file} has a provider_installation block, which hides this mirror.`);
    const block = /^provider_installation \{[\s\S]*?^\}/m.exec(stdout)?.[0] ?? '';
    await writeFile(file, `${block}\n`);
    expect((await install(env)).stdout).not.toContain('hides this mirror');
    expect(await init(env)).toContain('Installed gatepost/gatepost');
  });

  test.each(['.terraformrc', '.tofurc', '.terraform.d/own.tfrc'])(
    'looks into %s, and not at comments in it',
    async (name) => {
      await mkdir(join(home, '.terraform.d'));
      const file = join(home, name);
      await writeFile(file, '# provider_installation { }\ndisable_checkpoint = true\n');
      expect((await install()).stdout).not.toContain('hides this mirror');
      await writeFile(file, 'provider_installation {\n  direct {}\n}\n');
      expect((await install()).stdout).toContain(`${file} has a provider_installation block`);
    },
  );
});
