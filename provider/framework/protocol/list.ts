import type { MethodShape } from '../../plugin/proto/message.ts';
import type { DiagnosticMessage, DynamicValueMessage } from './diagnostic.ts';
import { bool, diagnostics, int64, one, string, value } from './field.ts';
import { type IdentityMessage, identityData } from './identity.ts';

/** A stream: an object an event. */
export const listResource: MethodShape = {
  request: { type_name: string(1), config: value(2), include_resource_object: bool(3), limit: int64(4) },
  response: {
    identity: one(1, identityData),
    display_name: string(2),
    resource_object: value(3),
    diagnostic: diagnostics(4),
  },
  stream: true,
};

export interface ListRequest {
  readonly type_name: string;
  readonly config?: DynamicValueMessage;
  readonly include_resource_object?: boolean;
  /** 0: no limit. */
  readonly limit?: number;
}

export interface ListEvent {
  readonly identity?: IdentityMessage;
  readonly display_name?: string;
  readonly resource_object?: DynamicValueMessage;
  readonly diagnostic: readonly DiagnosticMessage[];
}
