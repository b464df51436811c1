import type { MethodShape } from '../../plugin/proto/message.ts';
import type { DiagnosticMessage, DynamicValueMessage } from './diagnostic.ts';
import { bytes, diagnostics, int64, one, rawState, string, value } from './field.ts';
import { type IdentityMessage, identityData } from './identity.ts';

export const moveResourceState: MethodShape = {
  request: {
    source_provider_address: string(1),
    source_type_name: string(2),
    source_schema_version: int64(3),
    source_state: one(4, rawState),
    target_type_name: string(5),
    source_private: bytes(6),
  },
  response: {
    target_state: value(1),
    diagnostics: diagnostics(2),
    target_private: bytes(3),
    target_identity: one(4, identityData),
  },
};

export interface MoveRequest {
  readonly source_provider_address?: string;
  readonly source_type_name: string;
  readonly source_schema_version?: number;
  readonly source_state?: { readonly json?: Uint8Array };
  readonly target_type_name: string;
  readonly source_private?: Uint8Array;
}

export interface MoveResponse {
  readonly target_state?: DynamicValueMessage;
  readonly diagnostics: readonly DiagnosticMessage[];
  readonly target_private?: Uint8Array;
  readonly target_identity?: IdentityMessage;
}

export const generateResourceConfig: MethodShape = {
  request: { type_name: string(1), state: value(2) },
  response: { config: value(1), diagnostics: diagnostics(2) },
};

export interface GenerateConfigRequest {
  readonly type_name: string;
  readonly state?: DynamicValueMessage;
}

export interface GenerateConfigResponse {
  readonly config?: DynamicValueMessage;
  readonly diagnostics: readonly DiagnosticMessage[];
}
