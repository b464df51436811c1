import type { MessageShape, MethodShape, ServiceShape } from '../../plugin/proto/message.ts';
import { attributePath, diagnostic, dynamicValue } from './diagnostic.ts';
import { schema } from './schema.ts';

const string = (number: number) => ({ number, type: 'string' }) as const;
const bytes = (number: number) => ({ number, type: 'bytes' }) as const;
const bool = (number: number) => ({ number, type: 'bool' }) as const;
const int64 = (number: number) => ({ number, type: 'int64' }) as const;
const one = (number: number, shape: MessageShape) => ({ number, type: () => shape }) as const;
const many = (number: number, shape: MessageShape) => ({ ...one(number, shape), repeated: true }) as const;
const map = (number: number, shape: MessageShape) => ({ ...one(number, shape), map: true }) as const;

const value = (number: number) => one(number, dynamicValue);
const diagnostics = (number: number) => many(number, diagnostic);
const capabilities: MessageShape = { deferral_allowed: bool(1), write_only_attributes_allowed: bool(2) };
const serverCapabilities: MessageShape = { plan_destroy: bool(1), get_provider_schema_optional: bool(2) };
const typeName: MessageShape = { type_name: string(1) };
const rawState: MessageShape = { json: bytes(1), flatmap: { number: 2, type: 'string', map: true } };

const getMetadata: MethodShape = {
  request: {},
  response: {
    server_capabilities: one(1, serverCapabilities),
    diagnostics: diagnostics(2),
    data_sources: many(3, typeName),
    resources: many(4, typeName),
  },
};

const getProviderSchema: MethodShape = {
  request: {},
  response: {
    provider: one(1, schema),
    resource_schemas: map(2, schema),
    data_source_schemas: map(3, schema),
    diagnostics: diagnostics(4),
    server_capabilities: one(6, serverCapabilities),
  },
};

const configureProvider: MethodShape = {
  request: { terraform_version: string(1), config: value(2), client_capabilities: one(3, capabilities) },
  response: { diagnostics: diagnostics(1) },
};

const upgradeResourceState: MethodShape = {
  request: { type_name: string(1), version: int64(2), raw_state: one(3, rawState) },
  response: { upgraded_state: value(1), diagnostics: diagnostics(2) },
};

const readResource: MethodShape = {
  request: {
    type_name: string(1),
    current_state: value(2),
    private: bytes(3),
    client_capabilities: one(5, capabilities),
  },
  response: { new_state: value(1), diagnostics: diagnostics(2), private: bytes(3) },
};

const planResourceChange: MethodShape = {
  request: {
    type_name: string(1),
    prior_state: value(2),
    proposed_new_state: value(3),
    config: value(4),
    prior_private: bytes(5),
    client_capabilities: one(7, capabilities),
  },
  response: {
    planned_state: value(1),
    requires_replace: many(2, attributePath),
    planned_private: bytes(3),
    diagnostics: diagnostics(4),
  },
};

const applyResourceChange: MethodShape = {
  request: {
    type_name: string(1),
    prior_state: value(2),
    planned_state: value(3),
    config: value(4),
    planned_private: bytes(5),
  },
  response: { new_state: value(1), private: bytes(2), diagnostics: diagnostics(3) },
};

const imported: MessageShape = { type_name: string(1), state: value(2), private: bytes(3) };

const importResourceState: MethodShape = {
  request: { type_name: string(1), id: string(2), client_capabilities: one(3, capabilities) },
  response: { imported_resources: many(1, imported), diagnostics: diagnostics(2) },
};

const readDataSource: MethodShape = {
  request: { type_name: string(1), config: value(2), client_capabilities: one(4, capabilities) },
  response: { state: value(1), diagnostics: diagnostics(2) },
};

const validateConfig: MethodShape = {
  request: { type_name: string(1), config: value(2), client_capabilities: one(3, capabilities) },
  response: { diagnostics: diagnostics(1) },
};

/** The service that engines call, with the methods that are used; any other is UNIMPLEMENTED. */
export const providerService: ServiceShape = {
  name: 'tfplugin6.Provider',
  methods: {
    GetMetadata: getMetadata,
    GetProviderSchema: getProviderSchema,
    ValidateProviderConfig: { request: { config: value(1) }, response: { diagnostics: diagnostics(2) } },
    ValidateResourceConfig: validateConfig,
    ValidateDataResourceConfig: {
      request: { type_name: string(1), config: value(2) },
      response: { diagnostics: diagnostics(1) },
    },
    UpgradeResourceState: upgradeResourceState,
    ConfigureProvider: configureProvider,
    ReadResource: readResource,
    PlanResourceChange: planResourceChange,
    ApplyResourceChange: applyResourceChange,
    ImportResourceState: importResourceState,
    ReadDataSource: readDataSource,
    StopProvider: { request: {}, response: { Error: string(1) } },
  },
};
