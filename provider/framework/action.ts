import type { Attributes } from './attribute.ts';
import type { CallContext, Warn } from './context.ts';
import type { ConfigOf, UnknowableConfigOf } from './infer.ts';
import type { ValidateContext } from './resource.ts';

export interface InvokeContext<A extends Attributes, Client> extends CallContext<Client> {
  readonly config: ConfigOf<A>;
  /** A line that people see while it runs. */
  readonly progress: (message: string) => void;
}

export interface PlanActionContext<A extends Attributes> {
  readonly config: UnknowableConfigOf<A>;
  readonly warn: Warn;
}

/** Something that is done and leaves no state (Terraform 1.14 and later). */
export interface Action<A extends Attributes, Client> {
  readonly typeName: string;
  /** Markdown. */
  readonly description: string;
  readonly attributes: A;
  invoke(context: InvokeContext<A, Client>): Promise<void>;
  /** Warnings, or a refusal, before anything is done. */
  plan?(context: PlanActionContext<A>): void;
  validate?(context: ValidateContext<A>): void;
}

export type AnyAction<Client> = Action<Attributes, Client>;
