import { cp, mkdir, mkdtemp, readFile, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { runNode } from './command.ts';

const here = resolve(import.meta.dirname, '../..');

let root: string;

/** A project of its own, with our scripts and packages, but a cache of its own. */
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'bundle-'));
  await cp(join(here, 'scripts', 'bundle.mjs'), join(root, 'bundle.mjs'));
  await mkdir(join(root, 'node_modules'));
  await symlink(join(here, 'node_modules', 'esbuild'), join(root, 'node_modules', 'esbuild'));
  await writeFile(
    join(root, 'run.mjs'),
    `import { runEntry } from './bundle.mjs';\nawait runEntry('${root}', '${root}/entry.ts');\n`,
  );
  await writeFile(join(root, 'word.ts'), `export const word: string = 'first';\n`);
  await writeFile(
    join(root, 'entry.ts'),
    `import { word } from './word.ts';\nconsole.log(word, import.meta.dirname);\n`,
  );
});

const run = () => runNode([join(root, 'run.mjs')]);

describe('an entry', () => {
  test('runs, and knows the place of its source', async () => {
    expect((await run()).stdout).toBe(`first ${root}\n`);
  });

  test('is bundled anew when a source has changed', async () => {
    await run();
    await writeFile(join(root, 'word.ts'), `export const word: string = 'another one';\n`);
    expect((await run()).stdout).toBe(`another one ${root}\n`);
  });

  test('is bundled once as long as none has', async () => {
    await run();
    await cp(join(root, 'node_modules', '.cache'), join(root, 'before'), { recursive: true });
    // Without esbuild nothing can be built any more.
    await writeFile(
      join(root, 'run.mjs'),
      (await readFile(join(root, 'run.mjs'), 'utf8')).replace(
        'await runEntry',
        'process.env.ESBUILD_BINARY_PATH = "/nowhere";\nawait runEntry',
      ),
    );
    expect((await run()).stdout).toBe(`first ${root}\n`);
  });

  test('runs when several begin at once', async () => {
    const all = await Promise.all([run(), run(), run(), run()]);
    expect(all.map(({ stdout, code }) => [code, stdout])).toEqual(all.map(() => [0, `first ${root}\n`]));
  });

  test('names the lines of its sources in a stack', async () => {
    await writeFile(
      join(root, 'word.ts'),
      `interface Long {\n  a: string;\n}\nexport const word: string = ((): Long => {\n  throw new Error('here');\n})().a;\n`,
    );
    const { code, stderr } = await run();
    expect(code).toBe(1);
    expect(stderr).toMatch(/word\.ts:5:/);
  });
});

test('the product needs no loader of TypeScript', async () => {
  const { dependencies } = JSON.parse(await readFile(join(here, 'package.json'), 'utf8'));
  expect(Object.keys(dependencies)).not.toEqual(expect.arrayContaining(['tsx']));
  await writeFile(join(root, 'entry.ts'), 'console.log(JSON.stringify(process.execArgv));\n');
  expect((await run()).stdout).toBe('[]\n');
});
