import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * Bundles a TypeScript entry into one JavaScript file with its source map, and answers its path; what is imported on
 * demand lies in files beside it, and is read on demand. It is built once: as long as no source of it changed the file
 * that is there is taken. Packages stay where they are.
 * @param root where node_modules is, in whose cache the file lies
 */
export async function bundle(root, entry) {
  const folder = join(root, 'node_modules', '.cache', 'gatepost');
  // A bundle knows the place of its sources, so that a copy of the project has bundles of its own.
  const key = createHash('sha256').update(`${process.versions.node} ${root} ${entry}`).digest('hex').slice(0, 16);
  const file = join(folder, `${basename(entry, '.ts')}-${key}.mjs`);
  if (await isFresh(file)) return file;
  await mkdir(folder, { recursive: true });
  await build(root, entry, file);
  return file;
}

const manifestOf = (file) => `${file}.json`;

/** Whether every source is as it was when the file was made, by time and size. */
async function isFresh(file) {
  const text = await readFile(manifestOf(file), 'utf8').catch(() => undefined);
  if (text === undefined) return false;
  const known = Object.entries(JSON.parse(text));
  const now = await Promise.all(known.map(([path]) => fingerprint(path)));
  return known.every(([, before], index) => before === now[index]);
}

/** Undefined for what is not there, or changed after the moment. */
async function fingerprint(path, untilMs = Number.POSITIVE_INFINITY) {
  const found = await stat(path).catch(() => undefined);
  return found && found.mtimeMs < untilMs ? `${found.mtimeMs} ${found.size}` : undefined;
}

/** Several processes may build at once: each writes files of its own, and puts them in place whole. */
async function build(root, entry, file) {
  const startedMs = Date.now();
  const esbuild = await import('esbuild');
  const { metafile, outputFiles } = await esbuild.build({
    entryPoints: [{ in: entry, out: basename(file, '.mjs') }],
    outdir: dirname(file),
    outExtension: { '.js': '.mjs' },
    splitting: true,
    absWorkingDir: root,
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    target: 'node20.19',
    format: 'esm',
    packages: 'external',
    sourcemap: 'linked',
    logLevel: 'warning',
    plugins: [inPlace],
  });
  // Its process would go on as long as ours.
  await esbuild.stop();
  const inputs = Object.keys(metafile.inputs).map((path) => resolve(root, path));
  const prints = await Promise.all(
    inputs.map(async (path) => [path, (await fingerprint(path, startedMs)) ?? 'changed meanwhile']),
  );
  for (const { path, contents } of outputFiles) await writeWhole(path, contents);
  await writeWhole(manifestOf(file), JSON.stringify(Object.fromEntries(prints)));
}

async function writeWhole(path, contents) {
  const unfinished = join(dirname(path), `${randomUUID()}.unfinished`);
  await writeFile(unfinished, contents);
  await rename(unfinished, path);
}

/** What modules say of their own place is said otherwise: `express` gives the expression for a file and one of the three. */
export const placed = (express) => ({
  name: 'placed',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const contents = source.replace(/\bimport\.meta\.(dirname|filename|url)\b/g, (_, name) => express(path, name));
      return { contents, loader: 'ts' };
    });
  },
});

/** It is true of the source, wherever the bundle lies: it finds what is beside it. */
const inPlace = placed((path, name) => {
  const places = { dirname: dirname(path), filename: path, url: pathToFileURL(path).href };
  return JSON.stringify(places[name]);
});

/** Bundles an entry and runs it in this process. */
export async function runEntry(root, entry) {
  // Stacks name the lines of the sources.
  process.setSourceMapsEnabled(true);
  await import(pathToFileURL(await bundle(root, relative(root, entry))).href);
}
