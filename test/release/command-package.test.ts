import { chmod, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Spec, Validation } from '@cyclonedx/cyclonedx-library';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { runCommand, startCommand } from '../../toolbox/command.ts';
import { waitUntil } from '../../toolbox/poll.ts';

jest.setTimeout(300_000);

const root = resolve(import.meta.dirname, '../..');

let directory: string;
let folder: string;
let archive: string;

/** What npm makes of the project, installed in a folder where nothing else is. */
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'gatepost-package-'));
  // PostgreSQL runs as another user where the tests are root, and has to pass through.
  await chmod(directory, 0o755);
  folder = join(directory, 'empty');
  await mkdir(folder);
  const packed = await runCommand('npm', ['pack', '--silent', '--pack-destination', directory], { cwd: root });
  if (packed.code !== 0) throw new Error(packed.output);
  archive = join(directory, packed.stdout.trim());
  const words = ['install', '--silent', '--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund', archive];
  const installed = await runCommand('npm', words, { cwd: folder });
  if (installed.code !== 0) throw new Error(installed.output);
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const environment = (own: Record<string, string> = {}) => ({
  PATH: process.env.PATH ?? '',
  HOME: folder,
  TMPDIR: directory,
  ...own,
});

function start(words: string[], own: Record<string, string> = {}) {
  const program = join(folder, 'node_modules', '.bin', 'gatepost');
  return startCommand(program, words, { cwd: folder, env: environment(own) });
}

test('the package holds the program and no sources, tests or folders of the project', async () => {
  const names = (await readdir(join(folder, 'node_modules', 'gatepost'))).sort();
  expect(names).toEqual(['LICENSE', 'README.md', 'dist', 'package.json']);
  const files = await readdir(join(folder, 'node_modules', 'gatepost', 'dist'), { recursive: true });
  expect(files.filter((name) => /\.ts$|(^|\/)test(\/|$)|\/root|node_modules/.test(name))).toEqual([]);
});

test('no file of it knows where it was built', async () => {
  const dist = join(folder, 'node_modules', 'gatepost', 'dist');
  const entries = await readdir(dist, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((each) => each.isFile())) {
    expect(await readFile(join(entry.parentPath, entry.name), 'utf8')).not.toContain(root);
  }
});

test('it lists what an installation brings, by the rules of CycloneDX', async () => {
  const text = await readFile(join(folder, 'node_modules/gatepost/dist/cli/sbom.cdx.json'), 'utf8');
  expect(await new Validation.JsonStrictValidator(Spec.Version.v1dot6).validate(text)).toBeNull();
  const listed = new Set(JSON.parse(text).components.map(({ purl }: { purl: string }) => purl));
  const { packages } = JSON.parse(await readFile(join(folder, 'node_modules/.package-lock.json'), 'utf8'));
  expect(Object.keys(packages).length).toBeGreaterThan(50);
  expect(listed).toContain(`pkg:npm/express@${packages['node_modules/express'].version}`);
  expect([...listed].filter((purl) => /jest|esbuild|cdktf/.test(String(purl)))).toEqual([]);
});

test('it says which version it is, and lists the commands', async () => {
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  expect(await start(['--version']).result).toMatchObject({ code: 0, stdout: `${version}\n`, stderr: '' });
  const help = await start(['--help']).result;
  for (const name of ['start, serve', 'demo', 'export', 'migrate', 'provider install']) {
    expect(help.stdout).toContain(`  ${name} `);
  }
});

test('serve starts an API on a PostgreSQL of its own, with its pages and its documentation', async () => {
  const { child, printed, result } = start(['serve', '--json'], { GATEPOST_PORT: '0', GATEPOST_LOG_LEVEL: 'silent' });
  try {
    await waitUntil(
      () => child.exitCode !== null || printed.stdout.includes('\n'),
      (isThere) => isThere,
      { timeoutMs: 60_000 },
    );
    if (child.exitCode !== null) throw new Error(printed.output);
    const { url } = JSON.parse(printed.stdout);
    for (const path of [
      '/readyz',
      '/api/openapi.json',
      '/api/docs',
      '/api/docs/assets/swagger-ui.css',
      '/cloud/sign-in',
    ]) {
      expect({ path, status: (await fetch(`${url}${path}`)).status }).toEqual({ path, status: 200 });
    }
    const page = await (await fetch(`${url}/cloud/sign-in`)).text();
    const assets = [...page.matchAll(/(?:href|src)="(\/assets\/[^"#]+)/g)].map(([, path = '']) => path);
    expect(assets.map((path) => path.replace(/\.\w+(?=\.\w+$)/, ''))).toContain('/assets/style.css');
    for (const path of assets) expect((await fetch(`${url}${path}`)).status).toBe(200);
    expect(await readdir(folder)).toContain('.gatepost');
  } finally {
    child.kill('SIGTERM');
  }
  expect(await result).toMatchObject({ code: 0 });
});

test('provider install puts the provider into the home', async () => {
  const { code, stdout } = await start(['provider', 'install', '--json']).result;
  expect(code).toBe(0);
  const { version, mirror } = JSON.parse(stdout);
  const place = join(mirror, 'registry.terraform.io', 'gatepost', 'gatepost', version);
  expect(await readdir(place)).toHaveLength(1);
});

test('demo runs to its end with the real engine, and leaves nothing behind', async () => {
  const before = await readdir(directory);
  const { code, output } = await start(['demo']).result;
  expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining('No changes') });
  expect(await readdir(directory)).toEqual(before);
});

test('demo from TypeScript says that it takes a clone', async () => {
  const { code, stderr } = await start(['demo', '--cdktf']).result;
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('needs a clone of the project') });
});
