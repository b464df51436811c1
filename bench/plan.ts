import { join } from 'node:path';
import type { Engine } from '../toolbox/engine.ts';
import type { ProviderSource } from '../toolbox/provider-mirror.ts';
import { createWorkspace, requireSuccess, type Workspace } from '../toolbox/workspace.ts';
import { type Contestant, describeSamples, takeSamples } from './sample.ts';

const ROUNDS = 7;

export interface PlanBench {
  engine: Engine;
  provider: ProviderSource;
  /** How the provider finds the API. */
  env: Record<string, string>;
}

/** How long does a plan without changes take for one resource, against one that lives inside Terraform? */
export async function benchPlan(bench: PlanBench): Promise<string> {
  const inside = await applied(bench, 'terraform-data');
  const ours = await applied(bench, 'truststore');
  try {
    const contestants = new Map<string, Contestant>([
      ['one terraform_data', () => plan(inside)],
      ['one gatepost_truststore', () => plan(ours)],
    ]);
    const title = `No-op plan, ${bench.engine.product} ${bench.engine.version}`;
    return describeSamples(title, await takeSamples(contestants, ROUNDS), 'one terraform_data');
  } finally {
    requireSuccess(await ours.destroy());
    await Promise.all([inside.remove(), ours.remove()]);
  }
}

async function applied({ engine, provider, env }: PlanBench, fixture: string): Promise<Workspace> {
  const example = join(import.meta.dirname, 'fixture', fixture);
  const workspace = await createWorkspace({ engine, example, provider, env });
  requireSuccess(await workspace.init());
  requireSuccess(await workspace.apply());
  return workspace;
}

async function plan(workspace: Workspace): Promise<number> {
  const startedMs = performance.now();
  const { code, output } = await workspace.plan();
  if (code !== 0) throw new Error(`The plan is not empty:\n${output}`);
  return performance.now() - startedMs;
}
