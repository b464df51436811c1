import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMessage, generateKey, type PrivateKey, readPrivateKey, sign } from 'openpgp';
import { writeArchive } from '../../release/archive.ts';
import type { EngineSource } from '../../toolbox/engine-release.ts';
import { platformName } from '../../toolbox/provider-mirror.ts';

export const VERSION = '1.12.5';
export const ARCHIVE = `tofu_${VERSION}_${platformName()}.zip`;
/** Where the files of the release are. */
export const PLACE = `/releases/v${VERSION}`;

export type Files = Record<string, string | Uint8Array | null>;

/** A release of an engine on a server of our own, signed by a key of our own. */
export interface StandInRelease {
  source: EngineSource;
  key: PrivateKey;
  archive: Buffer;
  /** The paths that were asked for. */
  asked: string[];
  /** Serves the release as it should be, but for some of its files. */
  serve(different?: Files, sums?: string): Promise<void>;
  stop(): Promise<void>;
}

export async function startStandInRelease(): Promise<StandInRelease> {
  const key = await makeKey();
  const archive = await archiveOf('tofu');
  const asked: string[] = [];
  let served: Files = {};
  const server = createServer(({ url = '' }, response) => {
    asked.push(url);
    const content = served[url];
    if (content === undefined || content === null) response.writeHead(404).end();
    else response.end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const fingerprint = key.getFingerprint().toUpperCase();
  return {
    source: { version: VERSION, releasesUrl: `${url}/releases`, keyUrl: `${url}/key.asc`, fingerprint },
    key,
    archive,
    asked,
    async serve(different = {}, sums = `${sha256(archive)}  ${ARCHIVE}\n`) {
      served = {
        '/key.asc': key.toPublic().armor(),
        [`${PLACE}/tofu_${VERSION}_SHA256SUMS`]: sums,
        [`${PLACE}/tofu_${VERSION}_SHA256SUMS.gpgsig`]: await signatureOf(sums, key),
        [`${PLACE}/${ARCHIVE}`]: archive,
        ...different,
      };
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** What a release has, a program that says which one it is. */
export async function archiveOf(program: string): Promise<Buffer> {
  const directory = await mkdtemp(join(tmpdir(), 'gatepost-archive-'));
  const path = join(directory, `${program}.zip`);
  const content = `#!/bin/sh\necho OpenTofu v${VERSION}\n`;
  await writeArchive(path, [
    { name: 'LICENSE', content: 'words' },
    { name: program, content },
  ]);
  return readFile(path).finally(() => rm(directory, { recursive: true }));
}

export async function makeKey(): Promise<PrivateKey> {
  const { privateKey } = await generateKey({ userIDs: [{ name: 'Stand-in', email: 'a@b.test' }] });
  return readPrivateKey({ armoredKey: privateKey });
}

export async function signatureOf(text: string, signingKeys: PrivateKey): Promise<Uint8Array> {
  const message = await createMessage({ binary: Buffer.from(text) });
  return (await sign({ message, signingKeys, detached: true, format: 'binary' })) as Uint8Array;
}

export const sha256 = (content: Buffer): string => createHash('sha256').update(content).digest('hex');
