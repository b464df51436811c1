import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createMessage, generateKey, type PrivateKey, readPrivateKey, sign } from 'openpgp';
import { writeArchive } from '../../release/archive.ts';
import { findEngine } from '../../toolbox/engine.ts';
import { type EngineSource, fetchEngine } from '../../toolbox/engine-release.ts';
import { platformName } from '../../toolbox/provider-mirror.ts';

const VERSION = '1.12.5';
const ARCHIVE = `tofu_${VERSION}_${platformName()}.zip`;
const PLACE = `/releases/v${VERSION}`;

let directory: string;
let archive: Buffer;
let [key, otherKey]: PrivateKey[] = [];
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'gatepost-engine-'));
  archive = await archiveOf('tofu');
  [key, otherKey] = await Promise.all([makeKey(), makeKey()]);
});
afterAll(() => rm(directory, { recursive: true, force: true }));

/** What a release has, a program that says which one it is. */
async function archiveOf(program: string): Promise<Buffer> {
  const path = join(directory, `${program}.zip`);
  const content = `#!/bin/sh\necho OpenTofu v${VERSION}\n`;
  await writeArchive(path, [
    { name: 'LICENSE', content: 'words' },
    { name: program, content },
  ]);
  return readFile(path);
}

async function makeKey(): Promise<PrivateKey> {
  const { privateKey } = await generateKey({ userIDs: [{ name: 'Stand-in', email: 'a@b.test' }] });
  return readPrivateKey({ armoredKey: privateKey });
}

async function signatureOf(text: string, signingKeys = key): Promise<Uint8Array> {
  if (!signingKeys) throw new Error('There is no key yet.');
  const message = await createMessage({ binary: Buffer.from(text) });
  return (await sign({ message, signingKeys, detached: true, format: 'binary' })) as Uint8Array;
}

const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex');

type Files = Record<string, string | Uint8Array | null>;

let served: Files;
let server: Server;
let source: EngineSource;
let folder: string;
beforeEach(async () => {
  folder = join(await mkdtemp(join(directory, 'cache-')), 'gatepost');
  server = createServer(({ url = '' }, response) => {
    const content = served[url];
    if (content === undefined || content === null) response.writeHead(404).end();
    else response.end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const fingerprint = key?.getFingerprint().toUpperCase() ?? '';
  source = { version: VERSION, releasesUrl: `${url}/releases`, keyUrl: `${url}/key.asc`, fingerprint };
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

/** A release as it should be, but for some of its files. */
async function serve(different: Files = {}, sums = `${sha256(archive)}  ${ARCHIVE}\n`): Promise<void> {
  served = {
    '/key.asc': key?.toPublic().armor() ?? '',
    [`${PLACE}/tofu_${VERSION}_SHA256SUMS`]: sums,
    [`${PLACE}/tofu_${VERSION}_SHA256SUMS.gpgsig`]: await signatureOf(sums),
    [`${PLACE}/${ARCHIVE}`]: archive,
    ...different,
  };
}

async function failure(): Promise<string> {
  const error = await fetchEngine(source, folder).catch((thrown: Error) => thrown);
  expect(await readdir(folder).catch(() => [])).toEqual([]);
  return error instanceof Error ? error.message : `It was fetched: ${error}`;
}

describe('an engine that is fetched', () => {
  test('is there as a program when key, signature and sum are right', async () => {
    await serve();
    const path = await fetchEngine(source, folder);
    expect(await readdir(folder)).toEqual([`tofu_${VERSION}`]);
    const engine = await findEngine({ PATH: process.env.PATH, GATEPOST_TERRAFORM: path });
    expect(engine).toMatchObject({ product: 'OpenTofu', version: VERSION, path });
  });

  test('is refused when its sum is another one, is missing, or is that of another platform', async () => {
    await serve({ [`${PLACE}/${ARCHIVE}`]: archive.subarray(1) });
    expect(await failure()).toContain('is not the file whose sum OpenTofu signed');
    await serve({}, '');
    expect(await failure()).toContain(`The release has no ${ARCHIVE}`);
    await serve({}, `${sha256(archive)}  tofu_${VERSION}_plan9_mips.zip\n`);
    expect(await failure()).toContain(`The release has no ${ARCHIVE}`);
  });

  test('is refused when the signature is of other sums, of another key, missing, or none', async () => {
    const path = `${PLACE}/tofu_${VERSION}_SHA256SUMS.gpgsig`;
    const sums = `${sha256(archive)}  ${ARCHIVE}\n`;
    for (const signature of [await signatureOf('other sums'), await signatureOf(sums, otherKey), 'none', '']) {
      await serve({ [path]: signature });
      expect(await failure()).toContain('are not signed by OpenTofu');
    }
    await serve({ [path]: null });
    expect(await failure()).toMatch(/gpgsig answered 404\. Install an engine by hand/);
  });

  test('is refused when the key is another one, even if all was signed with that one', async () => {
    const sums = `${sha256(archive)}  ${ARCHIVE}\n`;
    const path = `${PLACE}/tofu_${VERSION}_SHA256SUMS.gpgsig`;
    await serve({ '/key.asc': otherKey?.toPublic().armor() ?? '', [path]: await signatureOf(sums, otherKey) });
    expect(await failure()).toContain(`is not OpenTofu's, whose fingerprint is ${source.fingerprint}`);
    await serve({ '/key.asc': 'no key' });
    expect(await failure()).toContain('is no OpenPGP key');
  });

  test('is refused when the archive holds no engine, or is none', async () => {
    const other = await archiveOf('terraform');
    await serve({ [`${PLACE}/${ARCHIVE}`]: other }, `${sha256(other)}  ${ARCHIVE}\n`);
    expect(await failure()).toContain('holds no tofu');
  });

  test('is not waited for where nobody answers, and the reason says where', async () => {
    await serve();
    source = { ...source, releasesUrl: 'http://127.0.0.1:1/releases' };
    expect(await failure()).toMatch(/^http:\/\/127\.0\.0\.1:1\/releases\S+ could not be fetched \(/);
  });

  test('is not read to the end when its sums have no end', async () => {
    await serve({ [`${PLACE}/tofu_${VERSION}_SHA256SUMS`]: Buffer.alloc(1_000_001) });
    expect(await failure()).toContain('more than 1000000 bytes');
  });
});
