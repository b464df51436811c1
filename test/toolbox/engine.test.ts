import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { findEngine, OLDEST_SUPPORTED } from '../../toolbox/engine.ts';

let place: string;

beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'engine-'));
});

afterEach(() => rm(place, { recursive: true, force: true }));

/** A directory for the PATH with an engine that says this version. */
async function fake(name: string, words: string): Promise<string> {
  const directory = await mkdtemp(join(place, 'bin-'));
  const script = `#!/bin/sh\n[ -z "$TF_CLI_ARGS" ] && [ "$1" = version ] && printf '%s\\n' '${words}' 'on linux_amd64'\n`;
  await writeFile(join(directory, name), script, { mode: 0o755 });
  return directory;
}

const onPath = (...directories: string[]) => ({ PATH: directories.join(delimiter) });

describe('the choice of the engine', () => {
  test('prefers terraform to tofu', async () => {
    const [tofu, terraform] = [await fake('tofu', 'OpenTofu v1.12.0'), await fake('terraform', 'Terraform v1.11.4')];
    const engine = await findEngine(onPath(tofu, terraform));
    expect(engine).toEqual({
      path: join(terraform, 'terraform'),
      product: 'Terraform',
      version: '1.11.4',
      passedOver: [],
    });
  });

  test('prefers GATEPOST_TERRAFORM, a path or a name', async () => {
    const [mine, terraform] = [
      await fake('mine', 'OpenTofu v1.11.0-beta1'),
      await fake('terraform', 'Terraform v1.14.0'),
    ];
    const byPath = await findEngine({ ...onPath(terraform), GATEPOST_TERRAFORM: join(mine, 'mine') });
    const byName = await findEngine({ ...onPath(terraform, mine), GATEPOST_TERRAFORM: 'mine' });
    expect(byPath).toMatchObject({ path: join(mine, 'mine'), product: 'OpenTofu', version: '1.11.0-beta1' });
    expect(byName.path).toBe(byPath.path);
  });

  test('names one that is too old and tries the next', async () => {
    const [old, tofu] = [await fake('terraform', 'Terraform v1.10.5'), await fake('tofu', 'OpenTofu v2.0.0')];
    const engine = await findEngine(onPath(old, tofu));
    expect(engine.path).toBe(join(tofu, 'tofu'));
    expect(engine.passedOver).toEqual([`${join(old, 'terraform')}: Terraform 1.10.5 is too old`]);
  });

  test.each([
    ['is not there', async () => '/nowhere/terraform', '/nowhere/terraform: not found'],
    ['is too old', async () => join(await fake('old', 'Terraform v1.10.5'), 'old'), 'Terraform 1.10.5 is too old'],
  ])('takes no other one where the one that GATEPOST_TERRAFORM names %s', async (_, chosen, reason) => {
    const terraform = await fake('terraform', 'Terraform v1.14.0');
    const env = { ...onPath(terraform), GATEPOST_TERRAFORM: await chosen() };
    await expect(findEngine(env)).rejects.toThrow(reason);
  });

  test('takes one as old as is asked for', async () => {
    const [older, old] = [await fake('terraform', 'Terraform v1.4.7'), await fake('tofu', 'OpenTofu v1.6.0')];
    const engine = await findEngine(onPath(older, old), { oldest: OLDEST_SUPPORTED });
    expect(engine).toMatchObject({ product: 'OpenTofu', version: '1.6.0' });
    expect(engine.passedOver).toEqual([`${join(older, 'terraform')}: Terraform 1.4.7 is too old`]);
  });

  test('is not misled by the TF_ variables of the shell', async () => {
    const terraform = await fake('terraform', 'Terraform v1.11.0');
    expect((await findEngine({ ...onPath(terraform), TF_CLI_ARGS: '-json' })).version).toBe('1.11.0');
  });

  test.each([
    ['darwin', 'brew install'],
    ['win32', 'winget install'],
    ['linux', 'https://'],
  ])('without any says what was tried and how to install one on %s', async (platform, advice) => {
    const strange = await fake('terraform', 'Something else');
    const empty = join(place, 'empty');
    await mkdir(empty);
    const error: Error = await findEngine(onPath(strange, empty), { platform }).catch((reason) => reason);
    for (const part of [
      '1.11',
      'neither Terraform nor OpenTofu (Something else)',
      'tofu: not found',
      advice,
      'GATEPOST_TERRAFORM',
    ]) {
      expect(error.message).toContain(part);
    }
  });
});
