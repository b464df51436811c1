import { randomUUID } from 'node:crypto';
import type { ApiError } from '../client/api-error.ts';
import type { Client } from '../client/client.ts';
import type { Attributes } from '../framework/attribute.ts';
import type { CallContext } from '../framework/context.ts';
import type { ConfigOf, PlanOf, Result, StateOf } from '../framework/infer.ts';
import type { Changed, CreateContext, ReadContext, Resource, UpdateContext } from '../framework/resource.ts';
import { entry, type ValueRecord } from '../framework/value.ts';
import {
  adoptSecrets,
  driftIn,
  type KeptSecret,
  planSecrets,
  rememberSecrets,
  type SecretPlan,
} from './kept-secret.ts';
import { demandParents } from './missing-parent.ts';
import { offeringImport } from './name-taken.ts';
import { type Parent, splitImportId } from './parent.ts';
import { expandPath } from './path.ts';
import { explained, type Pointers } from './refusal.ts';
import { demandSecretsOfVersions } from './secret.ts';
import { update } from './update.ts';

type Call = CallContext<Client>;

/** What a request's body is made from. */
export interface Change<A extends Attributes> {
  readonly client: Client;
  readonly config: ConfigOf<A>;
  readonly plan: PlanOf<A>;
  /** Null in a creation. */
  readonly prior: StateOf<A> | null;
  /** Always true in a creation. */
  readonly changed: Changed<A>;
  /** Names of secrets that are set again because somebody else changed them; `changed` counts them too. */
  readonly again: readonly string[];
}

/** Finds the state that `read` needs, from an import id that is not the id of an object in the one collection. */
export type Locate<A extends Attributes> = (call: Call, importId: string) => Promise<Result<A> | null>;

type Rest<A extends Attributes> = Omit<Resource<A, Client>, 'create' | 'read' | 'update' | 'delete' | 'importState'>;

/** An object of a REST collection, as it is declared. */
export interface RestResource<A extends Attributes, View extends { readonly id: string }> extends Rest<A> {
  /** Below `/api`, where objects are created; `{x}` stands for the value of an attribute, see `path.ts`. */
  readonly collection: string;
  /** Where an object is read and changed, when that is elsewhere than in its collection; with `{id}`. */
  readonly item?: string;
  /** The body of a request; what is undefined is left out. */
  toWire(change: Change<A>): Readonly<Record<string, unknown>>;
  fromWire(view: View): Result<A>;
  readonly pointers?: Pointers;
  /** Those whose fingerprint the API tells; they need the attribute `drifted_secrets`. */
  readonly secrets?: readonly KeptSecret<View>[];
  /** What it lives in, if that is named by an attribute. */
  readonly parent?: Parent;
  /** Where what it refers to is, if an attribute says in what; see `path.ts`. */
  readonly refersTo?: string;
  /** Attributes that only Terraform knows, with their value after an import. */
  readonly local?: ValueRecord;
  /** Around the request of a creation, when it may have to wait for something. */
  creating?(context: CreateContext<A, Client>, post: () => Promise<View>): Promise<View>;
  /**
   * What only another request can change, before the ordinary one of an update; it saves what it achieved. False: it left
   * the object as it was.
   * @param tag of the object that the plan was made for
   */
  beforeUpdate?(context: UpdateContext<A, Client>, tag: string | undefined): Promise<boolean>;
  /** From any import id; ordinary ones are an id or a name in the one collection. */
  locate?: Locate<A>;
  /** The import id of what stands in the way of a creation; ordinarily it has the same name. */
  findExisting?(context: CreateContext<A, Client>, error: ApiError): Promise<string | undefined>;
}

/** A resource that still tells where its objects are, for those who list them and find them by name. */
export type PlacedResource<A extends Attributes> = Resource<A, Client> &
  Place & { fromWire(view: unknown): Result<A>; readonly locate?: Locate<A>; readonly parent?: Parent };

