import type { Change, Known, Plan } from '../plan/plan.ts';
import type { Value, Values } from '../plan/value.ts';

/** By what people know an object, the best first. */
const ATTRIBUTES = ['title', 'username', 'email', 'mail', 'name', 'domain'];

export function labelOf(values: Values | null): string | undefined {
  const found = ATTRIBUTES.map((name) => values?.[name]).find((value) => typeof value === 'string' && value !== '');
  return typeof found === 'string' ? found : undefined;
}

/** What ids, and references to what has none yet, stand for. */
export interface Labels {
  /** Undefined where nothing in the plan has the id. */
  ofId(id: Value): string | undefined;
  /** Of what the attribute refers to, by the configuration; empty where that can't be told. */
  ofReferences(change: Change, attribute: string): string[];
}

export function labelsOf(plan: Plan): Labels {
  const byId = new Map<string, string>();
  const byAddress = new Map<string, string>();
  const learn = (address: string, values: Values | null) => {
    const label = labelOf(values);
    if (!label) return;
    byAddress.set(address, label);
    if (typeof values?.id === 'string') byId.set(values.id, label);
  };
  const known: readonly Known[] = plan.known;
  for (const { address, values } of known) learn(address, values);
  for (const { address, before } of plan.changes) learn(address, before);
  for (const { address, after } of plan.changes) learn(address, after);
  return {
    ofId: (id) => (typeof id === 'string' ? byId.get(id) : undefined),
    ofReferences: (change, attribute) => {
      const found = plan.references(change, attribute).flatMap((each) => labelAt(byAddress, change.module, each) ?? []);
      return [...new Set(found)];
    },
  };
}

/** `gatepost_user.owner.id` is about `gatepost_user.owner`; with an index in the reference about that very one. */
function labelAt(byAddress: ReadonlyMap<string, string>, module: string, reference: string): string | undefined {
  const address = module === '' ? reference : `${module}.${reference}`;
  return byAddress.get(address) ?? byAddress.get(address.replace(/\.\w+$/, ''));
}
