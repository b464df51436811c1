import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';

/** Contents by path from the root of the project. */
export type Files = ReadonlyMap<string, string>;

export async function writeFiles(root: string, files: Files): Promise<void> {
  for (const [path, content] of files) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
}

/** Where people write, within a folder that is generated otherwise. */
const HAND_WRITTEN = [join('docs', 'guides', '/'), join('docs', 'site', '/')];

/** Files in generated folders that nothing generates any more. */
export async function strayFiles(root: string, folders: readonly string[], files: Files): Promise<string[]> {
  const found = await Promise.all(folders.map((folder) => filesBelow(root, folder)));
  return found.flat().filter((path) => !files.has(path) && !HAND_WRITTEN.some((folder) => path.startsWith(folder)));
}

export async function removeStrays(root: string, folders: readonly string[], files: Files): Promise<void> {
  for (const path of await strayFiles(root, folders, files)) await rm(join(root, path));
}

async function filesBelow(root: string, folder: string): Promise<string[]> {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map((entry) => relative(root, join(entry.parentPath, entry.name)));
}
