import { access, constants } from 'node:fs/promises';
import { join } from 'node:path';
import { describe } from '@jest/globals';

/** Where a program of the system is, such as Debian puts it; null: it is not installed. */
export async function findProgram(name: string, directories: readonly string[]): Promise<string | null> {
  for (const directory of directories) {
    const path = join(directory, name);
    const isThere = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isThere) return path;
  }
  return null;
}

/** Tests that need a program which not every machine has; where it is missing they say which package brings it. */
export function describeWith(program: string | null, debianPackage: string): typeof describe | typeof describe.skip {
  if (program !== null) return describe;
  process.stderr.write(`Skipped what needs the Debian package ${debianPackage}, which is not installed.\n`);
  return describe.skip;
}
