import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { describe, test } from '@jest/globals';

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

/** A program that a shell would find. */
export const findOnPath = (name: string, path = process.env.PATH): Promise<string | null> =>
  findProgram(name, (path ?? '').split(delimiter));

/** Tests that need a program which not every machine has; where it is missing they say which package brings it. */
export function describeWith(program: string | null, debianPackage: string): typeof describe | typeof describe.skip {
  return isThere(program, debianPackage) ? describe : describe.skip;
}

/** The same for one test. */
export function testWith(program: string | null, debianPackage: string): typeof test | typeof test.skip {
  return isThere(program, debianPackage) ? test : test.skip;
}

function isThere(program: string | null, debianPackage: string): boolean {
  if (program === null) {
    process.stderr.write(`Skipped what needs the Debian package ${debianPackage}, which is not installed.\n`);
  }
  return program !== null;
}
