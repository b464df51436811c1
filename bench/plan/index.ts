import { join } from 'node:path';
import type { Engine } from '../../toolbox/engine.ts';
import type { ProviderSource } from '../../toolbox/provider-mirror.ts';
import { startRelay } from '../../toolbox/relay.ts';
import { requireSuccess, type Workspace } from '../../toolbox/workspace.ts';
import { timeUntilFirstByte } from '../spawn-time.ts';
import { describe, sectionOf } from '../table.ts';
import { peakMemory } from './peak-memory.ts';
import { handOver, prepared, timeApply, timePlan } from './workspaces.ts';

const DELAY_MS = 20;
const FLOOR = 'terraform_data (the floor)';
const OURS = 'Gatepost';
const GO = 'Go, one GET each';
/** No provider can be quicker than this in a language of its kind: it answers from what it is handed. */
const UNASKED = 'Go, asking nothing';

export interface PlanBench {
  readonly engine: Engine;
  readonly ours: ProviderSource;
  /** Or why there is none. */
  readonly go: ProviderSource | string;
  readonly endpoint: string;
  readonly token: string;
  readonly sizes: readonly number[];
  readonly print: (text: string) => void;
}

/** How long do creation and a plan without changes take, against what lives inside Terraform and a provider in Go? */
export async function benchPlan(bench: PlanBench): Promise<void> {
  if (typeof bench.go === 'string') bench.print(`Without the provider in Go: ${bench.go}`);
  for (const size of bench.sizes) await benchSize(bench, size);
}

interface Contest {
  readonly size: number;
  readonly floor: Workspace;
  readonly ours: Workspace;
  readonly go: Workspace | undefined;
  /** As `go`, but its reads ask nothing. */
  readonly unasked: Workspace | undefined;
}

async function benchSize(bench: PlanBench, size: number): Promise<void> {
  const contest = await makeContest(bench, size);
  const { floor, ours, go, unasked } = contest;
  try {
    await create(bench, contest);
    for (const delayMs of [0, DELAY_MS]) await plan(bench, contest, delayMs);
    await count(bench, contest);
    requireSuccess(await ours.destroy());
  } finally {
    await Promise.all([floor, ours, go, unasked].map((workspace) => workspace?.remove()));
  }
}

async function makeContest({ engine, ours, go, endpoint, token }: PlanBench, size: number): Promise<Contest> {
  const making = { engine, provider: ours, size, env: { GATEPOST_ENDPOINT: endpoint, GATEPOST_TOKEN: token } };
  return {
    size,
    floor: await prepared('terraform-data', making),
    ours: await prepared('email-servers', making),
    go: typeof go === 'string' ? undefined : await prepared('email-servers', { ...making, provider: go }),
    unasked: typeof go === 'string' ? undefined : await prepared('email-servers', { ...making, provider: go }),
  };
}

/** Each creates into an empty collection, in turn; what ours made last stays. */
async function create({ print }: PlanBench, { size, floor, ours, go, unasked }: Contest): Promise<void> {
  requireSuccess(await floor.apply());
  const yardsticks = go ? [{ name: GO, values: [] as number[] }] : [];
  const own = { name: OURS, values: [] as number[], against: yardsticks };
  for (let round = 1; round <= creationRounds(size); round += 1) {
    if (round > 1) requireSuccess(await ours.destroy());
    if (go) yardsticks[0]?.values.push(await timeCreation(go));
    own.values.push(await timeApply(ours));
  }
  print(sectionOf(`Create ${size} email servers, ms`, [...yardsticks, own]));
  for (const workspace of [go, unasked]) {
    if (!workspace) continue;
    await handOver(ours, workspace);
    // So that it knows all attributes.
    requireSuccess(await workspace.apply('-refresh-only'));
  }
  if (unasked) unasked.env.YARDSTICK_UNASKED = 'yes';
}

/** A thousand take half a minute, with what takes them away again. */
const creationRounds = (size: number): number => (size < 1000 ? 5 : size === 1000 ? 3 : 1);

async function timeCreation(workspace: Workspace): Promise<number> {
  const took = await timeApply(workspace);
  requireSuccess(await workspace.destroy());
  return took;
}

async function plan(bench: PlanBench, contest: Contest, delayMs: number): Promise<void> {
  const { size, floor, ours, go, unasked } = contest;
  const relay = delayMs > 0 ? await startRelay(bench.endpoint, { delayMs }) : undefined;
  for (const workspace of [ours, go]) {
    if (workspace) workspace.env.GATEPOST_ENDPOINT = relay?.url ?? bench.endpoint;
  }
  const against = [FLOOR];
  const section = await describe({
    title: `No-op plan of ${size}, ${delayMs > 0 ? `${delayMs} ms a request` : 'loopback'}, ${bench.engine.product} ${bench.engine.version}`,
    unit: 'ms',
    rounds: size < 1000 ? 5 : 3,
    contestants: [
      { name: FLOOR, run: () => timePlan(floor) },
      ...(size === 1 ? [{ name: 'an empty Node script', run: timeEmptyScript, against }] : []),
      ...(unasked ? [{ name: UNASKED, run: () => timePlan(unasked), against }] : []),
      ...(go ? [{ name: GO, run: () => timePlan(go), against }] : []),
      { name: OURS, run: () => timePlan(ours), against: go ? [FLOOR, UNASKED, GO] : against },
    ],
  });
  bench.print(section);
  await relay?.close();
}

const timeEmptyScript = () =>
  timeUntilFirstByte(process.execPath, [join(import.meta.dirname, '..', 'fixture', 'empty.cjs')]);

/** What is not to be measured beside the time: who counts slows down. */
async function count({ endpoint, print }: PlanBench, { size, ours, go }: Contest): Promise<void> {
  const relay = await startRelay(endpoint);
  for (const [name, workspace] of [[OURS, ours] as const, [GO, go] as const]) {
    if (!workspace) continue;
    relay.requests.length = 0;
    workspace.env.GATEPOST_ENDPOINT = relay.url;
    const peakMib = await peakMemory(workspace.directory, () => workspace.plan());
    const memory = peakMib === undefined ? 'not known here' : `${peakMib.toFixed(0)} MiB`;
    print(`  ${name}: ${relay.requests.length} requests for a plan of ${size}; peak memory of the provider ${memory}`);
  }
  await relay.close();
  ours.env.GATEPOST_ENDPOINT = endpoint;
}
