import { type Attribute, type Attributes, type Nested, type Options, objectType } from './attribute.ts';
import type { StateOf } from './infer.ts';

/** Options known by their literal types, without names that options don't have. */
type Exact<O, T> = O & { [K in Exclude<keyof O, keyof Options<T>>]: never };

export function string<const O extends Options<string>>(options: Exact<O, string>): Attribute<string> & O {
  return { ...options, type: 'string' };
}

/** A whole number between −(2^53−1) and 2^53−1; validation refuses fractions and anything larger. */
export function number<const O extends Options<number>>(options: Exact<O, number>): Attribute<number> & O {
  return { ...options, type: 'number' };
}

export function bool<const O extends Options<boolean>>(options: Exact<O, boolean>): Attribute<boolean> & O {
  return { ...options, type: 'bool' };
}

interface Elements {
  string: string;
  number: number;
  bool: boolean;
}

/** Elements in an order that means something. */
export function list<E extends keyof Elements, const O extends Options<readonly Elements[E][]>>(
  of: E,
  options: Exact<O, readonly Elements[E][]>,
): Attribute<readonly Elements[E][]> & O {
  return { ...options, type: ['list', of] };
}

/** Elements without order; the order in which the remote gives them makes no difference. */
export function set<E extends keyof Elements, const O extends Options<readonly Elements[E][]>>(
  of: E,
  options: Exact<O, readonly Elements[E][]>,
): Attribute<readonly Elements[E][]> & O {
  return { ...options, type: ['set', of] };
}

export function map<E extends keyof Elements, const O extends Options<Readonly<Record<string, Elements[E]>>>>(
  of: E,
  options: Exact<O, Readonly<Record<string, Elements[E]>>>,
): Attribute<Readonly<Record<string, Elements[E]>>> & O {
  return { ...options, type: ['map', of] };
}

/** One nested object. */
export function object<const A extends Attributes, const O extends Options<StateOf<A>>>(
  attributes: A,
  options: Exact<O, StateOf<A>>,
): Attribute<StateOf<A>> & O & { readonly nested: Nested<'single', A> } {
  return { ...options, type: objectType(attributes), nested: { nesting: 'single', attributes } };
}

/** A list of nested objects. */
export function listOf<const A extends Attributes, const O extends Options<readonly StateOf<A>[]>>(
  attributes: A,
  options: Exact<O, readonly StateOf<A>[]>,
): Attribute<readonly StateOf<A>[]> & O & { readonly nested: Nested<'list', A> } {
  return { ...options, type: ['list', objectType(attributes)], nested: { nesting: 'list', attributes } };
}
