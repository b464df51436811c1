import type { MessageShape, MethodShape } from '../../plugin/proto/message.ts';
import type { DiagnosticMessage, DynamicValueMessage } from './diagnostic.ts';
import { capabilities, diagnostics, one, string, value } from './field.ts';
import { schema } from './schema.ts';

export const actionSchema: MessageShape = { schema: one(1, schema) };

const request: MessageShape = { action_type: string(1), config: value(2), client_capabilities: one(3, capabilities) };

export interface ActionRequest {
  readonly action_type: string;
  readonly config?: DynamicValueMessage;
}

export const validateActionConfig: MethodShape = {
  request: { action_type: string(1), config: value(2) },
  response: { diagnostics: diagnostics(1) },
};

export const planAction: MethodShape = { request, response: { diagnostics: diagnostics(1) } };

/** A stream: progress, any number of times, then the end. */
export const invokeAction: MethodShape = {
  request,
  response: { progress: one(1, { message: string(1) }), completed: one(2, { diagnostics: diagnostics(1) }) },
  stream: true,
};

export type InvokeEvent =
  | { readonly progress: { readonly message: string } }
  | { readonly completed: { readonly diagnostics: readonly DiagnosticMessage[] } };
