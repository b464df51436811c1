import type { Client } from '../client/client.ts';
import type { Attributes } from '../framework/attribute.ts';
import type { CallContext } from '../framework/context.ts';
import type { Result } from '../framework/infer.ts';
import { isUnknown, type ValueRecord } from '../framework/value.ts';
import { locateIn } from './import-within.ts';
import type { Parent } from './parent.ts';
import { expandPath } from './path.ts';
import { type Change, type PlacedResource, plannedName, type RestResource, restResource } from './resource.ts';
import type { WireForm, WireForms } from './wire-form.ts';
import { bodyOf, stateOf, type TableChange, wireTable } from './wire-table.ts';

interface View {
  readonly id: string;
}

/** An object whose attributes stand on the wire as they are, but for those that `wire` tells of. */
export interface OrdinaryResource<A extends Attributes> extends Omit<RestResource<A, View>, 'toWire' | 'fromWire'> {
  readonly wire?: { readonly [name in keyof A & string]?: WireForm };
  /** Fields of a body that do not follow from one attribute alone, such as secrets. */
  further?(change: Change<A>): Readonly<Record<string, unknown>>;
  /** For objects that live in one of several: what tells which one. */
  readonly parent?: Parent;
  /** What an import has to ask for besides. */
  completeImport?(call: CallContext<Client>, view: unknown): Promise<Result<A>>;
}

/** The functions of a resource from its table of attributes. */
export function ordinaryResource<const A extends Attributes>(declaration: OrdinaryResource<A>): PlacedResource<A> {
  const { attributes, collection, parent, further, completeImport, wire = {} } = declaration;
  const table = wireTable(attributes, collection, wire as WireForms);
  const fromWire = (view: View) => stateOf(table, view) as Result<A>;
  return restResource<A, View>({
    ...(parent && {
      locate: (call, importId) => {
        const imported = async (view: View) => ({ ...fromWire(view), ...(await completeImport?.(call, view)) });
        return locateIn(call, declaration, parent, imported, importId);
      },
      findExisting: async ({ client, plan, signal }, error) => {
        const name = plannedName(plan, error);
        if (name === undefined) return undefined;
        const view = await client.find<View>(expandPath(`${collection}/{name}`, { ...plan, name }), signal);
        return view ? `${parentOf(plan, parent)}/${view.id}` : undefined;
      },
    }),
    ...declaration,
    fromWire,
    toWire: (change) => ({
      ...bodyOf(attributes, table, change as unknown as TableChange),
      ...further?.(change),
    }),
  });
}

/** What stands before the slash of an import id. */
function parentOf(plan: unknown, { attribute, first }: Parent): string {
  const value = (plan as ValueRecord)[attribute] ?? null;
  return value === null || isUnknown(value) ? String(first) : String(value);
}
