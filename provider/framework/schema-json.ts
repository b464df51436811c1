import type { Attribute, Attributes } from './attribute.ts';
import type { AnyFunction } from './function.ts';
import type { Provider } from './provider.ts';
import type { Described } from './schema.ts';

type Json = Readonly<Record<string, unknown>>;

/**
 * The schema of the provider and of what it has, as `terraform providers schema -json` of Terraform 1.11 prints it.
 * @param address such as `registry.terraform.io/gatepost/gatepost`
 */
export async function schemaJson<Client>(provider: Provider<Client>, address: string): Promise<Json> {
  const all = (described: readonly (Described & { typeName: string })[]) =>
    Object.fromEntries(described.map((one) => [one.typeName, schemaOf(one)]));
  return {
    format_version: '1.0',
    provider_schemas: {
      [address]: {
        provider: schemaOf(provider),
        resource_schemas: all(await provider.resources()),
        data_source_schemas: all(await provider.dataSources()),
        ephemeral_resource_schemas: all(await provider.ephemeralResources()),
        functions: functionsOf(await provider.functions()),
      },
    },
  };
}

function schemaOf({ description, version, attributes }: Described): Json {
  return {
    version: version ?? 0,
    block: { attributes: attributesOf(attributes), description, description_kind: 'markdown' },
  };
}

function attributesOf(attributes: Attributes): Json {
  const sorted = Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([name, attribute]) => [name, attributeOf(attribute)]));
}

/** What is false is left out, as Terraform does. */
function attributeOf(attribute: Attribute): Json {
  const { type, nested, description, required, optional, computed, sensitive, writeOnly, deprecated } = attribute;
  return {
    ...(nested
      ? { nested_type: { attributes: attributesOf(nested.attributes), nesting_mode: nested.nesting } }
      : { type }),
    description,
    description_kind: 'markdown',
    ...(deprecated !== undefined && { deprecated: true, deprecation_message: deprecated }),
    ...(required && { required }),
    ...(optional && { optional }),
    ...(computed && { computed }),
    ...(sensitive && { sensitive }),
    ...(writeOnly && { write_only: true }),
  };
}

function functionsOf(functions: readonly AnyFunction[]): Json {
  return Object.fromEntries(functions.map((one) => [one.name, functionOf(one)]));
}

function functionOf({ description, summary, parameters, returns }: AnyFunction): Json {
  return {
    description,
    summary,
    return_type: returns.type,
    parameters: Object.entries(parameters).map(([name, parameter]) => ({
      name,
      description: parameter.description,
      ...(parameter.optional && { is_nullable: true }),
      type: parameter.type,
    })),
  };
}
