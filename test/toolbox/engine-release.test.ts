import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { PrivateKey } from 'openpgp';
import { findEngine } from '../../toolbox/engine.ts';
import { type EngineSource, fetchEngine } from '../../toolbox/engine-release.ts';
import {
  ARCHIVE,
  archiveOf,
  makeKey,
  PLACE,
  type StandInRelease,
  sha256,
  signatureOf,
  startStandInRelease,
  VERSION,
} from './stand-in-release.ts';

let directory: string;
let release: StandInRelease;
let archive: Buffer;
let otherKey: PrivateKey;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'gatepost-engine-'));
  [release, otherKey] = await Promise.all([startStandInRelease(), makeKey()]);
  ({ archive } = release);
});
afterAll(async () => {
  await release.stop();
  await rm(directory, { recursive: true, force: true });
});

let folder: string;
beforeEach(async () => {
  folder = join(await mkdtemp(join(directory, 'cache-')), 'gatepost');
});

/** Why it was not fetched; nothing is left behind then. */
async function failure(source: EngineSource = release.source): Promise<string> {
  const error = await fetchEngine(source, folder).catch((thrown: Error) => thrown);
  expect(await readdir(folder).catch(() => [])).toEqual([]);
  return error instanceof Error ? error.message : `It was fetched: ${error}`;
}

describe('an engine that is fetched', () => {
  test('is there as a program when key, signature and sum are right', async () => {
    await release.serve();
    const path = await fetchEngine(release.source, folder);
    expect(await readdir(folder)).toEqual([`tofu_${VERSION}`]);
    const engine = await findEngine({ PATH: process.env.PATH, GATEPOST_TERRAFORM: path });
    expect(engine).toMatchObject({ product: 'OpenTofu', version: VERSION, path });
  });

  test('is refused when its sum is another one, is missing, or is that of another platform', async () => {
    await release.serve({ [`${PLACE}/${ARCHIVE}`]: archive.subarray(1) });
    expect(await failure()).toContain('is not the file whose sum OpenTofu signed');
    await release.serve({}, '');
    expect(await failure()).toContain(`The release has no ${ARCHIVE}`);
    await release.serve({}, `${sha256(archive)}  tofu_${VERSION}_plan9_mips.zip\n`);
    expect(await failure()).toContain(`The release has no ${ARCHIVE}`);
  });

  test('is refused when the signature is of other sums, of another key, missing, or none', async () => {
    const path = `${PLACE}/tofu_${VERSION}_SHA256SUMS.gpgsig`;
    const sums = `${sha256(archive)}  ${ARCHIVE}\n`;
    for (const signature of [
      await signatureOf('other sums', release.key),
      await signatureOf(sums, otherKey),
      'none',
      '',
    ]) {
      await release.serve({ [path]: signature });
      expect(await failure()).toContain('are not signed by OpenTofu');
    }
    await release.serve({ [path]: null });
    expect(await failure()).toMatch(/gpgsig answered 404\. Install an engine by hand/);
  });

  test('is refused when the key is another one, even if all was signed with that one', async () => {
    const sums = `${sha256(archive)}  ${ARCHIVE}\n`;
    const path = `${PLACE}/tofu_${VERSION}_SHA256SUMS.gpgsig`;
    await release.serve({ '/key.asc': otherKey.toPublic().armor(), [path]: await signatureOf(sums, otherKey) });
    expect(await failure()).toContain(`is not OpenTofu's, whose fingerprint is ${release.source.fingerprint}`);
    await release.serve({ '/key.asc': 'no key' });
    expect(await failure()).toContain('is no OpenPGP key');
  });

  test('is refused when the archive holds no engine, or is none', async () => {
    const other = await archiveOf('terraform');
    await release.serve({ [`${PLACE}/${ARCHIVE}`]: other }, `${sha256(other)}  ${ARCHIVE}\n`);
    expect(await failure()).toContain('holds no tofu');
  });

  test('is not waited for where nobody answers, and the reason says where', async () => {
    await release.serve();
    const nowhere = { ...release.source, releasesUrl: 'http://127.0.0.1:1/releases' };
    expect(await failure(nowhere)).toMatch(/^http:\/\/127\.0\.0\.1:1\/releases\S+ could not be fetched \(/);
  });

  test('is not read to the end when its sums have no end', async () => {
    await release.serve({ [`${PLACE}/tofu_${VERSION}_SHA256SUMS`]: Buffer.alloc(1_000_001) });
    expect(await failure()).toContain('more than 1000000 bytes');
  });
});
