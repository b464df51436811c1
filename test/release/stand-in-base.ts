import { chmod, cp, mkdir, realpath, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, delimiter, dirname, join, resolve } from 'node:path';
import { runCommand, runToSuccess } from '../../toolbox/command.ts';
import { findProgram } from '../chaos/system-program.ts';

const root = resolve(import.meta.dirname, '../..');

/** What a RUN line of the container file, npm and its scripts call. */
const PROGRAMS = ['bash', 'sh', 'env', 'install', 'ls', 'mkdir', 'rm', 'cp', 'chmod', 'cat', 'tar', 'gzip'];
const PASSWD = 'root:x:0:0::/root:/bin/sh\nnode:x:1000:1000::/home/node:/bin/sh\n';
const GROUP = 'root:x:0:\nnode:x:1000:\n';

/**
 * A root directory in place of Debian's image of Node, which needs a registry: this machine's own Node and npm, the
 * programs that are called, their libraries, and the user `node` that the image has.
 */
export async function writeBase(directory: string): Promise<void> {
  for (const path of ['etc', 'opt', 'root', 'tmp', 'usr/bin', 'usr/lib/node_modules', 'var']) {
    await mkdir(join(directory, path), { recursive: true });
  }
  await chmod(join(directory, 'tmp'), 0o1777);
  await symlink('usr/bin', join(directory, 'bin'));
  await writeFile(join(directory, 'etc/passwd'), PASSWD);
  await writeFile(join(directory, 'etc/group'), GROUP);
  const programs = await Promise.all(PROGRAMS.map(pathOf));
  for (const path of programs) await copy(path, join(directory, 'usr/bin'));
  await cp(process.execPath, join(directory, 'usr/bin/node'), { dereference: true });
  const npm = dirname(dirname(await realpath(await pathOf('npm'))));
  await cp(npm, join(directory, 'usr/lib/node_modules/npm'), { recursive: true });
  await symlink('../lib/node_modules/npm/bin/npm-cli.js', join(directory, 'usr/bin/npm'));
  for (const library of await librariesOf([...programs, process.execPath, passwordHashing()])) {
    await mkdir(join(directory, dirname(library)), { recursive: true });
    await cp(library, join(directory, library), { dereference: true });
  }
}

const copy = (path: string, folder: string) => cp(path, join(folder, basename(path)), { dereference: true });

async function pathOf(program: string): Promise<string> {
  const path = await findProgram(program, (process.env.PATH ?? '').split(delimiter));
  if (path === null) throw new Error(`There is no ${program} on the PATH.`);
  return path;
}

/** The one compiled addon that the program loads. */
function passwordHashing(): string {
  const ofPackage = createRequire(createRequire(join(root, 'package.json')).resolve('@node-rs/argon2'));
  return ofPackage.resolve(`@node-rs/argon2-linux-${process.arch}-gnu`);
}

async function librariesOf(paths: readonly string[]): Promise<string[]> {
  const said = await Promise.all(paths.map((path) => runToSuccess('ldd', [path])));
  return [...new Set(said.flatMap((text) => text.match(/\/\S+/g) ?? []))];
}

/** Where npm takes packages from on this machine, and whom it trusts, as npm's own variables. */
export async function npmSettings(): Promise<{ cache: string; authorities: string | null; variables: string[] }> {
  const { stdout } = await runCommand('npm', ['config', 'list', '--json'], { cwd: root });
  const { cache, cafile, registry }: { cache: string; cafile: string | null; registry: string } = JSON.parse(stdout);
  const authorities = cafile || process.env.NODE_EXTRA_CA_CERTS || null;
  const trust = authorities === null ? [] : [`npm_config_cafile=${authorities}`];
  return {
    cache,
    authorities,
    variables: [`npm_config_registry=${registry}`, 'npm_config_prefer_offline=true', ...trust],
  };
}
