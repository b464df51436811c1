import { chmod, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isRunning } from '../../api/database/embedded/process-status.ts';
import { waitUntil } from '../../toolbox/poll.ts';
import { createWorkspace, type Result, requireSuccess, type Workspace } from '../../toolbox/workspace.ts';
import type { TestCloud } from '../e2e/test-cloud.ts';
import { type Held, startHoldingProxy, type What } from './holding-proxy.ts';

/** A workspace whose provider can be killed, and reaches the API through a proxy that holds what it is told to. */
export interface KillableWorkspace {
  readonly workspace: Workspace;
  readonly hold: Awaited<ReturnType<typeof startHoldingProxy>>['hold'];
  /** All that the engine has printed so far. */
  printed(): string;
  /** A signal to the provider that was started last; SIGKILL unless said. */
  killProvider(signal?: NodeJS.Signals): Promise<void>;
  /** Resolves once none of the providers that were started here runs any more. */
  untilNoProvider(): Promise<void>;
  close(): Promise<void>;
}

/** What a killable workspace takes of a cloud: an API of any kind, and a provider that is built. */
export type KillableCloud = Pick<TestCloud, 'engine' | 'provider' | 'directory'> & {
  readonly api: Pick<TestCloud['api'], 'url' | 'token'>;
};

/**
 * @param preloaded a script that Node reads before the provider
 */
export async function openKillable(
  cloud: KillableCloud,
  hcl: string,
  env: Record<string, string> = {},
  preloaded?: string,
): Promise<KillableWorkspace> {
  const proxy = await startHoldingProxy(cloud.api.url);
  const folder = await mkdtemp(join(cloud.directory, 'killable-'));
  const pids = join(folder, 'pids');
  const example = await mkdtemp(join(folder, 'configuration-'));
  await writeFile(join(example, 'main.tf'), hcl);
  const required = 'required_providers {\n    gatepost = { source = "gatepost/gatepost" }\n  }';
  await writeFile(join(example, 'required.tf'), `terraform {\n  ${required}\n}\n`);
  let printed = '';
  const workspace = await createWorkspace({
    engine: cloud.engine,
    example,
    provider: await writeLauncher(cloud, join(folder, 'launcher'), pids, preloaded),
    env: { GATEPOST_ENDPOINT: proxy.url, GATEPOST_TOKEN: cloud.api.token, ...env },
    onOutput: (text) => {
      printed += text;
    },
  });
  requireSuccess(await workspace.init());
  const started = async () => (await readFile(pids, 'utf8')).trim().split('\n').map(Number);
  const killProvider = async (signal: NodeJS.Signals = 'SIGKILL') => {
    process.kill((await started()).at(-1) ?? 0, signal);
  };
  const untilNoProvider = async () => void (await waitUntil(async () => running(await started()), isNone));
  const close = async () => {
    await workspace.remove();
    await proxy.stop();
  };
  return { workspace, hold: proxy.hold, printed: () => printed, killProvider, untilNoProvider, close };
}

async function running(pids: readonly number[]): Promise<number[]> {
  const found = await Promise.all(pids.map(async (pid) => ((await isRunning(pid)) ? [pid] : [])));
  return found.flat();
}

const isNone = (pids: readonly number[]) => pids.length === 0;

/** Runs a command until such a request, or the answer to it, is held. */
export async function runUntilHeld(
  { workspace, hold }: KillableWorkspace,
  [what, method, path]: readonly [What, string, RegExp],
  command: 'apply' | 'destroy' = 'apply',
): Promise<{ held: Held; ended: Promise<Result> }> {
  const caught = hold(what, method, path);
  const ended = workspace[command]();
  const tooEarly = ended.then(({ output }) => {
    throw new Error(`Nothing was held before the command ended:\n${output}`);
  });
  tooEarly.catch(() => {});
  return { held: await Promise.race([caught, tooEarly]), ended };
}

/** Leaves its process id, which is the provider's too, since it becomes it. */
async function writeLauncher({ provider }: KillableCloud, path: string, pids: string, preloaded?: string) {
  if (!('executable' in provider)) throw new Error('Only a built provider can be killed.');
  const options = preloaded === undefined ? '' : `export NODE_OPTIONS='--require ${preloaded}'\n`;
  const lines = `ulimit -c 0\necho $$ >> '${pids}'\n${options}exec '${provider.executable}' "$@"\n`;
  await writeFile(path, `#!/bin/sh\n${lines}`);
  await chmod(path, 0o755);
  return { executable: path, version: provider.version };
}
