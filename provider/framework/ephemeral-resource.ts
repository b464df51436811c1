import type { Attributes } from './attribute.ts';
import type { ResourceContext } from './context.ts';
import type { ConfigOf, Result } from './infer.ts';
import type { ValidateContext } from './resource.ts';

export interface OpenContext<A extends Attributes, Client> extends ResourceContext<Client> {
  readonly config: ConfigOf<A>;
}

export interface Opened<A extends Attributes> {
  /** What the configuration sets is kept; everything else is to be answered. */
  readonly result: Result<A>;
  /** When it has to be renewed, if it is still in use then. */
  readonly renewAt?: Date;
}

/**
 * Something that exists while an engine runs and is in no plan and no state. It is opened once in a plan and twice in
 * an apply. Its private data stay in the memory of the engine, so that they may hold a secret.
 */
export interface EphemeralResource<A extends Attributes, Client> {
  readonly typeName: string;
  /** Markdown. */
  readonly description: string;
  readonly attributes: A;
  open(context: OpenContext<A, Client>): Promise<Opened<A>>;
  /** Answers when to renew it next, if ever. */
  renew?(context: ResourceContext<Client>): Promise<Date | undefined>;
  /** Takes back what `open` made. The signal is not aborted by an interruption: what was opened has to go. */
  close?(context: ResourceContext<Client>): Promise<void>;
  validate?(context: ValidateContext<A>): void;
}

export type AnyEphemeralResource<Client> = EphemeralResource<Attributes, Client>;
