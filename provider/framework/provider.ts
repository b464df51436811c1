import type { Action, AnyAction } from './action.ts';
import type { Attributes } from './attribute.ts';
import type { Warn } from './context.ts';
import type { AnyDataSource, DataSource } from './data-source.ts';
import type { AnyEphemeralResource, EphemeralResource } from './ephemeral-resource.ts';
import type { AnyFunction } from './function.ts';
import type { UnknowableConfigOf } from './infer.ts';
import type { AnyListResource, ListResource } from './list-resource.ts';
import type { AnyResource, Resource, ValidateContext } from './resource.ts';

export interface ConfigureContext<A extends Attributes> {
  /** May hold unknowns while planning. */
  readonly config: UnknowableConfigOf<A>;
  /** Aborted with StopProvider. */
  readonly signal: AbortSignal;
  readonly warn: Warn;
  /** As Terraform tells it, `1.11.4`; empty where it does not. OpenTofu may say another one than its own. */
  readonly engineVersion: string;
}

/** A provider as it is declared. */
export interface ProviderDeclaration<A extends Attributes, Client> {
  /** The prefix of its resources: `gatepost`. */
  readonly typeName: string;
  /** Markdown. */
  readonly description: string;
  readonly attributes: A;
  /** Makes a fresh client; it may import the client's code only now, so that a start costs little. */
  configure(context: ConfigureContext<A>): Promise<Client> | Client;
  validate?(context: ValidateContext<A>): void;
  readonly resources: Lazy<Offers<Client>['resources']>;
  readonly dataSources: Lazy<Offers<Client>['dataSources']>;
  readonly functions?: Lazy<Offers<Client>['functions']>;
  readonly ephemeralResources?: Lazy<Offers<Client>['ephemeralResources']>;
  readonly listResources?: Lazy<Offers<Client>['listResources']>;
  readonly actions?: Lazy<Offers<Client>['actions']>;
}

/** What a provider has, by kind. */
export interface Offers<Client> {
  readonly resources: readonly AnyResource<Client>[];
  readonly dataSources: readonly AnyDataSource<Client>[];
  readonly functions: readonly AnyFunction[];
  readonly ephemeralResources: readonly AnyEphemeralResource<Client>[];
  readonly listResources: readonly AnyListResource<Client>[];
  readonly actions: readonly AnyAction<Client>[];
}

/** The thing itself, or a function that imports it when it is first needed. */
export type Lazy<T> = T | (() => Promise<T>);

/** A provider, ready to be served with `createService`. */
export type Provider<Client> = Omit<ProviderDeclaration<Attributes, Client>, keyof Offers<Client>> & {
  /** Loads them once. */
  readonly [Kind in keyof Offers<Client>]: () => Promise<Offers<Client>[Kind]>;
};

export function defineProvider<const A extends Attributes, Client>(
  declaration: ProviderDeclaration<A, Client>,
): Provider<Client> {
  return {
    ...(declaration as unknown as ProviderDeclaration<Attributes, Client>),
    resources: once(declaration.resources),
    dataSources: once(declaration.dataSources),
    functions: once(declaration.functions ?? []),
    ephemeralResources: once(declaration.ephemeralResources ?? []),
    listResources: once(declaration.listResources ?? []),
    actions: once(declaration.actions ?? []),
  };
}

function once<T extends readonly unknown[]>(lazy: Lazy<T>): () => Promise<T> {
  let loaded: Promise<T> | undefined;
  return () => {
    loaded ??= typeof lazy === 'function' ? lazy() : Promise.resolve(lazy);
    return loaded;
  };
}

/** `defineResource` and its like, whose functions get this type of client. */
export function definitionsFor<Client>() {
  return {
    /** Declares a resource; the types of its functions follow from its attributes. */
    defineResource: <const A extends Attributes>(resource: Resource<A, Client>) => erase<AnyResource<Client>>(resource),
    /** Declares a data source; the types of its functions follow from its attributes. */
    defineDataSource: <const A extends Attributes>(dataSource: DataSource<A, Client>) =>
      erase<AnyDataSource<Client>>(dataSource),
    /** Declares an ephemeral resource; the types of its functions follow from its attributes. */
    defineEphemeralResource: <const A extends Attributes>(resource: EphemeralResource<A, Client>) =>
      erase<AnyEphemeralResource<Client>>(resource),
    /** Declares a list of a resource's objects; the types of its functions follow from its attributes. */
    defineListResource: <const A extends Attributes>(list: ListResource<A, Client>) =>
      erase<AnyListResource<Client>>(list),
    /** Declares an action; the types of its functions follow from its attributes. */
    defineAction: <const A extends Attributes>(action: Action<A, Client>) => erase<AnyAction<Client>>(action),
  };
}

/** The service works on values by schema; the types of one resource's attributes end here. */
function erase<T>(declaration: unknown): T {
  return declaration as T;
}