/** The functions of a resource that is an ordinary object of a collection. */
export function restResource<const A extends Attributes, View extends { readonly id: string }>(
  declaration: RestResource<A, View>,
): PlacedResource<A> {
  const { fromWire, typeName, attributes, pointers, secrets = [] } = declaration;
  const { collection, refersTo } = declaration;
  const explain = <T>(call: Call & { readonly config?: unknown }, values: unknown, run: () => Promise<T>) => {
    const { client, signal, config } = call;
    const within = { signal, path: collection, values };
    return explained({ client, config, typeName, attributes, pointers, within, refersTo }, run);
  };
  const find = async ({ client, signal }: Call, values: unknown) => {
    const view = await client.find<View>(itemOf(declaration, values), signal);
    return view && fromWire(view);
  };
  return {
    // The id is a UUID that nothing changes; a declaration may say something else.
    identity: ['id'],
    ...declaration,
    fromWire: (view) => fromWire(view as View),
    modifyPlan: async (context) => {
      demandSecretsOfVersions(attributes, context);
      await declaration.modifyPlan?.(context);
      if (secrets.length > 0)
        await planSecrets(
          secrets,
          context.prior ? itemOf(declaration, context.prior) : '',
          context as unknown as SecretPlan,
        );
    },
    create: (context) =>
      explain(context, context.plan, async () => {
        const view = await create(declaration, context);
        rememberSecrets(secrets, context.private, view, context.plan);
        return withDrift(secrets, [], fromWire(view));
      }),
    read: (context) =>
      explain(context, context.prior, async () => {
        const view = await read(declaration, context);
        if (!view) return null;
        adoptSecrets(secrets, context.private, view, context.prior);
        const state = withDrift(secrets, driftIn(secrets, context.private, view), fromWire(view));
        return { ...localOf(declaration, context.prior), ...state };
      }),
    update: (context) =>
      explain(context, context.prior, async () => {
        const { plan } = context;
        const view = await update(declaration, itemOf(declaration, context.prior), context);
        const planned = (plan as ValueRecord).drifted_secrets;
        return withDrift(secrets, Array.isArray(planned) ? planned : [], fromWire(view));
      }),
    delete: (context) =>
      explain(context, context.prior, () => context.client.delete(itemOf(declaration, context.prior), context.signal)),
    importState: (context) => {
      const { client, signal, id } = context;
      const { parent } = declaration;
      const values = parent && { [parent.attribute]: splitImportId(id).parent ?? null };
      return explain(context, values, async () => {
        const state = await (declaration.locate?.(context, id) ?? find(context, { id }));
        if (state === null) await demandParents(client, { signal, path: collection, values });
        return state;
      });
    },
  };
}

export interface Place {
  readonly collection: string;
  readonly item?: string;
}

/** A resource without secrets has no attribute for their drift. */
function withDrift<A extends Attributes>(
  secrets: readonly unknown[],
  drifted_secrets: readonly string[],
  result: Result<A>,
): Result<A> {
  return secrets.length === 0 ? result : { ...result, drifted_secrets };
}

/** What the API knows nothing of stays as it was. */
function localOf<A extends Attributes>({ local = {} }: { readonly local?: ValueRecord }, prior: unknown): Result<A> {
  const entries = Object.entries(local).map(([name, value]) => [name, entry(prior as ValueRecord, name) ?? value]);
  return Object.fromEntries(entries) as Result<A>;
}

/** Where the API takes a name too, the values may have one for their id. */
export function itemOf({ collection, item }: Place, values: unknown): string {
  return expandPath(item ?? `${collection}/{id}`, values);
}

/** With others of its collection that are read at the same time. */
async function read<A extends Attributes, View extends { readonly id: string }>(
  declaration: RestResource<A, View>,
  { client, signal, prior }: ReadContext<A, Client>,
): Promise<View | null> {
  const id = String((prior as ValueRecord).id);
  const place = { collection: expandPath(declaration.collection, prior), id, path: itemOf(declaration, prior) };
  const found = await client.findListed<View>(place, signal);
  return found?.view ?? null;
}

function create<A extends Attributes, View extends { readonly id: string }>(
  declaration: RestResource<A, View>,
  context: CreateContext<A, Client>,
): Promise<View> {
  const { client, signal, plan } = context;
  const body = declaration.toWire({ ...context, prior: null, changed: () => true, again: [] });
  const key = randomUUID();
  const post = () => client.post<View>(expandPath(declaration.collection, plan), body, signal, key);
  const find = (error: ApiError) =>
    declaration.findExisting?.(context, error) ??
    findByName(context, error, (name) => itemOf(declaration, { ...plan, id: name }));
  return offeringImport(declaration, () => declaration.creating?.(context, post) ?? post(), find);
}

async function findByName(
  { client, plan, signal }: { client: Client; plan: unknown; signal: AbortSignal },
  error: ApiError,
  pathOf: (name: string) => string,
): Promise<string | undefined> {
  const name = plannedName(plan, error);
  if (name === undefined) return undefined;
  return (await client.find<{ id: string }>(pathOf(name), signal))?.id;
}

/** The name that was asked for, or the one that the API derived from the title and quotes in its refusal. */
export function plannedName(plan: unknown, { refusal }: ApiError): string | undefined {
  const { name } = plan as ValueRecord;
  return typeof name === 'string' ? name : /named "?([^\s"]+)"?/.exec(refusal.message)?.[1];
}
