import type { DiagnosticMessage, DynamicValueMessage, PathMessage } from './diagnostic.ts';
import type { FunctionMessage } from './function.ts';
import type { IdentityMessage } from './identity.ts';
import type { SchemaMessage } from './schema.ts';

/** The requests and responses of tfplugin6.Provider as decoded objects. What may be absent is optional. */
interface Answer {
  readonly diagnostics: readonly DiagnosticMessage[];
}

interface Capabilities {
  readonly write_only_attributes_allowed?: boolean;
}

interface ServerCapabilities {
  readonly plan_destroy: boolean;
  readonly get_provider_schema_optional: boolean;
  readonly move_resource_state: boolean;
  readonly generate_resource_config: boolean;
}

interface TypeName {
  readonly type_name: string;
}

export interface MetadataResponse extends Answer {
  readonly server_capabilities: ServerCapabilities;
  readonly resources: readonly TypeName[];
  readonly data_sources: readonly TypeName[];
  readonly functions: readonly { readonly name: string }[];
  readonly ephemeral_resources: readonly TypeName[];
  readonly list_resources: readonly TypeName[];
  readonly actions: readonly TypeName[];
}

export interface SchemaResponse extends Answer {
  readonly provider?: SchemaMessage;
  readonly resource_schemas: Readonly<Record<string, SchemaMessage>>;
  readonly data_source_schemas: Readonly<Record<string, SchemaMessage>>;
  readonly functions: Readonly<Record<string, FunctionMessage>>;
  readonly ephemeral_resource_schemas: Readonly<Record<string, SchemaMessage>>;
  readonly list_resource_schemas: Readonly<Record<string, SchemaMessage>>;
  readonly action_schemas: Readonly<Record<string, { readonly schema: SchemaMessage }>>;
  readonly server_capabilities: ServerCapabilities;
}

/** ConfigureProvider and whatever is validated; an action's type has a name of its own. */
export interface ConfigRequest {
  readonly type_name?: string;
  readonly action_type?: string;
  readonly config?: DynamicValueMessage;
  readonly client_capabilities?: Capabilities;
  /** ConfigureProvider alone. */
  readonly terraform_version?: string;
}

export type ConfigResponse = Answer;

export interface UpgradeRequest {
  readonly type_name: string;
  readonly version?: number;
  readonly raw_state?: { readonly json?: Uint8Array; readonly flatmap?: Readonly<Record<string, string>> };
}

export interface UpgradeResponse extends Answer {
  readonly upgraded_state?: DynamicValueMessage;
}

export interface ReadRequest {
  readonly type_name: string;
  readonly current_state?: DynamicValueMessage;
  readonly private?: Uint8Array;
  readonly current_identity?: IdentityMessage;
}

export interface ReadResponse extends Answer {
  readonly new_state?: DynamicValueMessage;
  readonly private?: Uint8Array;
  readonly new_identity?: IdentityMessage;
}

export interface PlanRequest {
  readonly type_name: string;
  readonly prior_state?: DynamicValueMessage;
  readonly proposed_new_state?: DynamicValueMessage;
  readonly config?: DynamicValueMessage;
  readonly prior_private?: Uint8Array;
  readonly prior_identity?: IdentityMessage;
}

export interface PlanResponse extends Answer {
  readonly planned_state?: DynamicValueMessage;
  readonly requires_replace?: readonly PathMessage[];
  readonly planned_private?: Uint8Array;
  readonly planned_identity?: IdentityMessage;
}

export interface ApplyRequest {
  readonly type_name: string;
  readonly prior_state?: DynamicValueMessage;
  readonly planned_state?: DynamicValueMessage;
  readonly config?: DynamicValueMessage;
  readonly planned_private?: Uint8Array;
  readonly planned_identity?: IdentityMessage;
}

export interface ApplyResponse extends Answer {
  readonly new_state?: DynamicValueMessage;
  readonly private?: Uint8Array;
  readonly new_identity?: IdentityMessage;
}

export interface ImportRequest {
  readonly type_name: string;
  readonly id?: string;
  readonly identity?: IdentityMessage;
}

export interface ImportResponse extends Answer {
  readonly imported_resources: readonly {
    readonly type_name: string;
    readonly state: DynamicValueMessage;
    readonly private: Uint8Array;
    readonly identity?: IdentityMessage;
  }[];
}

export interface DataSourceResponse extends Answer {
  readonly state?: DynamicValueMessage;
}
