import type { Constraint } from './constraint.ts';
import type { ObjectType, Type } from './type.ts';

/**
 * What can be said of an attribute. Exactly one of `required`, `optional`, `computed` or `optional` with `computed`;
 * a default needs the last.
 */
export interface Options<T = unknown> {
  /** Markdown for the reader of the documentation. */
  readonly description: string;
  readonly required?: true;
  readonly optional?: true;
  readonly computed?: true;
  /** A computed value that the remote may lack: null after apply. */
  readonly nullable?: true;
  readonly default?: T;
  /** Hidden in plans. */
  readonly sensitive?: true;
  /** Never in plan nor state, read from `config`; always sensitive too. Terraform and OpenTofu 1.11 and later. */
  readonly writeOnly?: true;
  /** The remote can't change it in place. For a write-only value say it on the attribute with its version. */
  readonly requiresReplace?: true;
  /**
   * When a computed value that nobody configured becomes unknown in a plan: only when the resource is created, at any
   * change of it (`changed`, the default), or when one of the named siblings changed. Otherwise it keeps its value.
   */
  readonly unknownWhen?: 'created' | 'changed' | readonly string[];
  readonly constraint?: Constraint;
  /** For each element of a list, set or map. */
  readonly elements?: Constraint;
  /** Says what is wrong with a known value as a sentence's end ("must be …"), or undefined. Don't quote secrets. */
  validate?(value: T): string | undefined;
  /** Whether two spellings mean the same; the prior spelling is kept then, and no change is planned. */
  sameMeaning?(a: T, b: T): boolean;
  /** What to use instead; marks the attribute as deprecated. */
  readonly deprecated?: string;
}

export interface Nested<N extends 'single' | 'list' = 'single' | 'list', A extends Attributes = Attributes> {
  readonly nesting: N;
  readonly attributes: A;
}

/** An attribute of a resource, data source or provider; T is the TypeScript type of its value. */
export interface Attribute<T = unknown> extends Options<T> {
  readonly type: Type;
  readonly nested?: Nested;
}

export type Attributes = { readonly [name: string]: Attribute };

const types = new WeakMap<Attributes, ObjectType>();

/** The type of an object with these attributes; made once, for every call of the engine asks for it. */
export function objectType(attributes: Attributes): ObjectType {
  let type = types.get(attributes);
  if (!type) {
    type = [
      'object',
      Object.fromEntries(Object.entries(attributes).map(([name, attribute]) => [name, attribute.type])),
    ];
    types.set(attributes, type);
  }
  return type;
}
