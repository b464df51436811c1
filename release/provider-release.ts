import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { bundleProvider } from '../toolbox/provider-build.ts';
import { verifySums, writeSums } from './checksum.ts';
import { PLATFORMS, type Platform, type Runtime } from './platform.ts';
import { writeProviderArchives } from './provider-archive.ts';
import { fetchRuntime } from './runtime.ts';
import { describeParts, type Part, partsOf } from './sbom.ts';

const root = resolve(import.meta.dirname, '..');

/** What Terraform asks of a provider's protocol; `provider/plugin` speaks it. */
export const PROTOCOLS = ['6.0'];

export interface ReleaseOptions {
  /** Emptied first. */
  folder: string;
  version: string;
  platforms?: readonly Platform[];
}

/** The files of a release that stand beside its archives. */
export const releaseNames = (version: string) => {
  const stem = `terraform-provider-gatepost_${version}`;
  const sums = `${stem}_SHA256SUMS`;
  return { manifest: `${stem}_manifest.json`, sbom: `${stem}_sbom.cdx.json`, sums, signature: `${sums}.sig` };
};

/** Builds a release of the provider: archives, manifest, SBOM, and the sums of all of them. */
export async function buildRelease(options: ReleaseOptions): Promise<void> {
  const { folder, version, platforms = PLATFORMS } = options;
  const cache = join(root, 'node_modules', '.cache', 'gatepost', 'runtimes');
  const names = releaseNames(version);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const { content: script, inputs } = await bundleProvider();
  const workFolder = join(folder, 'draft');
  const runtimeOf = (runtime: Runtime, file?: string) => fetchRuntime(runtime, cache, workFolder, file);
  const archives = await writeProviderArchives(platforms, { version, script, runtimeOf, folder, workFolder });
  await rm(workFolder, { recursive: true, force: true });
  await writeFile(join(folder, names.manifest), describeProtocols());
  await writeFile(join(folder, names.sbom), await describeContents(version, inputs, platforms));
  await writeSums(folder, [...archives, names.manifest, names.sbom], names.sums);
}

function describeProtocols(): string {
  return `${JSON.stringify({ version: 1, metadata: { protocol_versions: PROTOCOLS } }, null, 2)}\n`;
}

async function describeContents(
  version: string,
  inputs: readonly string[],
  platforms: readonly Platform[],
): Promise<string> {
  const { license } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const runtimes = platforms.flatMap(({ runtime }): Part[] =>
    runtime ? [{ name: runtime.package, version: runtime.version, license: 'MIT' }] : [],
  );
  const parts = [...(await partsOf(root, inputs)), ...runtimes];
  return describeParts({ name: 'terraform-provider-gatepost', version, license }, parts);
}

/** A release as it lies in a folder, its files verified by their sums. */
export interface Release {
  folder: string;
  version: string;
  archives: { name: string; os: string; arch: string; sha256: string }[];
  /** Names and sums of all files. */
  sums: ReadonlyMap<string, string>;
}

export async function readRelease(folder: string): Promise<Release> {
  const file = (await readdir(folder)).find((name) => name.endsWith('_SHA256SUMS'));
  const version = /^terraform-provider-gatepost_(.+)_SHA256SUMS$/.exec(file ?? '')?.[1];
  if (file === undefined || version === undefined) throw new Error(`There is no release in ${folder}: no SHA256SUMS.`);
  const sums = await verifySums(folder, file);
  const archives = [...sums].flatMap(([name, sha256]) => {
    const [, os, arch] = /_([a-z]+)_([a-z0-9]+)\.zip$/.exec(name) ?? [];
    return os && arch ? [{ name, os, arch, sha256 }] : [];
  });
  return { folder, version, archives, sums };
}
