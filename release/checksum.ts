import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256Of } from './archive.ts';

/** Writes the sums of files as sha256sum does, in the order of their names. */
export async function writeSums(folder: string, names: readonly string[], path: string): Promise<void> {
  const lines: string[] = [];
  for (const name of [...names].sort()) lines.push(`${await sha256Of(join(folder, name))}  ${name}\n`);
  await writeFile(join(folder, path), lines.join(''));
}

/**
 * The sums by the name of the file.
 * @throws when a file is another one than was summed
 */
export async function verifySums(folder: string, path: string): Promise<Map<string, string>> {
  const text = await readFile(join(folder, path), 'utf8');
  const sums = new Map<string, string>();
  for (const line of text.split('\n').filter(Boolean)) {
    const [, sum = '', name = ''] = /^([0-9a-f]{64}) {2}([\w.+-]+)$/.exec(line) ?? [];
    if (name === '') throw new Error(`${path} has a line that is no sum and name: ${line}`);
    if ((await sha256Of(join(folder, name))) !== sum) throw new Error(`${name} is not the file that ${path} tells of.`);
    sums.set(name, sum);
  }
  return sums;
}
