import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HOSTS } from '../toolbox/provider-mirror.ts';
import { unzip } from '../toolbox/unzip.ts';
import type { Release } from './provider-release.ts';
import { copyFromRelease, readJson, writeJson } from './static-file.ts';

/**
 * Adds a release to a folder that is a network mirror once a web server serves it anywhere over HTTPS, for the address
 * `gatepost/gatepost` of both engines.
 */
export async function addToMirror(folder: string, release: Release): Promise<void> {
  const archives = await describeArchives(release);
  for (const host of HOSTS) {
    const provider = join(folder, host, 'gatepost', 'gatepost');
    const index = join(provider, 'index.json');
    const names = release.archives.map(({ name }) => name);
    await copyFromRelease(release, names, provider);
    await writeJson(join(provider, `${release.version}.json`), { archives });
    const earlier = (await readJson<{ versions: object }>(index))?.versions;
    await writeJson(index, { versions: { ...earlier, [release.version]: {} } });
  }
}

async function describeArchives({ folder, archives }: Release): Promise<Record<string, object>> {
  const described: Record<string, object> = {};
  for (const { name, os, arch, sha256 } of archives) {
    const hashes = [await contentHash(join(folder, name)), `zh:${sha256}`];
    described[`${os}_${arch}`] = { url: name, hashes };
  }
  return described;
}

/** What engines write down of a package, however it came: the sum of the sums of its files (Go's dirhash). */
async function contentHash(path: string): Promise<string> {
  const files = await unzip(await readFile(path));
  const lines = files.map(({ name, content }) => `${createHash('sha256').update(content).digest('hex')}  ${name}\n`);
  const byName = lines.sort((a, b) => (a.slice(66) < b.slice(66) ? -1 : 1));
  return `h1:${createHash('sha256').update(byName.join('')).digest('base64')}`;
}
