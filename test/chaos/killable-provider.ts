import { chmod, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createWorkspace, requireSuccess, type Workspace } from '../../toolbox/workspace.ts';
import type { TestCloud } from '../e2e/test-cloud.ts';
import { startHoldingProxy } from './holding-proxy.ts';

/** A workspace whose provider can be killed, and reaches the API through a proxy that holds what it is told to. */
export interface KillableWorkspace {
  readonly workspace: Workspace;
  readonly hold: Awaited<ReturnType<typeof startHoldingProxy>>['hold'];
  /** All that the engine has printed so far. */
  printed(): string;
  /** A signal to the provider that was started last; SIGKILL unless said. */
  killProvider(signal?: NodeJS.Signals): Promise<void>;
  close(): Promise<void>;
}

/**
 * @param cloud one whose provider is built
 * @param preloaded a script that Node reads before the provider
 */
export async function openKillable(
  cloud: TestCloud,
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
  const killProvider = async (signal: NodeJS.Signals = 'SIGKILL') => {
    const started = (await readFile(pids, 'utf8')).trim().split('\n');
    process.kill(Number(started.at(-1)), signal);
  };
  const close = async () => {
    await workspace.remove();
    await proxy.stop();
  };
  return { workspace, hold: proxy.hold, printed: () => printed, killProvider, close };
}

/** Leaves its process id, which is the provider's too, since it becomes it. */
async function writeLauncher({ provider }: TestCloud, path: string, pids: string, preloaded?: string) {
  if (!('executable' in provider)) throw new Error('Only a built provider can be killed.');
  const options = preloaded === undefined ? '' : `export NODE_OPTIONS='--require ${preloaded}'\n`;
  const lines = `ulimit -c 0\necho $$ >> '${pids}'\n${options}exec '${provider.executable}' "$@"\n`;
  await writeFile(path, `#!/bin/sh\n${lines}`);
  await chmod(path, 0o755);
  return { executable: path, version: provider.version };
}
