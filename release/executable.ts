import { chmod, copyFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { runCommand, runToSuccess } from '../toolbox/command.ts';

/** Where a Node looks for the program within itself; both words are Node's. */
const BLOB = 'NODE_SEA_BLOB';
const FUSE = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';

const POSTJECT = createRequire(import.meta.url).resolve('postject/dist/cli.js');

/**
 * Makes of a script what goes into a Node of any platform. Neither snapshot nor compiled code is in it: these would be
 * for the machine that made them alone. Answers the file.
 * @param node of the version that the executables will be
 */
export async function makeBlob(script: Uint8Array, node: string, folder: string): Promise<string> {
  // Names without folders, since the one of the script gets into the blob.
  const configuration = { main: 'provider.cjs', output: 'provider.blob', disableExperimentalSEAWarning: true };
  await writeFile(join(folder, configuration.main), withoutHashbang(script));
  await writeFile(join(folder, 'sea.json'), JSON.stringify(configuration));
  const made = await runCommand(node, ['--experimental-sea-config', 'sea.json'], { cwd: folder });
  if (made.code !== 0) throw new Error(`${node} made no program of the provider:\n${made.output}`);
  return join(folder, configuration.output);
}

function withoutHashbang(script: Uint8Array): string {
  return Buffer.from(script)
    .toString()
    .replace(/^#!.*\n/, '');
}

/**
 * Writes a Node with the program in it. By a process of its own: it computes for seconds, and several can be made at once.
 * @param blob a file
 */
export async function makeExecutable(node: string, blob: string, path: string): Promise<void> {
  await copyFile(node, path);
  await chmod(path, 0o755);
  const words = [POSTJECT, path, BLOB, blob, '--sentinel-fuse', FUSE];
  await runToSuccess(process.execPath, words);
}
