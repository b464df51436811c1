import type { MessageShape, MethodShape } from '../../plugin/proto/message.ts';
import type { DiagnosticMessage, DynamicValueMessage } from './diagnostic.ts';
import { bool, bytes, diagnostics, int64, many, map, one, optional, string, value } from './field.ts';

const kind = (number: number) => ({ number, type: 'enum' }) as const;

const parameter: MessageShape = {
  name: string(1),
  type: bytes(2),
  allow_null_value: bool(3),
  allow_unknown_values: bool(4),
  description: string(5),
  description_kind: kind(6),
};

export const functionShape: MessageShape = {
  parameters: many(1, parameter),
  return: one(3, { type: bytes(1) }),
  summary: string(4),
  description: string(5),
  description_kind: kind(6),
};

export interface FunctionMessage {
  readonly parameters: readonly {
    readonly name: string;
    readonly type: Uint8Array;
    readonly allow_null_value: boolean;
    readonly description: string;
    readonly description_kind: number;
  }[];
  readonly return: { readonly type: Uint8Array };
  readonly summary: string;
  readonly description: string;
  readonly description_kind: number;
}

export const getFunctions: MethodShape = {
  request: {},
  response: { functions: map(1, functionShape), diagnostics: diagnostics(2) },
};

export interface FunctionsResponse {
  readonly functions: Readonly<Record<string, FunctionMessage>>;
  readonly diagnostics: readonly DiagnosticMessage[];
}

/** The position of the argument to blame, from 0; absent when it is none of them alone. */
const functionError: MessageShape = { text: string(1), function_argument: optional(int64(2)) };

export const callFunction: MethodShape = {
  request: { name: string(1), arguments: { ...value(2), repeated: true } },
  response: { result: value(1), error: one(2, functionError) },
};

export interface CallFunctionRequest {
  readonly name: string;
  readonly arguments: readonly DynamicValueMessage[];
}

export interface FunctionErrorMessage {
  readonly text: string;
  readonly function_argument?: number;
}
