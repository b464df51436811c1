import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FILES } from './configuration/configuration.ts';

/** A folder that an export must not touch. */
export class FolderError extends Error {}

/** @throws FolderError when anything is in the folder; what is not there yet is made later */
export async function demandEmpty(folder: string): Promise<void> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    if (error.code === 'ENOTDIR') throw new FolderError(`${folder} is a file. Name a folder.`);
    throw error;
  });
  if (names.length === 0) return;
  throw new FolderError(
    `${folder} is not empty. Name another folder, or write over the files of an earlier export with --force.`,
  );
}

/** Writes the files, and removes those of an earlier export that are not among them: they would declare what is gone. */
export async function writeFolder(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, content] of files) await writeFile(join(folder, name), content);
  for (const name of FILES) if (!files.has(name)) await rm(join(folder, name), { force: true });
}
