import type { DiagnosticMessage, DynamicValueMessage, PathMessage } from './diagnostic.ts';
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
}

export interface MetadataResponse extends Answer {
  readonly server_capabilities: ServerCapabilities;
  readonly resources: readonly { readonly type_name: string }[];
  readonly data_sources: readonly { readonly type_name: string }[];
}

export interface SchemaResponse extends Answer {
  readonly provider?: SchemaMessage;
  readonly resource_schemas: Readonly<Record<string, SchemaMessage>>;
  readonly data_source_schemas: Readonly<Record<string, SchemaMessage>>;
  readonly server_capabilities: ServerCapabilities;
}

/** ValidateProviderConfig, ValidateResourceConfig, ValidateDataResourceConfig and ConfigureProvider. */
export interface ConfigRequest {
  readonly type_name?: string;
  readonly config?: DynamicValueMessage;
  readonly client_capabilities?: Capabilities;
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
}

export interface ReadResponse extends Answer {
  readonly new_state?: DynamicValueMessage;
  readonly private?: Uint8Array;
}

export interface PlanRequest {
  readonly type_name: string;
  readonly prior_state?: DynamicValueMessage;
  readonly proposed_new_state?: DynamicValueMessage;
  readonly config?: DynamicValueMessage;
  readonly prior_private?: Uint8Array;
}

export interface PlanResponse extends Answer {
  readonly planned_state?: DynamicValueMessage;
  readonly requires_replace?: readonly PathMessage[];
  readonly planned_private?: Uint8Array;
}

export interface ApplyRequest {
  readonly type_name: string;
  readonly prior_state?: DynamicValueMessage;
  readonly planned_state?: DynamicValueMessage;
  readonly config?: DynamicValueMessage;
  readonly planned_private?: Uint8Array;
}

export interface ApplyResponse extends Answer {
  readonly new_state?: DynamicValueMessage;
  readonly private?: Uint8Array;
}

export interface ImportRequest {
  readonly type_name: string;
  readonly id?: string;
}

export interface ImportResponse extends Answer {
  readonly imported_resources: readonly {
    readonly type_name: string;
    readonly state: DynamicValueMessage;
    readonly private: Uint8Array;
  }[];
}

export interface DataSourceResponse extends Answer {
  readonly state?: DynamicValueMessage;
}
