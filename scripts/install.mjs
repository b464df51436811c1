import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { withLock } from './lock.mjs';

/**
 * Installs the dependencies when node_modules is missing or not what package-lock.json says. Of several that come at
 * once on a fresh clone one installs and the others wait.
 */
export async function ensureInstalled(root) {
  if (await isFresh(root)) return;
  const onWait = (pid) => console.error(`Process ${pid} is installing the dependencies; waiting for it.`);
  await withLock(join(root, '.install.lock'), onWait, async () => {
    if (!(await isFresh(root))) await install(root);
    await writeFile(stampPath(root), await describeWanted(root));
  });
}

function stampPath(root) {
  return join(root, 'node_modules', '.installed');
}

/** Our stamp is compared first, for it is quick; else what npm itself wrote down about its installation. */
async function isFresh(root) {
  const stamp = await readOrNothing(stampPath(root));
  return stamp === (await describeWanted(root)) || (await hasEverything(root));
}

async function describeWanted(root) {
  const lock = await readFile(join(root, 'package-lock.json'));
  const digest = createHash('sha256').update(lock).digest('hex');
  return `${process.platform} ${process.arch} ${digest}\n`;
}

async function hasEverything(root) {
  const hidden = await readOrNothing(join(root, 'node_modules', '.package-lock.json'));
  if (hidden === undefined) return false;
  const installed = JSON.parse(hidden).packages;
  const wanted = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')).packages;
  return Object.entries(wanted).every(([path, entry]) => {
    const found = installed[path];
    return path === '' || (found === undefined ? mayBeMissing(entry) : found.integrity === entry.integrity);
  });
}

/** Optional packages for other platforms; those that also depend on the C library are not judged. */
function mayBeMissing({ optional, peer, os, cpu, libc }) {
  const isForHere = (os ?? cpu) && (os?.includes(process.platform) ?? true) && (cpu?.includes(process.arch) ?? true);
  return (optional || peer) && !(isForHere && libc === undefined);
}

async function install(root) {
  console.error('Installing the dependencies with npm ci (once, and again when package-lock.json changes) …');
  const startedAt = Date.now();
  const [file, args, shell] = findNpm();
  const options = ['ci', '--ignore-scripts', '--include=dev', '--include=optional', '--no-audit', '--no-fund'];
  // Standard output belongs to what is run afterwards.
  const child = spawn(file, [...args, ...options], { cwd: root, stdio: ['ignore', 2, 2], shell });
  const code = await waitFor(child);
  if (code !== 0) throw new Error(`npm ci failed (${code}); its words are above. Nothing else was done; try again.`);
  console.error(`Installed in ${Math.round((Date.now() - startedAt) / 1000)} s.`);
}

/** The npm that started us, if one did, else the one on the PATH (on Windows a .cmd, which needs a shell). */
function findNpm() {
  const path = process.env.npm_execpath;
  if (path !== undefined && basename(path) === 'npm-cli.js') return [process.execPath, [path], false];
  return ['npm', [], process.platform === 'win32'];
}

/** Outlives Ctrl-C, which npm gets too, so that the lock is given back. */
async function waitFor(child) {
  const forward = (signal) => child.kill(signal);
  process.on('SIGINT', forward).on('SIGTERM', forward);
  try {
    const [code, signal] = await once(child, 'close');
    return code ?? signal;
  } catch (error) {
    throw new Error(`npm could not be started (${error.message}). It comes with Node (nodejs.org); check the PATH.`);
  } finally {
    process.off('SIGINT', forward).off('SIGTERM', forward);
  }
}

async function readOrNothing(path) {
  return readFile(path, 'utf8').catch(() => undefined);
}
