import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PROTOCOLS, type Release, releaseNames } from './provider-release.ts';
import { keyIdOf, PUBLIC_KEY } from './signature.ts';
import { copyFromRelease, readJson, writeJson } from './static-file.ts';

interface Versions {
  versions: { version: string; protocols: string[]; platforms: { os: string; arch: string }[] }[];
}

/**
 * Adds a signed release to a folder that is a registry once a web server serves it at the root of a host, over HTTPS:
 * nothing answers but files. What it says of places is relative, so that it knows no host.
 */
export async function addToRegistry(folder: string, release: Release): Promise<void> {
  const { version, archives } = release;
  const { sums, signature } = releaseNames(version);
  const key = await readFile(join(release.folder, PUBLIC_KEY), 'utf8').catch(() => {
    throw new Error('The release is not signed, and engines take nothing else from a registry: sign it first.');
  });
  const keys = [{ key_id: await keyIdOf(key), ascii_armor: key }];
  const provider = join(folder, 'v1', 'providers', 'gatepost', 'gatepost');
  await writeJson(join(folder, '.well-known', 'terraform.json'), { 'providers.v1': '/v1/providers/' });
  await copyFromRelease(release, [...release.sums.keys(), sums, signature], join(provider, version));
  for (const { name, os, arch, sha256 } of archives) {
    // From `<version>/download/<os>/<arch>` to the files of the version.
    const files = { download_url: `../../${name}`, shasums_url: `../../${sums}` };
    const signed = { shasums_signature_url: `../../${signature}`, signing_keys: { gpg_public_keys: keys } };
    const about = { protocols: PROTOCOLS, os, arch, filename: name, shasum: sha256, ...files, ...signed };
    await writeJson(join(provider, version, 'download', os, arch), about);
  }
  await addVersion(join(provider, 'versions'), release);
}

/** Last, so that nobody is told of a version whose files are not there. */
async function addVersion(path: string, { version, archives }: Release): Promise<void> {
  const earlier = (await readJson<Versions>(path))?.versions.filter((each) => each.version !== version) ?? [];
  const platforms = archives.map(({ os, arch }) => ({ os, arch }));
  await writeJson(path, { versions: [...earlier, { version, protocols: PROTOCOLS, platforms }] });
}
