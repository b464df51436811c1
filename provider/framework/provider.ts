import type { Attributes } from './attribute.ts';
import type { Warn } from './context.ts';
import type { AnyDataSource, DataSource } from './data-source.ts';
import type { UnknowableConfigOf } from './infer.ts';
import type { AnyResource, Resource, ValidateContext } from './resource.ts';

export interface ConfigureContext<A extends Attributes> {
  /** May hold unknowns while planning. */
  readonly config: UnknowableConfigOf<A>;
  /** Aborted with StopProvider. */
  readonly signal: AbortSignal;
  readonly warn: Warn;
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
  readonly resources: Lazy<readonly AnyResource<Client>[]>;
  readonly dataSources: Lazy<readonly AnyDataSource<Client>[]>;
}

/** The thing itself, or a function that imports it when it is first needed. */
export type Lazy<T> = T | (() => Promise<T>);

/** A provider, ready to be served with `createService`. */
export interface Provider<Client> extends Omit<ProviderDeclaration<Attributes, Client>, 'resources' | 'dataSources'> {
  /** Loads them once. */
  resources(): Promise<readonly AnyResource<Client>[]>;
  dataSources(): Promise<readonly AnyDataSource<Client>[]>;
}

export function defineProvider<const A extends Attributes, Client>(
  declaration: ProviderDeclaration<A, Client>,
): Provider<Client> {
  return {
    ...(declaration as unknown as ProviderDeclaration<Attributes, Client>),
    resources: once(declaration.resources),
    dataSources: once(declaration.dataSources),
  };
}

function once<T extends readonly unknown[]>(lazy: Lazy<T>): () => Promise<T> {
  let loaded: Promise<T> | undefined;
  return () => {
    loaded ??= typeof lazy === 'function' ? lazy() : Promise.resolve(lazy);
    return loaded;
  };
}

/** `defineResource` and `defineDataSource` whose functions get this type of client. */
export function definitionsFor<Client>() {
  return {
    /** Declares a resource; the types of its functions follow from its attributes. */
    defineResource: <const A extends Attributes>(resource: Resource<A, Client>) => erase<AnyResource<Client>>(resource),
    /** Declares a data source; the types of its functions follow from its attributes. */
    defineDataSource: <const A extends Attributes>(dataSource: DataSource<A, Client>) =>
      erase<AnyDataSource<Client>>(dataSource),
  };
}

/** The service works on values by schema; the types of one resource's attributes end here. */
function erase<T>(declaration: unknown): T {
  return declaration as T;
}
