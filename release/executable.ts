import { chmod, copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inject } from 'postject';
import { runCommand } from '../toolbox/command.ts';

/** Where a Node looks for the program within itself; both words are Node's. */
const BLOB = 'NODE_SEA_BLOB';
const FUSE = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';

/**
 * Makes of a script what goes into a Node of any platform. Neither snapshot nor compiled code is in it: these would be
 * for the machine that made them alone.
 * @param node of the version that the executables will be
 */
export async function makeBlob(script: Uint8Array, node: string, folder: string): Promise<Buffer> {
  // Names without folders, since the one of the script gets into the blob.
  const configuration = { main: 'provider.cjs', output: 'provider.blob', disableExperimentalSEAWarning: true };
  await writeFile(join(folder, configuration.main), withoutHashbang(script));
  await writeFile(join(folder, 'sea.json'), JSON.stringify(configuration));
  const made = await runCommand(node, ['--experimental-sea-config', 'sea.json'], { cwd: folder });
  if (made.code !== 0) throw new Error(`${node} made no program of the provider:\n${made.output}`);
  return readFile(join(folder, configuration.output));
}

function withoutHashbang(script: Uint8Array): string {
  return Buffer.from(script)
    .toString()
    .replace(/^#!.*\n/, '');
}

/** Writes a Node with the program in it. */
export async function makeExecutable(node: string, blob: Buffer, path: string): Promise<void> {
  await copyFile(node, path);
  await chmod(path, 0o755);
  await quietly(() => inject(path, BLOB, blob, { sentinelFuse: FUSE }));
}

/** It warns of notes without a name, which Node's own executables have, and of signatures, which it breaks. */
async function quietly(work: () => Promise<void>): Promise<void> {
  const { warn, error, log } = console;
  Object.assign(console, { warn: () => {}, error: () => {}, log: () => {} });
  try {
    await work();
  } finally {
    Object.assign(console, { warn, error, log });
  }
}
