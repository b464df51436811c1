import type { Attribute, Attributes, Nested } from './attribute.ts';
import type { Unknown } from './value.ts';

/** The TypeScript types of what a resource's functions see, inferred from its attributes. */

/** A nested object or list, each of its objects mapped by flavour; otherwise the attribute's own type. */
type Leaf<A, F extends 'state' | 'config' | 'plan'> = A extends { nested: Nested<'single', infer N> }
  ? Flavour<N, F>
  : A extends { nested: Nested<'list', infer N> }
    ? readonly Flavour<N, F>[]
    : A extends Attribute<infer T>
      ? T
      : never;

type Flavour<A extends Attributes, F extends 'state' | 'config' | 'plan'> = F extends 'state'
  ? StateOf<A>
  : F extends 'config'
    ? ConfigOf<A>
    : PlanOf<A>;

type OrNull<A, T> = A extends { nullable: true } ? T | null : T;

type StateValue<A> = A extends { writeOnly: true }
  ? null
  : A extends { required: true } | { computed: true }
    ? OrNull<A, Leaf<A, 'state'>>
    : Leaf<A, 'state'> | null;

type ConfigValue<A> = A extends { required: true }
  ? Leaf<A, 'config'>
  : A extends { optional: true }
    ? Leaf<A, 'config'> | null
    : null;

type PlanValue<A> = A extends { writeOnly: true }
  ? null
  : A extends { required: true } | { default: unknown }
    ? Leaf<A, 'plan'>
    : A extends { computed: true }
      ? OrNull<A, Leaf<A, 'plan'>> | Unknown
      : Leaf<A, 'plan'> | null;

/** What is in the state after an apply: computed values are there unless `nullable`, write-only ones are null. */
export type StateOf<A extends Attributes> = { readonly [K in keyof A]: StateValue<A[K]> };

/** What the user wrote, at apply, where all of it is known. */
export type ConfigOf<A extends Attributes> = { readonly [K in keyof A]: ConfigValue<A[K]> };

/** What was planned, at apply: only computed values may be unknown, and it is for the function to give them. */
export type PlanOf<A extends Attributes> = { readonly [K in keyof A]: PlanValue<A[K]> };

/** A value before apply, where any part of it may be unknown. */
export type Unknowable<T> =
  | Unknown
  | (T extends Unknown
      ? Unknown
      : T extends readonly (infer E)[]
        ? readonly Unknowable<E>[]
        : T extends object
          ? { readonly [K in keyof T]: Unknowable<T[K]> }
          : T);

/** What the user wrote, during validate and plan. */
export type UnknowableConfigOf<A extends Attributes> = { readonly [K in keyof A]: Unknowable<ConfigValue<A[K]>> };

/** What was planned, while planning. */
export type UnknowablePlanOf<A extends Attributes> = { readonly [K in keyof A]: Unknowable<PlanValue<A[K]>> };

/** A state that may be partial: just imported, or saved by a create that failed. Its id is there. */
export type KnownOf<A extends Attributes> = {
  readonly [K in keyof A]: K extends 'id' ? StateValue<A[K]> : StateValue<A[K]> | null;
};

type ResultValue<A> = A extends { nested: Nested<'single', infer N> }
  ? Result<N> | Extract<StateValue<A>, null>
  : StateValue<A>;

/**
 * What a function answers: any attributes of the state. One left out, of a nested object too, keeps the planned value
 * (create, update) or the prior one (read).
 */
export type Result<A extends Attributes> = { readonly [K in keyof A]?: ResultValue<A[K]> | undefined };
