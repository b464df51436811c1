import { createHash } from 'node:crypto';
import { chmod, mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { platformName } from './provider-mirror.ts';
import { unzip } from './unzip.ts';

/** Where releases of an engine are, and the key that signs them. */
export interface EngineSource {
  version: string;
  /** Of `v<version>/tofu_<version>_SHA256SUMS` and what lies beside it. */
  releasesUrl: string;
  keyUrl: string;
  /** Of the key, wherever that comes from. */
  fingerprint: string;
}

/** As OpenTofu publishes them. */
export const OPENTOFU: EngineSource = {
  version: '1.12.5',
  releasesUrl: 'https://github.com/opentofu/opentofu/releases/download',
  keyUrl: 'https://get.opentofu.org/opentofu.asc',
  fingerprint: 'E3E6E43D84CB852EADB0051D0C0AF313E5FD9F80',
};

const ARCHIVE_BYTES_AT_MOST = 200_000_000;
const TEXT_BYTES_AT_MOST = 1_000_000;
const TIMEOUT_MS = 300_000;

/** Where in a folder a fetched engine is. */
export function enginePath(folder: string, { version }: EngineSource): string {
  return join(folder, `tofu_${version}${process.platform === 'win32' ? '.exe' : ''}`);
}

/**
 * Fetches the engine for this platform. Nothing is unpacked before the key has its fingerprint, the signature of the sums
 * is the key's, and the archive has its sum; on any failure the folder stays as it was.
 */
export async function fetchEngine(source: EngineSource, folder: string): Promise<string> {
  const { version, releasesUrl } = source;
  const place = `${releasesUrl}/v${version}`;
  const sums = await download(`${place}/tofu_${version}_SHA256SUMS`, TEXT_BYTES_AT_MOST);
  await demandSigned(sums, await download(`${place}/tofu_${version}_SHA256SUMS.gpgsig`, TEXT_BYTES_AT_MOST), source);
  const name = `tofu_${version}_${platformName()}.zip`;
  const sum = sumOf(sums, name);
  const archive = await download(`${place}/${name}`, ARCHIVE_BYTES_AT_MOST);
  if (createHash('sha256').update(archive).digest('hex') !== sum) {
    throw new Error(`${name} is not the file whose sum OpenTofu signed. It was thrown away.`);
  }
  return install(archive, enginePath(folder, source), folder);
}

async function demandSigned(sums: Buffer, signature: Buffer, { keyUrl, fingerprint }: EngineSource): Promise<void> {
  const { createMessage, readKey, readSignature, verify } = await import('openpgp');
  const armoredKey = (await download(keyUrl, TEXT_BYTES_AT_MOST)).toString();
  const key = await readKey({ armoredKey }).catch(() => {
    throw new Error(`${keyUrl} is no OpenPGP key.`);
  });
  if (key.getFingerprint().toUpperCase() !== fingerprint) {
    throw new Error(`The key of ${keyUrl} is not OpenTofu's, whose fingerprint is ${fingerprint}.`);
  }
  try {
    const message = await createMessage({ binary: new Uint8Array(sums) });
    const binarySignature = new Uint8Array(signature);
    const signed = { message, signature: await readSignature({ binarySignature }), verificationKeys: key };
    await verify({ ...signed, expectSigned: true });
  } catch {
    throw new Error('The sums of the release are not signed by OpenTofu. Nothing was unpacked.');
  }
}

function sumOf(sums: Buffer, name: string): string {
  const line = sums
    .toString()
    .split('\n')
    .find((each) => each.endsWith(`  ${name}`));
  if (!line) throw new Error(`The release has no ${name}: OpenTofu is not made for this platform.`);
  return line.slice(0, 64);
}

async function download(url: string, bytesAtMost: number): Promise<Buffer> {
  const advice = 'Install an engine by hand, or try again.';
  const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) }).catch((error: Error) => {
    const { cause } = error;
    throw new Error(
      `${url} could not be fetched (${cause instanceof Error ? cause.message : error.message}). ${advice}`,
    );
  });
  if (!response.ok || !response.body) throw new Error(`${url} answered ${response.status}. ${advice}`);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.length;
    if (size > bytesAtMost) throw new Error(`${url} has more than ${bytesAtMost} bytes, which no release has.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function install(archive: Buffer, path: string, folder: string): Promise<string> {
  const program = (await unzip(archive)).find(({ name }) => /^tofu(\.exe)?$/.test(name));
  if (!program) throw new Error('The archive of the release holds no tofu.');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, program.content);
  await chmod(draft, 0o755);
  await rename(draft, path);
  return path;
}
