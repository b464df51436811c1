import fc from 'fast-check';

type Json = Record<string, unknown>;
type Values = readonly string[];

/** Values that fit a JSON schema more often than not; `known` are names, ids and URLs of objects that exist. */
export function fittingValue(schema: Json, known: Values, depth = 0): fc.Arbitrary<unknown> {
  if (schema.allOf) return fittingValue(merged(schema), known, depth);
  const options = (schema.anyOf ?? schema.oneOf) as Json[] | undefined;
  if (options) return fc.oneof(...options.map((option) => fittingValue(option, known, depth)));
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...(schema.enum as unknown[]));
  switch (schema.type) {
    case 'string':
      return fittingText(schema, known);
    case 'integer':
    case 'number':
      return fc.integer({
        min: Number(schema.minimum ?? -10),
        max: Math.min(Number(schema.maximum ?? 1e6), 2 ** 53 - 1),
      });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return fc.array(fittingValue((schema.items ?? {}) as Json, known, depth + 1), { maxLength: 3 });
    case 'object':
      return objectOf(schema, known, depth);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

/** One schema for those that must all hold; they say different things, such as properties and which are required. */
function merged({ allOf, ...others }: Json): Json {
  return Object.assign({}, ...(allOf as Json[]), others);
}

function objectOf(schema: Json, known: Values, depth: number): fc.Arbitrary<unknown> {
  const properties = Object.entries((schema.properties ?? {}) as Record<string, Json>);
  const required = new Set((schema.required ?? []) as string[]);
  const fields = Object.fromEntries(properties.map(([name, each]) => [name, fittingValue(each, known, depth + 1)]));
  return fc.record(fields, { requiredKeys: properties.map(([name]) => name).filter((name) => required.has(name)) });
}

const FORMATS: Readonly<Record<string, fc.Arbitrary<string>>> = {
  email: fc.emailAddress(),
  uri: fc.webUrl(),
  'date-time': fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  uuid: fc.uuid(),
};

/** What pattern and format ask for, or any text. */
function fittingText({ pattern, format }: Json, known: Values): fc.Arbitrary<string> {
  const asked = typeof pattern === 'string' ? matching(pattern) : FORMATS[String(format)];
  return asked ? fc.oneof({ weight: 3, arbitrary: asked }, { weight: 1, arbitrary: text(known) }) : text(known);
}

/** Not every pattern can be turned round, such as one that looks ahead. */
function matching(pattern: string): fc.Arbitrary<string> | undefined {
  try {
    return fc.stringMatching(new RegExp(pattern, 'u'), { size: '-1' });
  } catch {
    return undefined;
  }
}

/** Plain words, things that exist, and what breaks programs. */
export function text(known: Values): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 4, arbitrary: fc.stringMatching(/^[a-z][a-z0-9-]{0,12}[a-z0-9]$/) },
    { weight: 4, arbitrary: fc.constantFrom(...known) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('', '\u0000', '../..', '%00', '💥', 'a'.repeat(5000), '{{x}}', "' OR 1=1 --"),
    },
    { weight: 1, arbitrary: fc.constantFrom('https://x.example', 'a@b', '1.0.0', 'localhost', '********') },
  );
}

/** A body that mostly fits, with one field broken now and then, or something else altogether. */
export function bodyOf(schema: Json, known: Values): fc.Arbitrary<unknown> {
  const fitting = fittingValue(schema, known);
  const broken = fc
    .tuple(fitting, fc.string({ maxLength: 12 }), fc.jsonValue({ maxDepth: 3 }))
    .map(([value, key, other]) => (typeof value === 'object' && value !== null ? { ...value, [key]: other } : other));
  return fc.oneof(
    { weight: 5, arbitrary: fitting },
    { weight: 2, arbitrary: broken },
    { weight: 1, arbitrary: fc.jsonValue() },
  );
}

/** A body that is accepted, with one or two of its fields replaced, taken away or added. */
export function changed(schema: Json, body: Json, known: Values): fc.Arbitrary<unknown> {
  const properties = propertiesOf(schema);
  const names = [...new Set([...Object.keys(properties), ...Object.keys(body)])];
  if (names.length === 0) return fc.constant(body);
  const valueFor = (name: string) =>
    fc.oneof(
      { weight: 4, arbitrary: fittingValue(properties[name] ?? {}, known) },
      { weight: 1, arbitrary: fc.constant(undefined) },
      { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
    );
  const change = fc.constantFrom(...names).chain((name) => valueFor(name).map((value) => [name, value] as const));
  return fc.array(change, { maxLength: 2 }).map((changes) => ({ ...body, ...Object.fromEntries(changes) }));
}

/** Of whichever of several schemas, too. */
function propertiesOf(schema: Json): Record<string, Json> {
  const parts = [schema.allOf, schema.anyOf, schema.oneOf].flatMap((each) => (each ?? []) as Json[]);
  return Object.assign({}, ...parts.map(propertiesOf), schema.properties);
}
