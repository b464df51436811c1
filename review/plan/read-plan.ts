import { referencesIn } from './configuration.ts';
import { DEEPEST, isTooDeep } from './depth.ts';
import type { Action, Change, FailedCheck, Invocation, Known, Output, Plan } from './plan.ts';
import { PlanError } from './plan-error.ts';
import {
  type ChangeForm,
  type PlanForm,
  planForm,
  type ResourceChangeForm,
  type StateModuleForm,
} from './plan-form.ts';
import { createMask, isValues, type Mask, type Values } from './value.ts';

const MAJOR = '1';

/**
 * @param isSecret whether an attribute of the provider is one by its schema
 * @throws PlanError that says what to give instead
 */
export function readPlan(text: string, isSecret: (name: string) => boolean): Plan {
  return planOf(formOf(text), createMask(isSecret));
}

function formOf(text: string): PlanForm {
  const json = parse(text);
  if (isTooDeep(json)) throw new PlanError(`The plan is nested more than ${DEEPEST} levels deep.`);
  demandPlan(json);
  const { data, error } = planForm.safeParse(json);
  if (data) return data;
  const [issue] = error.issues;
  const place = issue?.path.join('.') || 'its top';
  throw new PlanError(`The plan is not as terraform show -json writes one, at ${place}: ${issue?.message}.`);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const advice = 'Write it with: terraform show -json plan.bin > plan.json';
    throw new PlanError(`The plan is not JSON. ${advice}`);
  }
}

function demandPlan(json: unknown): void {
  const top = (typeof json === 'object' && json !== null ? json : {}) as Record<string, unknown>;
  const version = top.format_version;
  if (typeof version !== 'string' || top.planned_values === undefined)
    throw new PlanError('This is no plan. Give what terraform show -json says of a saved plan, not of a state.');
  if (version.split('.')[0] !== MAJOR)
    throw new PlanError(
      `The plan has format_version ${JSON.stringify(version.slice(0, 20))}, and this program reads ${MAJOR}.x. Take a Gatepost that is as new as the engine.`,
    );
}

function planOf(form: PlanForm, mask: Mask): Plan {
  const managed = (changes: readonly ResourceChangeForm[] = []) => changes.filter(({ mode }) => mode !== 'data');
  const root = form.configuration?.root_module;
  return {
    engineVersion: form.terraform_version,
    isErrored: form.errored ?? false,
    isComplete: form.complete ?? true,
    changes: managed(form.resource_changes).map((each) => changeOf(each, mask)),
    drift: managed(form.resource_drift).map((each) => changeOf(each, mask)),
    outputs: Object.entries(form.output_changes ?? {}).map(([name, change]) => outputOf(name, change, mask)),
    failedChecks: failedIn(form.checks),
    invocations: (form.action_invocations ?? []).map(invocationOf),
    known: knownIn(form.prior_state?.values?.root_module, mask),
    references: referencesIn(root),
  };
}

function changeOf(form: ResourceChangeForm, mask: Mask): Change {
  const { change } = form;
  return {
    address: form.address,
    previousAddress: form.previous_address,
    module: form.module_address ?? '',
    type: form.type,
    name: form.name,
    action: actionOf(change.actions),
    createsFirst: change.actions[0] === 'create',
    isDeposed: form.deposed !== undefined,
    before: recordOf(mask(change.before, { unknown: undefined, sensitive: change.before_sensitive })),
    after: recordOf(mask(change.after, { unknown: change.after_unknown, sensitive: change.after_sensitive })),
    replacedFor: [...new Set((change.replace_paths ?? []).map(([root]) => String(root)))],
    importedAs: change.importing?.id,
    reason: form.action_reason,
  };
}

/** A record that is hidden as a whole tells nothing, but that it is there. */
const recordOf = (value: ReturnType<Mask>): Values | null => {
  if (value === null) return null;
  return isValues(value) ? value : {};
};

const ACTIONS = new Set<string>(['create', 'update', 'delete', 'read', 'forget', 'no-op']);

function actionOf(actions: readonly string[]): Action {
  const [only = '', another] = actions;
  if (another !== undefined) return actions.includes('forget') ? 'create' : 'replace';
  if (ACTIONS.has(only)) return only as Action;
  throw new PlanError(`The plan has an action that is not known: ${JSON.stringify(only.slice(0, 20))}.`);
}

function outputOf(name: string, change: ChangeForm, mask: Mask): Output {
  const before = mask(change.before, { unknown: undefined, sensitive: change.before_sensitive });
  const after = mask(change.after, { unknown: change.after_unknown, sensitive: change.after_sensitive });
  return { name, action: actionOf(change.actions), before, after };
}

type InvocationForm = NonNullable<PlanForm['action_invocations']>[number];

function invocationOf({ address, type, lifecycle_action_trigger: trigger }: InvocationForm): Invocation {
  if (!trigger) return { address, type, trigger: undefined };
  const { triggering_resource_address: by, action_trigger_event: event } = trigger;
  return { address, type, trigger: { address: by, event } };
}

function failedIn(checks: PlanForm['checks'] = []): FailedCheck[] {
  const failed = checks.filter(({ status }) => status === 'fail' || status === 'error');
  return failed.map(({ address, instances = [] }) => ({
    address: address.to_display,
    problems: instances.flatMap(({ problems = [] }) => problems.map(({ message }) => message)),
  }));
}

function knownIn(module: StateModuleForm | undefined, mask: Mask): Known[] {
  const own = (module?.resources ?? []).map(({ type, address, values, sensitive_values: sensitive }) => ({
    type,
    address,
    values: recordOf(mask(values ?? {}, { unknown: undefined, sensitive })) ?? {},
  }));
  return [...own, ...(module?.child_modules ?? []).flatMap((child) => knownIn(child, mask))];
}
