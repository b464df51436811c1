import { chmod, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { assertSearchFinds, searchFile } from '../../lab/secret-search.ts';
import { type Engine, findEngine } from '../../toolbox/engine.ts';
import { platformName } from '../../toolbox/provider-mirror.ts';
import { createWorkspace, requireSuccess, type Workspace, type WorkspaceOptions } from '../../toolbox/workspace.ts';

let engine: Engine;
let example: string;
let workspaces: Workspace[];

beforeAll(async () => {
  engine = await findEngine(process.env);
});

beforeEach(async () => {
  example = await mkdtemp(join(tmpdir(), 'example-'));
  workspaces = [];
});

afterEach(async () => {
  for (const workspace of workspaces) await workspace.remove();
  await rm(example, { recursive: true, force: true });
});

async function create(configuration: string, options: Partial<WorkspaceOptions> = {}): Promise<Workspace> {
  await writeFile(join(example, 'main.tf'), configuration);
  const workspace = await createWorkspace({ engine, example, provider: { reattach: '{}' }, ...options });
  workspaces.push(workspace);
  return workspace;
}

const NOTE = `
variable "secret" {
  type      = string
  sensitive = true
}
resource "terraform_data" "note" {
  input = { text = "planted-text", secret = var.secret }
}
`;

describe('a workspace', () => {
  test('plans, applies, plans again without changes, and destroys', async () => {
    const workspace = await create(NOTE, { env: { TF_VAR_secret: 'a' } });
    requireSuccess(await workspace.init());
    expect((await workspace.plan()).code).toBe(2);
    requireSuccess(await workspace.apply('plan.bin'));
    expect(await workspace.show()).toMatchObject({ values: { root_module: { resources: [{ name: 'note' }] } } });
    expect((await workspace.plan()).code).toBe(0);
    requireSuccess(await workspace.destroy());
    expect(await workspace.run('state', 'list')).toMatchObject({ code: 0, stdout: '' });
  });

  test('gives what the search for secrets must find in a real plan and a real state', async () => {
    const workspace = await create(NOTE, { env: { TF_VAR_secret: 'Sesame-42' } });
    requireSuccess(await workspace.init());
    requireSuccess(await workspace.plan());
    requireSuccess(await workspace.apply('plan.bin'));
    const files = ['plan.bin', 'terraform.tfstate'].map((file) => join(workspace.directory, file));
    await assertSearchFinds('planted-text', files);
    for (const file of files) {
      const findings = await searchFile(file, [{ name: 'secret', value: 'Sesame-42' }]);
      expect(findings[0]).toMatchObject({ secret: 'secret', where: expect.stringContaining(file) });
    }
    await expect(assertSearchFinds('never planted', files)).rejects.toThrow('proves nothing');
  });

  test('leaves state and lock of the example behind, and the example as it was', async () => {
    await writeFile(join(example, 'terraform.tfstate'), 'not even JSON');
    await writeFile(join(example, '.terraform.lock.hcl'), 'nor HCL');
    const workspace = await create(NOTE, { env: { TF_VAR_secret: 'a' } });
    expect(await readdir(workspace.directory)).toEqual(['main.tf']);
    requireSuccess(await workspace.init());
    requireSuccess(await workspace.apply());
    expect((await readdir(example)).sort()).toEqual(['.terraform.lock.hcl', 'main.tf', 'terraform.tfstate']);
  });

  test('keeps the variables of the shell from the engine', async () => {
    process.env.TF_CLI_ARGS_init = '-nonsense';
    process.env.GATEPOST_PASSWORD = 'of the shell';
    try {
      const workspace = await create(NOTE, { env: { GATEPOST_ENDPOINT: 'http://127.0.0.1' } });
      expect((await workspace.init()).code).toBe(0);
      expect(Object.keys(workspace.env).filter((name) => name.startsWith('GATEPOST_'))).toEqual(['GATEPOST_ENDPOINT']);
    } finally {
      delete process.env.TF_CLI_ARGS_init;
      delete process.env.GATEPOST_PASSWORD;
    }
  });

  test('installs a provider from its own mirror, for either engine', async () => {
    const executable = join(example, 'provider-build');
    await writeFile(executable, '#!/bin/sh\nexit 1\n');
    await chmod(executable, 0o644);
    const configuration =
      'terraform {\n  required_providers {\n    gatepost = { source = "gatepost/gatepost" }\n  }\n}\n';
    const workspace = await create(configuration, { provider: { executable, version: '0.1.7' } });
    const { output } = requireSuccess(await workspace.init());
    expect(output).toContain('0.1.7');
    const other = ['registry.terraform.io', 'registry.opentofu.org'].map((host) =>
      join(dirname(workspace.directory), 'mirror', host, 'gatepost', 'gatepost', '0.1.7', platformName()),
    );
    for (const directory of other) {
      expect(await readdir(directory)).toEqual(['terraform-provider-gatepost_v0.1.7']);
    }
  });

  test('passes one interrupt to the engine, which ends by itself', async () => {
    const slow =
      'resource "terraform_data" "slow" {\n  provisioner "local-exec" {\n    command = "echo begun; sleep 60"\n  }\n}\n';
    let heard = '';
    const workspace = await create(slow, {
      onOutput: (text) => {
        const hadBegun = heard.includes('begun\n');
        heard += text;
        if (!hadBegun && heard.includes('begun\n')) workspace.interrupt();
      },
    });
    requireSuccess(await workspace.init());
    const result = await workspace.apply();
    expect(result.code).toBe(1);
    expect(result.output).toContain('Interrupt received');
    expect(() => requireSuccess(result)).toThrow(/^apply failed with exit code 1:\n[\s\S]*begun/);
  });

  test('removes everything it made', async () => {
    const workspace = await create(NOTE);
    await workspace.remove();
    await expect(stat(dirname(workspace.directory))).rejects.toThrow('ENOENT');
  });
});
