import type { Attributes } from './attribute.ts';
import type { CallContext } from './context.ts';
import type { ConfigOf } from './infer.ts';
import type { ValidateContext } from './resource.ts';

export interface ListContext<A extends Attributes, Client> extends CallContext<Client> {
  readonly config: ConfigOf<A>;
  /** Whether the whole of each object is asked for, and not only what it is known by. */
  readonly includeResource: boolean;
  /** How many objects are taken, at most; there may be no need to ask the remote for more. */
  readonly limit: number;
}

/** An object that was found. */
export interface Listed {
  /** For people. */
  readonly displayName: string;
  /** Attributes of the resource, as its `read` answers them; those of its identity at least. */
  readonly state: Readonly<Record<string, unknown>>;
}

/** Finds the objects of a resource that are there (`terraform query`, Terraform 1.14 and later). */
export interface ListResource<A extends Attributes, Client> {
  /** That of the resource, which has an identity. */
  readonly typeName: string;
  /** Markdown. */
  readonly description: string;
  /** What narrows the search. */
  readonly attributes: A;
  list(context: ListContext<A, Client>): AsyncIterable<Listed>;
  validate?(context: ValidateContext<A>): void;
}

export type AnyListResource<Client> = ListResource<Attributes, Client>;
