import type { MessageShape, MethodShape, ServiceShape } from '../../plugin/proto/message.ts';
import { actionSchema, invokeAction, planAction, validateActionConfig } from './action.ts';
import { attributePath } from './diagnostic.ts';
import { closeEphemeralResource, openEphemeralResource, renewEphemeralResource } from './ephemeral.ts';
import {
  bool,
  bytes,
  capabilities,
  diagnostics,
  int64,
  many,
  map,
  one,
  rawState,
  string,
  typeName,
  value,
} from './field.ts';
import { callFunction, functionShape, getFunctions } from './function.ts';
import { getResourceIdentitySchemas, identityData, upgradeResourceIdentity } from './identity.ts';
import { listResource } from './list.ts';
import { generateResourceConfig, moveResourceState } from './move.ts';
import { schema } from './schema.ts';

const serverCapabilities: MessageShape = {
  plan_destroy: bool(1),
  get_provider_schema_optional: bool(2),
  move_resource_state: bool(3),
  generate_resource_config: bool(4),
};

const getMetadata: MethodShape = {
  request: {},
  response: {
    server_capabilities: one(1, serverCapabilities),
    diagnostics: diagnostics(2),
    data_sources: many(3, typeName),
    resources: many(4, typeName),
    functions: many(5, { name: string(1) }),
    ephemeral_resources: many(6, typeName),
    list_resources: many(7, typeName),
    actions: many(9, typeName),
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
    functions: map(7, functionShape),
    ephemeral_resource_schemas: map(8, schema),
    list_resource_schemas: map(9, schema),
    action_schemas: map(11, actionSchema),
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
    current_identity: one(6, identityData),
  },
  response: {
    new_state: value(1),
    diagnostics: diagnostics(2),
    private: bytes(3),
    new_identity: one(5, identityData),
  },
};

const planResourceChange: MethodShape = {
  request: {
    type_name: string(1),
    prior_state: value(2),
    proposed_new_state: value(3),
    config: value(4),
    prior_private: bytes(5),
    client_capabilities: one(7, capabilities),
    prior_identity: one(8, identityData),
  },
  response: {
    planned_state: value(1),
    requires_replace: many(2, attributePath),
    planned_private: bytes(3),
    diagnostics: diagnostics(4),
    planned_identity: one(7, identityData),
  },
};

const applyResourceChange: MethodShape = {
  request: {
    type_name: string(1),
    prior_state: value(2),
    planned_state: value(3),
    config: value(4),
    planned_private: bytes(5),
    planned_identity: one(7, identityData),
  },
  response: {
    new_state: value(1),
    private: bytes(2),
    diagnostics: diagnostics(3),
    new_identity: one(5, identityData),
  },
};

const imported: MessageShape = {
  type_name: string(1),
  state: value(2),
  private: bytes(3),
  identity: one(4, identityData),
};

const importResourceState: MethodShape = {
  request: {
    type_name: string(1),
    id: string(2),
    client_capabilities: one(3, capabilities),
    identity: one(4, identityData),
  },
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

const withoutCapabilities: MethodShape = {
  request: { type_name: string(1), config: value(2) },
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
    ValidateDataResourceConfig: withoutCapabilities,
    UpgradeResourceState: upgradeResourceState,
    ConfigureProvider: configureProvider,
    ReadResource: readResource,
    PlanResourceChange: planResourceChange,
    ApplyResourceChange: applyResourceChange,
    ImportResourceState: importResourceState,
    ReadDataSource: readDataSource,
    GetResourceIdentitySchemas: getResourceIdentitySchemas,
    UpgradeResourceIdentity: upgradeResourceIdentity,
    MoveResourceState: moveResourceState,
    GenerateResourceConfig: generateResourceConfig,
    GetFunctions: getFunctions,
    CallFunction: callFunction,
    ValidateEphemeralResourceConfig: withoutCapabilities,
    OpenEphemeralResource: openEphemeralResource,
    RenewEphemeralResource: renewEphemeralResource,
    CloseEphemeralResource: closeEphemeralResource,
    ValidateListResourceConfig: withoutCapabilities,
    ListResource: listResource,
    ValidateActionConfig: validateActionConfig,
    PlanAction: planAction,
    InvokeAction: invokeAction,
    StopProvider: { request: {}, response: { Error: string(1) } },
  },
};
