import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { addToMirror } from '../release/network-mirror.ts';
import { nameOf, PLATFORMS } from '../release/platform.ts';
import { buildRelease, readRelease } from '../release/provider-release.ts';
import { addToRegistry } from '../release/registry.ts';
import { signRelease } from '../release/signature.ts';

/** npm run release -- <step>: the provider as registries and mirrors hand it out. */
const USAGE = `npm run release -- build [--version 1.2.3] [--platform linux_amd64]…
npm run release -- sign
npm run release -- registry
npm run release -- mirror

Each with [--out <folder>], dist of the project unless given, in which these are:

  build     archives for each platform, manifest, SBOM and SHA256SUMS, in release/
  sign      SHA256SUMS, with the OpenPGP key in the file of GATEPOST_SIGNING_KEY_FILE (ASCII armour), and the passphrase
            in that of GATEPOST_SIGNING_PASSPHRASE_FILE if it is locked
  registry  adds the release to registry/, which any web server serves at the root of a host
  mirror    adds the release to mirror/, which any web server serves as a network mirror`;

const root = resolve(import.meta.dirname, '..');

const steps: Record<string, (options: Options) => Promise<string>> = { build, sign, registry, mirror };

interface Options {
  /** Where the folders are. */
  out: string;
  version?: string | undefined;
  platform?: string[] | undefined;
}

async function build({ out, version: given, platform }: Options): Promise<string> {
  const version = given ?? JSON.parse(await readFile(join(root, 'package.json'), 'utf8')).version;
  if (!/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version)) throw new Error(`--version must be such as 1.2.3, not ${version}.`);
  const unknown = platform?.filter((name) => !PLATFORMS.some((each) => nameOf(each) === name)) ?? [];
  if (unknown.length > 0) {
    throw new Error(`--platform must be one of ${PLATFORMS.map(nameOf).join(', ')}, not ${unknown.join(', ')}.`);
  }
  const platforms = PLATFORMS.filter((each) => platform === undefined || platform.includes(nameOf(each)));
  const folder = join(out, 'release');
  await buildRelease({ folder, version, platforms });
  return `Version ${version} for ${platforms.map(nameOf).join(', ')} is in ${folder}.`;
}

async function sign({ out }: Options): Promise<string> {
  const { GATEPOST_SIGNING_KEY_FILE: keyFile, GATEPOST_SIGNING_PASSPHRASE_FILE: passphraseFile } = process.env;
  if (!keyFile) throw new Error('Name the file of the signing key in GATEPOST_SIGNING_KEY_FILE.');
  const passphrase = passphraseFile ? (await readFile(passphraseFile, 'utf8')).trimEnd() : undefined;
  const folder = join(out, 'release');
  const { version } = await readRelease(folder);
  await signRelease(folder, version, await readFile(keyFile, 'utf8'), passphrase);
  return `Signed version ${version} in ${folder}.`;
}

async function registry({ out }: Options): Promise<string> {
  const release = await readRelease(join(out, 'release'));
  await addToRegistry(join(out, 'registry'), release);
  return `Version ${release.version} is in ${join(out, 'registry')}; source = "<host>/gatepost/gatepost".`;
}

async function mirror({ out }: Options): Promise<string> {
  const release = await readRelease(join(out, 'release'));
  await addToMirror(join(out, 'mirror'), release);
  return `Version ${release.version} is in ${join(out, 'mirror')}; network_mirror { url = "https://<host>/<path>/" }.`;
}

try {
  const text = { type: 'string' } as const;
  const options = { out: text, version: text, platform: { ...text, multiple: true } } as const;
  const { values, positionals } = parseArgs({ allowPositionals: true, options });
  const step = steps[positionals[0] ?? ''];
  if (!step || positionals.length > 1) throw new Error(USAGE);
  console.log(await step({ ...values, out: resolve(values.out ?? join(root, 'dist')) }));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
