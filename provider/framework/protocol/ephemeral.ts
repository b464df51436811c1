import type { MessageShape, MethodShape } from '../../plugin/proto/message.ts';
import type { DiagnosticMessage, DynamicValueMessage } from './diagnostic.ts';
import { bytes, capabilities, diagnostics, int64, one, optional, string, value } from './field.ts';

/** google.protobuf.Timestamp */
const timestamp: MessageShape = { seconds: int64(1), nanos: { number: 2, type: 'int32' } };

export interface TimestampMessage {
  readonly seconds: number;
  readonly nanos: number;
}

export const openEphemeralResource: MethodShape = {
  request: { type_name: string(1), config: value(2), client_capabilities: one(3, capabilities) },
  response: { diagnostics: diagnostics(1), renew_at: one(2, timestamp), result: value(3), private: optional(bytes(4)) },
};

export interface OpenRequest {
  readonly type_name: string;
  readonly config?: DynamicValueMessage;
}

export interface OpenResponse {
  readonly diagnostics: readonly DiagnosticMessage[];
  readonly renew_at?: TimestampMessage;
  readonly result?: DynamicValueMessage;
  readonly private?: Uint8Array;
}

const held: MessageShape = { type_name: string(1), private: optional(bytes(2)) };

export const renewEphemeralResource: MethodShape = {
  request: held,
  response: { diagnostics: diagnostics(1), renew_at: one(2, timestamp), private: optional(bytes(3)) },
};

export const closeEphemeralResource: MethodShape = { request: held, response: { diagnostics: diagnostics(1) } };

/** RenewEphemeralResource and CloseEphemeralResource. */
export interface HeldRequest {
  readonly type_name: string;
  readonly private?: Uint8Array;
}

export type RenewResponse = Omit<OpenResponse, 'result'>;
