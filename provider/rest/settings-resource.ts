import type { Client } from '../client/client.ts';
import type { Attributes } from '../framework/attribute.ts';
import type { CallContext } from '../framework/context.ts';
import { plainError } from '../framework/diagnostic.ts';
import type { Result } from '../framework/infer.ts';
import type { Resource } from '../framework/resource.ts';
import type { ValueRecord } from '../framework/value.ts';
import { demandParents } from './missing-parent.ts';
import { attributesOfPath, expandPath } from './path.ts';
import { changePlanned } from './planned-change.ts';
import { explained, type Pointers } from './refusal.ts';
import type { WireForm, WireForms } from './wire-form.ts';
import { bodyOf, stateOf, type TableChange, wireTable } from './wire-table.ts';

type Explaining = CallContext<Client> & { readonly config?: unknown };

type Own = 'create' | 'read' | 'update' | 'delete' | 'importState';

/** Settings of something that is there already: they are changed, and reset when they are destroyed. */
export interface SettingsResource<A extends Attributes> extends Omit<Resource<A, Client>, Own> {
  /** Where they are; what its attributes name, divided by slashes, is the import id. */
  readonly path: string;
  readonly wire: { readonly [name in keyof A & string]?: WireForm };
  readonly pointers?: Pointers;
}

/** A resource of settings that still tells where they are. */
export type PlacedSettings<A extends Attributes> = Resource<A, Client> &
  Pick<SettingsResource<A>, 'path'> & { fromWire(view: object): Result<A> };

/** The functions of settings from their table of attributes. A reset sets each attribute to its default, or to null. */
export function settingsResource<const A extends Attributes>(declaration: SettingsResource<A>): PlacedSettings<A> {
  const { typeName, attributes, path, pointers } = declaration;
  const table = wireTable(attributes, path, declaration.wire as WireForms);
  const fromWire = (view: object) => stateOf(table, view) as Result<A>;
  const put = async (call: CallContext<Client>, values: unknown, body: object, tag?: string) =>
    fromWire(await call.client.put<object>(expandPath(path, values), body, call.signal, tag));
  const find = async ({ client, signal }: CallContext<Client>, values: unknown) => {
    const view = await client.find<object>(expandPath(path, values), signal);
    return view && fromWire(view);
  };
  const explain = <T>(call: Explaining, values: unknown, run: () => Promise<T>) => {
    const { client, signal, config } = call;
    return explained({ client, config, typeName, attributes, pointers, within: { signal, path, values } }, run);
  };
  const change = (context: object) => bodyOf(attributes, table, context as TableChange);
  return {
    // What they are the settings of never changes.
    identity: attributesOfPath(path),
    ...declaration,
    fromWire,
    create: (context) =>
      explain(context, context.plan, () =>
        put(context, context.plan, change({ ...context, prior: null, changed: () => true })),
      ),
    read: (context) => explain(context, context.prior, () => find(context, context.prior)),
    update: (context) =>
      explain(context, context.prior, () => {
        const target = { typeName, attributes, path: expandPath(path, context.prior), fromWire };
        return changePlanned(target, context, (tag) => put(context, context.prior, change(context), tag));
      }),
    delete: (context) =>
      explain(context, context.prior, async () => {
        const { client, prior } = context;
        const reset = { client, plan: defaultsOf(attributes), prior: null, changed: () => true };
        if (await find(context, prior)) await put(context, prior, change(reset));
      }),
    importState: async (context) => {
      const values = placeOf(typeName, path, context.id);
      return explain(context, values, async () => {
        const state = await find(context, values);
        if (state === null) await demandParents(context.client, { signal: context.signal, path, values });
        return state;
      });
    },
  };
}

function defaultsOf(attributes: Attributes): ValueRecord {
  const entries = Object.entries(attributes).map(([name, attribute]) => [name, attribute.default ?? null]);
  return Object.fromEntries(entries) as ValueRecord;
}

/** @throws DiagnosticError where an import id has not as many parts as the path has attributes */
function placeOf(typeName: string, path: string, importId: string): ValueRecord {
  const names = attributesOfPath(path);
  const parts = importId.split('/');
  if (parts.length === names.length) return Object.fromEntries(names.map((name, index) => [name, parts[index] ?? '']));
  const form = names.map((name) => `<${name.replace(/_id$/, '')}>`).join('/');
  throw plainError(`${typeName} is imported by ${form}`, `Each by name or id; ${JSON.stringify(importId)} was given.`);
}
