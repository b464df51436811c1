import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Engine } from '../../toolbox/engine.ts';
import type { ProviderSource } from '../../toolbox/provider-mirror.ts';
import { createWorkspace, requireSuccess, type Workspace } from '../../toolbox/workspace.ts';

export interface Making {
  readonly engine: Engine;
  readonly provider: ProviderSource;
  /** How many resources. */
  readonly size: number;
  /** How the provider finds the API. */
  readonly env: Record<string, string>;
}

export type Fixture = 'terraform-data' | 'email-servers';

/** A workspace in which nothing is applied yet. */
export async function prepared(fixture: Fixture, { engine, provider, size, env }: Making): Promise<Workspace> {
  const example = join(import.meta.dirname, '..', 'fixture', fixture);
  const workspace = await createWorkspace({ engine, example, provider, env: { ...env, TF_VAR_size: String(size) } });
  requireSuccess(await workspace.init());
  return workspace;
}

/** What is managed in one workspace, managed in another one by the other provider: nothing is created twice. */
export async function handOver(from: Workspace, to: Workspace): Promise<void> {
  const state = JSON.parse(await readFile(join(from.directory, STATE), 'utf8')) as State;
  for (const { instances } of state.resources) {
    for (const instance of instances) {
      const { id, title, host, port } = instance.attributes;
      instance.attributes = { id, title, host, port };
      delete instance.private;
    }
  }
  await writeFile(join(to.directory, STATE), JSON.stringify(state));
}

const STATE = 'terraform.tfstate';

interface State {
  resources: { instances: { attributes: Record<string, unknown>; private?: string }[] }[];
}

/** @returns milliseconds */
export async function timePlan(workspace: Workspace): Promise<number> {
  const startedMs = performance.now();
  const { code, output } = await workspace.plan();
  if (code !== 0) throw new Error(`The plan is not empty:\n${output}`);
  return performance.now() - startedMs;
}

/** @returns milliseconds */
export async function timeApply(workspace: Workspace): Promise<number> {
  const startedMs = performance.now();
  requireSuccess(await workspace.apply());
  return performance.now() - startedMs;
}
