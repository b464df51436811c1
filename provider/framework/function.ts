import type { Attribute, Attributes } from './attribute.ts';
import type { ConfigOf, StateOf } from './infer.ts';

/** A function as it is declared: it depends on its arguments alone, and is called without a configured provider. */
export interface FunctionDeclaration<P extends Attributes, R extends Attribute> {
  /** Without the provider's name: HCL calls it `provider::sample::name(…)`. */
  readonly name: string;
  /** A sentence. */
  readonly summary: string;
  /** Markdown. */
  readonly description: string;
  /** In the order of the arguments: `required` ones, and `optional` ones, which may be null. */
  readonly parameters: P;
  /** A computed attribute. */
  readonly returns: R;
  /** Throws, with the parameter's name as the path where one is to blame. Don't quote an argument: it may be a secret. */
  call(given: ConfigOf<P>): StateOf<{ result: R }>['result'] | Promise<StateOf<{ result: R }>['result']>;
}

export interface AnyFunction extends Omit<FunctionDeclaration<Attributes, Attribute>, 'call'> {
  call(given: object): unknown;
}

/** Declares a function; the types of its arguments and of its result follow from the attributes. */
export function defineFunction<const P extends Attributes, const R extends Attribute>(
  declaration: FunctionDeclaration<P, R>,
): AnyFunction {
  return declaration as unknown as AnyFunction;
}
