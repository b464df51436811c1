import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { locateBinaries } from '../../api/database/embedded/binaries.ts';
import { runCommand } from '../../toolbox/command.ts';
import { findEngine, OLDEST_SUPPORTED } from '../../toolbox/engine.ts';
import { askServer, postgresDirectories, startPrimary, urlOn } from '../../toolbox/system-postgres.ts';
import type { Axis } from './run.ts';

/** The versions that people have, beside the one that runs this. */
const NODES = [22, 24, 26];

type Kind = Axis['kind'];

/** All of these kinds that is to be had here, one after the other; each is made ready when its turn comes. */
export async function* axes(env: NodeJS.ProcessEnv, folder: string, kinds: readonly Kind[]): AsyncGenerator<Axis> {
  if (kinds.includes('Node')) yield* nodeAxes(folder);
  if (kinds.includes('PostgreSQL')) yield* postgresAxes();
  for (const path of enginesOf(env)) {
    const axis = await engineAxis(path, env);
    if (kinds.includes(axis.kind)) yield axis;
  }
}

async function* nodeAxes(folder: string): AsyncGenerator<Axis> {
  yield { kind: 'Node', version: process.versions.node, env: {} };
  for (const major of NODES) yield await nodeAxis(major, folder);
}

/** The one that comes along, and those of the system. */
async function* postgresAxes(): AsyncGenerator<Axis> {
  yield { kind: 'PostgreSQL', version: await embeddedVersion(), env: {} };
  for (const programs of await postgresDirectories()) yield await postgresAxis(programs);
}

/** `GATEPOST_ENGINES`: paths of Terraform and OpenTofu, as PATH lists folders; without it the one that is found. */
const enginesOf = ({ GATEPOST_ENGINES: paths = '' }: NodeJS.ProcessEnv): (string | undefined)[] =>
  paths === '' ? [undefined] : paths.split(delimiter);

async function embeddedVersion(): Promise<string> {
  const words = await run(join(locateBinaries(), 'bin', 'postgres'), ['--version']);
  return words.trim().split(' ').at(-1) ?? '';
}

/** Node comes as packages of npm, one for each platform. */
async function nodeAxis(major: number, folder: string): Promise<Axis> {
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const prefix = join(folder, `node-${major}`);
  await run('npm', ['install', '--silent', '--no-save', '--prefix', prefix, `${name}@^${major}`]);
  const directory = join(prefix, 'node_modules', name, 'bin');
  const version = (await run(join(directory, 'node'), ['--version'])).trim().replace(/^v/, '');
  return { kind: 'Node', version, env: { PATH: directory + delimiter + (process.env.PATH ?? '') } };
}

async function postgresAxis(programs: string): Promise<Axis> {
  const directory = await mkdtemp(join(tmpdir(), 'gatepost-matrix-'));
  // The system's own user has to pass through it.
  await chmod(directory, 0o755);
  const server = await startPrimary({ programs, directory });
  const [row] = await askServer(server.port, 'SHOW server_version');
  return {
    kind: 'PostgreSQL',
    version: String(row?.server_version).split(' ')[0] ?? '',
    env: { GATEPOST_TEST_SERVER_URL: urlOn(server.port) },
    async stop() {
      await server.stop();
      await rm(directory, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function engineAxis(path: string | undefined, env: NodeJS.ProcessEnv): Promise<Axis> {
  const chosen = path === undefined ? env : { ...env, GATEPOST_TERRAFORM: path };
  const engine = await findEngine(chosen, { oldest: OLDEST_SUPPORTED });
  if (path !== undefined && dirname(engine.path) !== dirname(path)) throw new Error(engine.passedOver.join('\n'));
  return { kind: engine.product, version: engine.version, env: { GATEPOST_TERRAFORM: engine.path } };
}

async function run(program: string, args: readonly string[]): Promise<string> {
  const { code, output } = await runCommand(program, args);
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} failed: ${output}`);
  return output;
}
