// Runs a script of the project: node scripts/run.mjs <entry> [arguments]. Works on a fresh clone, so until the
// dependencies are there it uses Node's own modules alone.
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { requireNode } from '../cli/node-version.mjs';
import { ensureInstalled } from './install.mjs';

const root = resolve(import.meta.dirname, '..');

/** Runs the entry in this process, so that signals, process group and exit code are the entry's own. */
async function run(entry, args) {
  if (entry === undefined) throw new Error('Say what to run: node scripts/run.mjs <entry> [arguments]');
  const path = resolve(root, entry);
  process.argv = [process.argv[0], path, ...args];
  if (path.endsWith('.ts')) await (await import('./bundle.mjs')).runEntry(root, path);
  else await import(pathToFileURL(path).href);
}

async function prepare() {
  try {
    requireNode();
    await ensureInstalled(root);
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}

await prepare();
await run(process.argv[2], process.argv.slice(3));
