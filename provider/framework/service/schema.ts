import type { ServiceImplementation } from '../../plugin/proto/message.ts';
import { plainError } from '../diagnostic.ts';
import type { MetadataResponse, SchemaResponse } from '../protocol/message.ts';
import { type Described, schemaMessage } from '../schema.ts';
import { schemaFaults, writeOnlyFaults } from '../schema-check.ts';
import { functionMessages } from './function.ts';
import { method, type Session } from './session.ts';

/** What is implemented; more than that must not be promised. */
const CAPABILITIES = {
  plan_destroy: true,
  get_provider_schema_optional: true,
  move_resource_state: true,
  generate_resource_config: true,
};

const NO_NAMES = {
  resources: [],
  data_sources: [],
  functions: [],
  ephemeral_resources: [],
  list_resources: [],
  actions: [],
};

const NO_SCHEMAS = {
  resource_schemas: {},
  data_source_schemas: {},
  functions: {},
  ephemeral_resource_schemas: {},
  list_resource_schemas: {},
  action_schemas: {},
};

/** GetMetadata and GetProviderSchema. The schema is built only when it is asked for. */
export function schemaMethods<Client>({ provider }: Session<Client>): ServiceImplementation {
  return {
    GetMetadata: method<object, MetadataResponse>(
      'Listing resources',
      () => ({ server_capabilities: CAPABILITIES, ...NO_NAMES }),
      async () => ({
        server_capabilities: CAPABILITIES,
        resources: typeNames(await provider.resources()),
        data_sources: typeNames(await provider.dataSources()),
        functions: (await provider.functions()).map(({ name }) => ({ name })),
        ephemeral_resources: typeNames(await provider.ephemeralResources()),
        list_resources: typeNames(await provider.listResources()),
        actions: typeNames(await provider.actions()),
      }),
    ),
    GetProviderSchema: method<object, SchemaResponse>(
      'Building the schema',
      () => ({ server_capabilities: CAPABILITIES, ...NO_SCHEMAS }),
      async () => ({
        server_capabilities: CAPABILITIES,
        provider: schemaMessage(checked('provider', provider)),
        resource_schemas: schemas(await provider.resources()),
        data_source_schemas: stateless(await provider.dataSources()),
        functions: functionMessages(await provider.functions()),
        ephemeral_resource_schemas: stateless(await provider.ephemeralResources()),
        list_resource_schemas: stateless(await provider.listResources()),
        action_schemas: actionSchemas(await provider.actions()),
      }),
    ),
  };
}

type Named = Described & { readonly typeName: string };

function typeNames(all: readonly Named[]): { type_name: string }[] {
  return all.map(({ typeName }) => ({ type_name: typeName }));
}

function schemas(all: readonly Named[]) {
  return Object.fromEntries(all.map((one) => [one.typeName, schemaMessage(checked(one.typeName, one))]));
}

function actionSchemas(all: readonly Named[]) {
  return Object.fromEntries(Object.entries(stateless(all)).map(([name, schema]) => [name, { schema }]));
}

/** The schemas of what has no state of its own. */
function stateless(all: readonly Named[]) {
  demandNone(all.flatMap(({ typeName, attributes }) => writeOnlyFaults(typeName, attributes)));
  return schemas(all);
}

function checked(typeName: string, described: Described): Described {
  demandNone(schemaFaults(typeName, described));
  return described;
}

function demandNone(faults: readonly string[]): void {
  if (faults.length > 0) throw plainError('The schema of the provider is not valid', faults.join('\n'));
}
