/** Answers of an API, made from nothing but the schema that its document has for them. */

export type Json = Record<string, unknown>;

export interface Schema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly minimum?: number;
}

const UUID = '0b7a3c52-58c9-4b34-9d3c-6a0f9d5a7c11';
const FORMATS: Readonly<Record<string, string>> = {
  uri: `https://api.acme.test/x/${UUID}`,
  uuid: UUID,
  'date-time': '2099-01-01T00:00:00.000Z',
};

/** The plainest value that fits: what may be left out or null is. */
export function viewOf(schema: Schema): Json {
  return plain(schema) as Json;
}

function plain(schema: Schema): unknown {
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map(plain));
  const options = schema.anyOf ?? schema.oneOf;
  if (isNullable(schema)) return null;
  if (options) return plain(options[0] ?? {});
  if ('const' in schema) return schema.const;
  if (schema.enum) return schema.enum[0];
  switch (schema.type) {
    case 'string':
      return FORMATS[schema.format ?? ''] ?? 'text';
    case 'integer':
    case 'number':
      return Math.max(0, schema.minimum ?? 0);
    case 'boolean':
      return false;
    case 'array':
      return [];
    case 'object':
      return Object.fromEntries((schema.required ?? []).map((name) => [name, plain(schema.properties?.[name] ?? {})]));
    default:
      return {};
  }
}

function isNullable({ type, anyOf, oneOf }: Schema): boolean {
  return (
    type === 'null' ||
    (Array.isArray(type) && type.includes('null')) ||
    [anyOf, oneOf].some((each) => each?.some(isNullable))
  );
}

/** What was shown before, with those fields of a body that are shown at all: no secret is. */
export function withBody(schema: Schema, before: Json, body: Json): Json {
  const properties = propertiesOf(schema);
  const { required = [] } = schema;
  const shown = Object.entries(body).flatMap(([name, value]) => {
    const own = properties[name];
    return own === undefined ? [] : [[name, value ?? (required.includes(name) ? plain(own) : null)] as const];
  });
  return { ...before, ...Object.fromEntries(shown) };
}

function propertiesOf({ properties = {}, allOf = [] }: Schema): Readonly<Record<string, Schema>> {
  return Object.assign({}, ...allOf.map(propertiesOf), properties);
}
