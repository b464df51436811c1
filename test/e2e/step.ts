import { expect } from '@jest/globals';
import { requireSuccess, type Workspace } from '../../toolbox/workspace.ts';
import { write } from './test-cloud.ts';

/** A resource as the state has it. */
export interface StateResource {
  readonly address: string;
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly values: Readonly<Record<string, unknown>>;
}

type Values = Readonly<Record<string, unknown>>;

/** A resource as a plan changes it; those that stay as they are aside. */
export interface Change {
  readonly address: string;
  readonly change: {
    readonly actions: readonly string[];
    readonly before: Values | null;
    readonly after: Values | null;
  };
}

export interface Step {
  /** By address. */
  readonly actions: Readonly<Record<string, string>>;
  /** By address. */
  readonly state: Readonly<Record<string, StateResource>>;
}

/**
 * One step of an acceptance test: plan, apply that plan, and find the next plan empty, both from the state alone and
 * from what the API says.
 * @param hcl the new configuration; without it the one that is there
 */
export async function applyStep(workspace: Workspace, hcl?: string): Promise<Step> {
  if (hcl !== undefined) await write(workspace, hcl);
  requireSuccess(await workspace.plan());
  const changes = await changesIn(workspace);
  requireSuccess(await workspace.apply('plan.bin'));
  const state = await stateOf(workspace);
  await expectNoChanges(workspace);
  const actions = Object.fromEntries(changes.map(({ address, change }) => [address, change.actions.join()]));
  return { actions, state };
}

/** The plan from the state alone and the plan from what the API says: both are empty, and nothing has drifted. */
export async function expectNoChanges(workspace: Workspace): Promise<void> {
  for (const args of [['-refresh=false'], []]) {
    const { code, output } = await workspace.plan(...args);
    expect({ code, output }).toEqual({ code: 0, output: expect.stringMatching(/No changes\./) });
    expect(output).not.toContain('changed outside of');
  }
}

/** What the saved plan changes; `all`: also what it leaves as it is. */
export async function changesIn(workspace: Workspace, which: 'changed' | 'all' = 'changed'): Promise<Change[]> {
  const { resource_changes: changes = [] } = (await workspace.show('plan.bin')) as { resource_changes?: Change[] };
  return changes.filter(({ change }) => which === 'all' || change.actions.join() !== 'no-op');
}

/** The managed resources of the state, by address. */
export async function stateOf(workspace: Workspace): Promise<Record<string, StateResource>> {
  const { values } = (await workspace.show()) as { values?: { root_module: { resources?: StateResource[] } } };
  const managed = (values?.root_module.resources ?? []).filter(({ mode }) => mode === 'managed');
  return Object.fromEntries(managed.map((each) => [each.address, each]));
}
