import { randomUUID } from 'node:crypto';
import type { ApiError } from '../client/api-error.ts';
import type { Client } from '../client/client.ts';
import type { Attributes } from '../framework/attribute.ts';
import type { CallContext } from '../framework/context.ts';
import type { ConfigOf, PlanOf, Result, StateOf } from '../framework/infer.ts';
import type { Changed, CreateContext, Resource, UpdateContext } from '../framework/resource.ts';
import type { ValueRecord } from '../framework/value.ts';
import { offeringImport } from './name-taken.ts';
import { explained, type Pointers } from './refusal.ts';

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
}

/** Finds the state that `read` needs, from an import id that is not the id of an object in the one collection. */
export type Locate<A extends Attributes> = (call: Call, importId: string) => Promise<Result<A> | null>;

type Rest<A extends Attributes> = Omit<Resource<A, Client>, 'create' | 'read' | 'update' | 'delete' | 'importState'>;

/** An object of a REST collection, as it is declared. */
export interface RestResource<A extends Attributes, View extends { readonly id: string }> extends Rest<A> {
  /** Below `/api`, where objects are created; by values such as a parent's name when it is not always the same. */
  readonly collection: string | ((values: ValueRecord) => string);
  /** Where an object is read and changed, when that is elsewhere than in its collection. */
  item?(id: string): string;
  /** The body of a request; what is undefined is left out. */
  toWire(change: Change<A>): Readonly<Record<string, unknown>>;
  fromWire(view: View): Result<A>;
  readonly pointers?: Pointers;
  /** Around the request of a creation, when it may have to wait for something. */
  creating?(context: CreateContext<A, Client>, post: () => Promise<View>): Promise<View>;
  /** What only another request can change, before the ordinary one of an update; it saves what it achieved. */
  beforeUpdate?(context: UpdateContext<A, Client>): Promise<void>;
  /** From any import id; ordinary ones are an id or a name in the one collection. */
  locate?: Locate<A>;
  /** The import id of what stands in the way of a creation; ordinarily it has the same name. */
  findExisting?(context: CreateContext<A, Client>, error: ApiError): Promise<string | undefined>;
}

/** The functions of a resource that is an ordinary object of a collection. */
export function restResource<const A extends Attributes, View extends { readonly id: string }>(
  declaration: RestResource<A, View>,
): Resource<A, Client> {
  const { fromWire, toWire, typeName, attributes, pointers } = declaration;
  const explain = <T>(call: Call & { readonly config?: unknown }, run: () => Promise<T>) =>
    explained({ client: call.client, config: call.config, typeName, attributes, pointers }, run);
  const find = async ({ client, signal }: Call, values: unknown) => {
    const view = await client.find<View>(itemOf(declaration, values), signal);
    return view && fromWire(view);
  };
  return {
    ...declaration,
    create: (context) => explain(context, async () => fromWire(await create(declaration, context))),
    read: (context) => explain(context, () => find(context, context.prior)),
    update: (context) =>
      explain(context, async () => {
        await declaration.beforeUpdate?.(context);
        const path = itemOf(declaration, context.prior);
        return fromWire(await context.client.patch<View>(path, toWire(context), context.signal));
      }),
    delete: (context) =>
      explain(context, () => context.client.delete(itemOf(declaration, context.prior), context.signal)),
    importState: (context) =>
      explain(context, () => declaration.locate?.(context, context.id) ?? find(context, { id: context.id })),
  };
}

interface Place {
  readonly collection: string | ((values: ValueRecord) => string);
  item?(id: string): string;
}

function collectionOf({ collection }: Place, values: unknown): string {
  return typeof collection === 'string' ? collection : collection(values as ValueRecord);
}

/** Where the API takes a name too, the values may have one for their id. */
function itemOf(place: Place, values: unknown): string {
  const id = segment((values as ValueRecord).id);
  return place.item?.(id) ?? `${collectionOf(place, values)}/${id}`;
}

function create<A extends Attributes, View extends { readonly id: string }>(
  declaration: RestResource<A, View>,
  context: CreateContext<A, Client>,
): Promise<View> {
  const { client, signal, plan } = context;
  const body = declaration.toWire({ ...context, prior: null, changed: () => true });
  const key = randomUUID();
  const post = () => client.post<View>(collectionOf(declaration, plan), body, signal, key);
  const find = (error: ApiError) =>
    declaration.findExisting?.(context, error) ??
    findByName(context, error, (name) => itemOf(declaration, { ...plan, id: name }));
  return offeringImport(declaration, () => declaration.creating?.(context, post) ?? post(), find);
}

/** A path segment of any text. */
export function segment(text: unknown): string {
  return encodeURIComponent(String(text));
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
