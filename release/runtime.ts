import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from '../toolbox/command.ts';
import type { Runtime } from './platform.ts';

/**
 * The Node of a platform, or another file of its package, below `folder`: npm fetches the package unless `cache` has its archive already.
 * @throws when the archive is another one than was pinned
 */
export async function fetchRuntime(
  runtime: Runtime,
  cache: string,
  folder: string,
  file = runtime.file,
): Promise<string> {
  await mkdir(cache, { recursive: true });
  const archive = join(cache, `${runtime.package}-${runtime.version}.tgz`);
  const content = await readFile(archive).catch(() => download(runtime, archive, cache));
  const integrity = `sha512-${createHash('sha512').update(content).digest('base64')}`;
  if (integrity !== runtime.integrity) {
    await rm(archive);
    throw new Error(`${runtime.package} ${runtime.version} is ${integrity}, and not the pinned ${runtime.integrity}.`);
  }
  return unpack(file, archive, join(folder, runtime.package));
}

async function download(runtime: Runtime, archive: string, cache: string): Promise<Buffer> {
  const draft = await mkdtemp(join(cache, 'draft-'));
  const name = `${runtime.package}@${runtime.version}`;
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { code, stdout, output } = await runCommand(npm, ['pack', '--silent', '--pack-destination', draft, name]);
  if (code !== 0) throw new Error(`npm could not fetch ${name}:\n${output}`);
  await rename(join(draft, stdout.trim()), archive);
  await rm(draft, { recursive: true });
  return readFile(archive);
}

async function unpack(file: string, archive: string, folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const { code, output } = await runCommand('tar', ['-xzf', archive, '-C', folder, file]);
  if (code !== 0) throw new Error(`${archive} could not be unpacked:\n${output}`);
  return join(folder, file);
}
