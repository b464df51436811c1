import type { MessageShape, MethodShape } from '../../plugin/proto/message.ts';
import type { DiagnosticMessage, DynamicValueMessage } from './diagnostic.ts';
import { bool, bytes, diagnostics, int64, many, map, one, rawState, string, value } from './field.ts';

/** What an object is known by, beside its state. */
export const identityData: MessageShape = { identity_data: value(1) };

export interface IdentityMessage {
  readonly identity_data?: DynamicValueMessage;
}

const identityAttribute: MessageShape = {
  name: string(1),
  type: bytes(2),
  required_for_import: bool(3),
  optional_for_import: bool(4),
  description: string(5),
};

const identitySchema: MessageShape = { version: int64(1), identity_attributes: many(2, identityAttribute) };

export interface IdentitySchemaMessage {
  readonly version: number;
  readonly identity_attributes: readonly {
    readonly name: string;
    readonly type: Uint8Array;
    readonly required_for_import: boolean;
    readonly optional_for_import: boolean;
    readonly description: string;
  }[];
}

export const getResourceIdentitySchemas: MethodShape = {
  request: {},
  response: { identity_schemas: map(1, identitySchema), diagnostics: diagnostics(2) },
};

export interface IdentitySchemasResponse {
  readonly identity_schemas: Readonly<Record<string, IdentitySchemaMessage>>;
  readonly diagnostics: readonly DiagnosticMessage[];
}

export const upgradeResourceIdentity: MethodShape = {
  request: { type_name: string(1), version: int64(2), raw_identity: one(3, rawState) },
  response: { upgraded_identity: one(1, identityData), diagnostics: diagnostics(2) },
};

export interface UpgradeIdentityRequest {
  readonly type_name: string;
  readonly version?: number;
  readonly raw_identity?: { readonly json?: Uint8Array };
}

export interface UpgradeIdentityResponse {
  readonly upgraded_identity?: IdentityMessage;
  readonly diagnostics: readonly DiagnosticMessage[];
}
