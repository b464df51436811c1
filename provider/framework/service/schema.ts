import type { ServiceImplementation } from '../../plugin/proto/message.ts';
import { plainError } from '../diagnostic.ts';
import type { MetadataResponse, SchemaResponse } from '../protocol/message.ts';
import { type Described, schemaMessage } from '../schema.ts';
import { schemaFaults } from '../schema-check.ts';
import { method, type Session } from './session.ts';

/** What is implemented; more than that must not be promised. */
const CAPABILITIES = { plan_destroy: true, get_provider_schema_optional: true };

/** GetMetadata and GetProviderSchema. The schema is built only when it is asked for. */
export function schemaMethods<Client>({ provider }: Session<Client>): ServiceImplementation {
  return {
    GetMetadata: method<object, MetadataResponse>(
      'Listing resources',
      () => ({ server_capabilities: CAPABILITIES, resources: [], data_sources: [] }),
      async () => ({
        server_capabilities: CAPABILITIES,
        resources: typeNames(await provider.resources()),
        data_sources: typeNames(await provider.dataSources()),
      }),
    ),
    GetProviderSchema: method<object, SchemaResponse>(
      'Building the schema',
      () => ({ server_capabilities: CAPABILITIES, resource_schemas: {}, data_source_schemas: {} }),
      async () => ({
        server_capabilities: CAPABILITIES,
        provider: schemaMessage(checked('provider', provider)),
        resource_schemas: schemas(await provider.resources()),
        data_source_schemas: schemas(await provider.dataSources()),
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

function checked(typeName: string, described: Described): Described {
  const faults = schemaFaults(typeName, described);
  if (faults.length > 0) throw plainError('The schema of the provider is not valid', faults.join('\n'));
  return described;
}
