import type { Attributes } from './attribute.ts';
import type { ResourceContext, Warn } from './context.ts';
import type { Path } from './diagnostic.ts';
import type { ConfigOf, KnownOf, PlanOf, Result, StateOf, UnknowableConfigOf, UnknowablePlanOf } from './infer.ts';
import type { PrivateData } from './private.ts';
import type { ValueRecord } from './value.ts';

/** Whether the planned value of any of these attributes differs from the prior one; always true in a create. */
export type Changed<A extends Attributes> = (...names: (keyof A & string)[]) => boolean;

export interface CreateContext<A extends Attributes, Client> extends ResourceContext<Client> {
  /** What the user wrote; the only place where write-only values are. */
  readonly config: ConfigOf<A>;
  readonly plan: PlanOf<A>;
  /**
   * Records what is really there by now. If the function fails later, a create with it is kept as tainted (without it
   * Terraform forgets the object), and an update leaves it in the state instead of the prior values.
   */
  readonly save: (achieved: Result<A>) => void;
}

export interface UpdateContext<A extends Attributes, Client> extends CreateContext<A, Client> {
  readonly prior: StateOf<A>;
  readonly changed: Changed<A>;
}

export interface ReadContext<A extends Attributes, Client> extends ResourceContext<Client> {
  /** After an import only what `importState` answered is there. */
  readonly prior: KnownOf<A>;
}

export interface ImportContext<Client> extends ResourceContext<Client> {
  /** As the user wrote it; where they gave an identity, its values with slashes between them. */
  readonly id: string;
}

export interface ValidateContext<A extends Attributes> {
  readonly config: UnknowableConfigOf<A>;
  readonly error: (path: Path, summary: string, detail?: string) => void;
  readonly warn: Warn;
}

export interface SpellingContext<A extends Attributes, Client> {
  /** Absent where the provider is not configured. */
  readonly client?: Client;
  readonly signal: AbortSignal;
  readonly config: UnknowableConfigOf<A>;
  readonly prior: KnownOf<A>;
}

export interface PlanContext<A extends Attributes, Client> {
  /** Absent where the provider is not configured. What its answers decide has to be planned as unknown. */
  readonly client?: Client;
  readonly signal: AbortSignal;
  readonly config: UnknowableConfigOf<A>;
  /** Null when the resource is created, and when a replacement is planned for the second time. */
  readonly prior: StateOf<A> | null;
  readonly plan: UnknowablePlanOf<A>;
  /** For reading: nothing is kept from a plan. */
  readonly private: PrivateData;
  readonly changed: Changed<A>;
  /** The change of this attribute can't be made in place. */
  readonly replace: (name: keyof A & string) => void;
  /** Decides the planned value of a computed attribute that nobody configured. */
  readonly set: (values: PlannedValues<A>) => void;
  readonly warn: Warn;
}

/** Planned values of computed attributes; what is undefined stays as it is. */
export type PlannedValues<A extends Attributes> = {
  readonly [K in keyof A]?: UnknowablePlanOf<A>[K] | undefined;
};

export interface DestroyPlanContext<A extends Attributes, Client> {
  /** Absent where the provider is not configured. */
  readonly client?: Client;
  readonly signal: AbortSignal;
  readonly prior: KnownOf<A>;
  readonly private: PrivateData;
  readonly warn: Warn;
}

/** Brings a raw state of one version to the next; both are parsed JSON, numbers of many digits as strings. */
export type StateUpgrade = (raw: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;

/** A resource as it is declared. Any function may throw; see `diagnostic.ts` for errors on an attribute. */
export interface Resource<A extends Attributes, Client> {
  /** With the provider's prefix: `gatepost_truststore`. */
  readonly typeName: string;
  /** Markdown. */
  readonly description: string;
  /** Of the schema, 0 unless said; grows when old states need an upgrade. */
  readonly version?: number;
  readonly attributes: A;
  /**
   * The attributes that tell its objects apart; an object never changes them, and has them all once it exists, but for
   * those that are optional. With them it is imported by identity (Terraform and OpenTofu 1.12) and can be listed
   * (Terraform 1.14).
   */
  readonly identity?: readonly (keyof A & string)[];
  /** The import id that means the same as an identity; ordinarily its values with slashes between them. */
  importIdOf?(identity: ValueRecord): string;
  create(context: CreateContext<A, Client>): Promise<Result<A>>;
  /** Null when the object is gone: a 404 only. */
  read(context: ReadContext<A, Client>): Promise<Result<A> | null>;
  update(context: UpdateContext<A, Client>): Promise<Result<A>>;
  delete(context: ReadContext<A, Client>): Promise<void>;
  /** As much state as `read` needs, from the import id; null when there is no such object. */
  importState(context: ImportContext<Client>): Promise<Result<A> | null>;
  /** What the attributes can't say alone; values may be unknown. */
  validate?(context: ValidateContext<A>): void;
  /**
   * The attributes whose configured value means what was there before, where `sameMeaning` can't tell without the remote:
   * they keep it. It runs again during apply and has to come out the same.
   */
  sameAsBefore?(context: SpellingContext<A, Client>): Promise<readonly (keyof A & string)[]>;
  /**
   * Warnings, further replacements, and values that can be told before apply. It runs again during apply and has to
   * come out the same: what a clock, chance or the remote decide may be warned of, or planned as unknown, and no more.
   */
  modifyPlan?(context: PlanContext<A, Client>): void | Promise<void>;
  /** Warnings before a destroy, and its refusal; Terraform asks it for the old half of some replacements too. */
  planDestroy?(context: DestroyPlanContext<A, Client>): void | Promise<void>;
  /** By the version it starts from. */
  readonly upgrade?: { readonly [fromVersion: number]: StateUpgrade };
}

/** Any resource, whatever its attributes are. */
export type AnyResource<Client> = Resource<Attributes, Client>;
