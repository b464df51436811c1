import { mkdir, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import pLimit from 'p-limit';
import { platformName } from '../toolbox/provider-mirror.ts';
import { type ArchivedFile, writeArchive } from './archive.ts';
import { makeBlob, makeExecutable } from './executable.ts';
import { NODE_LICENSE, nameOf, PLATFORMS, type Platform, type Runtime } from './platform.ts';

const root = resolve(import.meta.dirname, '..');

export interface ArchiveOptions {
  version: string;
  script: Uint8Array;
  /** Finds the Node of a platform, or another file of its package. */
  runtimeOf: (runtime: Runtime, file?: string) => Promise<string>;
  /** Where the archives go. */
  folder: string;
  /** For what is needed on the way. */
  workFolder: string;
}

/** How many are made at once; each takes half a gigabyte of memory. */
const AT_ONCE = 2;

/** What executables are made of, but for their Node. */
interface Ingredients {
  /** A file. */
  blob: string;
  licenseOfNode: ArchivedFile;
}

/** Writes the archive of each platform under the name that registries look for; answers the names. */
export async function writeProviderArchives(
  platforms: readonly Platform[],
  options: ArchiveOptions,
): Promise<string[]> {
  await mkdir(options.workFolder, { recursive: true });
  const ingredients = platforms.some(({ runtime }) => runtime) ? await prepare(options) : undefined;
  return pLimit(AT_ONCE).map(platforms, async (platform) => {
    const name = `terraform-provider-gatepost_${options.version}_${nameOf(platform)}.zip`;
    await writeArchive(join(options.folder, name), await filesOf(platform, ingredients, options));
    return name;
  });
}

/** One after the other, for both unpack the same package, and before two at once would. */
async function prepare(options: ArchiveOptions): Promise<Ingredients> {
  const blob = await blobOf(options);
  return { blob, licenseOfNode: await licenseOfNode(options) };
}

/** Made by the Node of this machine's platform, for the one that runs us may be of another version. */
async function blobOf({ script, runtimeOf, workFolder }: ArchiveOptions): Promise<string> {
  const here = platformName();
  const own = PLATFORMS.find((each) => nameOf(each) === here)?.runtime;
  if (!own) throw new Error(`Executables are made on Linux or Windows, on x64 or arm64, and not on ${here}.`);
  return makeBlob(script, await runtimeOf(own), workFolder);
}

async function filesOf(
  platform: Platform,
  ingredients: Ingredients | undefined,
  options: ArchiveOptions,
): Promise<ArchivedFile[]> {
  const { version, script, runtimeOf, workFolder } = options;
  const name = `terraform-provider-gatepost_v${version}${platform.os === 'windows' ? '.exe' : ''}`;
  const license = { name: 'LICENSE', content: await readFile(join(root, 'LICENSE')) };
  if (platform.runtime === null || ingredients === undefined) {
    const manifest = { name: 'package.json', content: '{ "type": "commonjs" }\n' };
    return [{ name, content: Buffer.from(script), isExecutable: true }, manifest, license];
  }
  const path = join(workFolder, `${nameOf(platform)}-provider`);
  await makeExecutable(await runtimeOf(platform.runtime), ingredients.blob, path);
  const content = await readFile(path);
  await rm(path);
  return [{ name, content, isExecutable: true }, license, ingredients.licenseOfNode];
}

async function licenseOfNode({ runtimeOf }: ArchiveOptions): Promise<ArchivedFile> {
  const runtime = PLATFORMS.find((each) => nameOf(each) === NODE_LICENSE.platform)?.runtime;
  if (!runtime) throw new Error(`There is no Node for ${NODE_LICENSE.platform}, whose package has its licence.`);
  return { name: 'LICENSE-node', content: await readFile(await runtimeOf(runtime, NODE_LICENSE.file)) };
}
