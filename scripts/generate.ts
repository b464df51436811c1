import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { generateBindings } from '../provider/cdktf/generate.ts';
import { generateConstraints } from './generate/constraints.ts';
import { generateDocs } from './generate/docs.ts';
import { type Files, removeStrays, strayFiles, writeFiles } from './generate/files.ts';
import { generateModuleDocs } from './generate/module-docs.ts';

/**
 * npm run generate: writes everything that follows from something else; with --check it only says what is stale.
 * `--root` names another copy of what is generated than the one beside this file.
 */
const own = resolve(import.meta.dirname, '..');
const { values } = parseArgs({
  options: { check: { type: 'boolean', default: false }, root: { type: 'string', default: own } },
});
const { root } = values;

/** Folders that hold generated files and nothing else; `docs` is where the Terraform Registry looks. */
const FOLDERS = ['provider/generated', 'provider/cdktf/generated', 'docs'];

async function generateAll(): Promise<Files> {
  // The provider's attributes are built on the constraints, so those are written before its schema is read.
  const constraints = generateConstraints();
  if (!values.check && (await isAnyStale(constraints))) {
    await writeFiles(root, constraints);
    startAnew();
  }
  return new Map([
    ...constraints,
    ...(await generateDocs()),
    ...(await generateModuleDocs()),
    ...(await generateBindings()),
  ]);
}

/** This very program holds the constraints as they were. */
function startAnew(): never {
  const again = [join(own, 'scripts', 'run.mjs'), 'scripts/generate.ts', `--root=${root}`];
  process.exit(spawnSync(process.execPath, again, { stdio: 'inherit' }).status ?? 1);
}

async function isAnyStale(files: Files): Promise<boolean> {
  const stale = await Promise.all([...files].map(([path, content]) => isStale(path, content)));
  return stale.includes(true);
}

async function isStale(path: string, content: string): Promise<boolean> {
  const current = await readFile(join(root, path), 'utf8').catch(() => null);
  return current !== content;
}

async function check(files: Files): Promise<void> {
  const stale: string[] = await strayFiles(root, FOLDERS, files);
  for (const [path, content] of files) if (await isStale(path, content)) stale.push(path);
  if (stale.length === 0) return;
  console.error(`Stale; run npm run generate:\n${stale.map((path) => `  ${path}`).join('\n')}`);
  process.exitCode = 1;
}

const files = await generateAll();
if (values.check) {
  await check(files);
} else {
  await writeFiles(root, files);
  await removeStrays(root, FOLDERS, files);
  console.log(`${files.size} files generated.`);
}
