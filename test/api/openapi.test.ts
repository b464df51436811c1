import { describe, expect, test } from '@jest/globals';
import { Validator } from '@seriousme/openapi-schema-validator';
import { openApiDocument } from '../../api/openapi/document.ts';
import { routes } from '../../api/routes.ts';

type Json = Record<string, unknown>;

/** What a person, a browser or a generator of clients loads without waiting. */
const MAX_BYTES = 352 * 1024;
/** Objects of so many properties may stand wherever they are used; larger ones have a name. */
const HANDFUL = 5;
const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

const document = JSON.parse(JSON.stringify(openApiDocument(routes, 'http://localhost'))) as Json & {
  paths: Record<string, Record<string, Json>>;
  components: Record<'schemas' | 'parameters' | 'responses', Record<string, Json>>;
};

/** Every object of the document, with where it stands. */
function objectsIn(value: unknown, pointer = '#'): { pointer: string; object: Json }[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.entries(value).flatMap(([key, each]) => objectsIn(each, `${pointer}/${key}`));
  return Array.isArray(value) ? inner : [{ pointer, object: value as Json }, ...inner];
}

const objects = objectsIn(document);
const refs = new Set(objects.flatMap(({ object }) => (typeof object.$ref === 'string' ? [object.$ref] : [])));
const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  METHODS.flatMap((method) => (item[method] ? [{ name: `${method} ${path}`, operation: item[method] }] : [])),
);
const { schemas, parameters, responses } = document.components;

/** The schemas of what an operation takes and answers on success. */
function bodiesOf(operation: Json): Json[] {
  const answers = Object.entries(operation.responses as Record<string, Json>);
  const successes = answers.filter(([status]) => status.startsWith('2')).map(([, answer]) => answer);
  return [operation.requestBody as Json | undefined, ...successes]
    .map((each) => (each?.content as Record<string, { schema: Json }> | undefined)?.['application/json']?.schema)
    .filter((schema) => schema !== undefined);
}

/** Every object of a schema and of those it refers to, each once. */
function withReferred(value: unknown, pointer: string, seen = new Set<string>()): [string, Json][] {
  return objectsIn(value, pointer).flatMap(({ pointer: at, object }): [string, Json][] => {
    const name = typeof object.$ref === 'string' ? (object.$ref.split('/').at(-1) ?? '') : '';
    if (name === '' || seen.has(name)) return [[at, object]];
    seen.add(name);
    return [[at, object], ...withReferred(schemas[name], name, seen)];
  });
}

function isBounded(schema: Json): boolean {
  const types = [schema.type].flat();
  if (types.includes('array')) return 'maxItems' in schema;
  if (types.includes('string')) return 'maxLength' in schema || 'enum' in schema || 'const' in schema;
  const isMap = types.includes('object') && schema.additionalProperties !== false && 'additionalProperties' in schema;
  return !isMap || 'maxProperties' in schema;
}

/** The text of each of these that stands at several places, with those places. */
function repeated(found: { pointer: string; object: Json }[], text: (object: Json) => string): string[][] {
  const places = new Map<string, string[]>();
  for (const { pointer, object } of found) {
    places.set(text(object), [...(places.get(text(object)) ?? []), pointer]);
  }
  return [...places.values()].filter(({ length }) => length > 1);
}

describe('the document of the API', () => {
  test('fits the schema of OpenAPI 3.1', async () => {
    expect(document.openapi).toMatch(/^3\.1\./);
    expect(await new Validator().validate(structuredClone(document))).toEqual({ valid: true });
  });

  test(`has at most ${MAX_BYTES} bytes`, () => {
    expect(Buffer.byteLength(JSON.stringify(document))).toBeLessThanOrEqual(MAX_BYTES);
  });

  test('has a limit where there are several to show, and nowhere else', () => {
    const parametersOf = (path: string) => {
      const { parameters } = document.paths[path]?.get ?? {};
      return (parameters as Json[]).map(({ $ref, name }) => String($ref ?? name).replace(/.*\//, ''));
    };
    expect(parametersOf('/api/me')).toEqual(['fields']);
    expect(parametersOf('/api/cloud/settings')).toEqual(['fields']);
    expect(parametersOf('/api/cloud/topology')).toEqual(['fields', 'limit', 'offset']);
    expect(parametersOf('/api/orgs/{org}/mail-servers')).toEqual(['fields', 'limit', 'offset', 'after', 'sort']);
  });

  test('marks what Gatepost adds to the wire: operations, parameters, fields, in answers and requests', () => {
    const paths = document.paths as Record<string, Record<string, Json>>;
    const isOwn = (part: Json | undefined) =>
      part?.['x-gatepost-own'] === true && String(part.description).startsWith("Gatepost's own.");
    const operations = Object.entries(paths).flatMap(([path, item]) =>
      Object.entries(item).flatMap(([method, each]) => (isOwn(each) ? [`${method} ${path}`] : [])),
    );
    expect(operations).toEqual(
      expect.arrayContaining([
        'get /api/cloud/audit-events',
        'get /api/cloud/deliveries',
        'post /api/cloud/deliveries/{item}/retry',
        'post /api/orgs/{org}/mail-servers/test-connection',
      ]),
    );
    expect(operations).not.toContain('post /api/token');
    const { parameters, schemas } = document.components as unknown as Record<string, Record<string, Json>>;
    for (const name of ['validate_only', 'Idempotency-Key', 'If-Match', 'after', 'sort'])
      expect(isOwn(parameters?.[name])).toBe(true);
    expect(isOwn(parameters?.fields)).toBe(false);
    const fieldOf = (schema: string, field: string) =>
      (schemas?.[schema]?.properties as Record<string, Json> | undefined)?.[field];
    for (const [schema, field] of [
      ['MailServer', 'password_fingerprint'],
      ['MailServer', 'unreadable'],
      ['Keystore', 'private_key_fingerprint'],
      ['CloudSetting', 'fallback_mail_server_urls'],
      ['CloudSettingUpdate', 'fallback_mail_server_urls'],
      ['OrgInvitation', 'state'],
      ['Error', 'code'],
    ] as const) {
      expect({ schema, field, own: isOwn(fieldOf(schema, field)) }).toEqual({ schema, field, own: true });
    }
    expect(isOwn(fieldOf('MailServer', 'host'))).toBe(false);
  });

  test('bounds every list, text and map that a request may hold', () => {
    const bodies = operations.flatMap(({ operation }) =>
      operation.requestBody ? [operation.requestBody as Json] : [],
    );
    const met = new Map(bodies.flatMap((body) => withReferred(body, '')));
    expect(met.size).toBeGreaterThan(200);
    expect([...met].filter(([, object]) => !isBounded(object)).map(([pointer]) => pointer)).toEqual([]);
  });

  test('refers to what it holds, and holds no component that nothing refers to', () => {
    const held = Object.entries({ schemas, parameters, responses }).flatMap(([kind, components]) =>
      Object.keys(components).map((name) => `#/components/${kind}/${name}`),
    );
    expect([...refs].sort()).toEqual(held.sort());
  });

  test('says the properties of no object of more than a handful twice', () => {
    const large = objects.filter(
      ({ object }) => typeof object.type === 'string' && Object.keys(object.properties ?? {}).length > HANDFUL,
    );
    expect(large.length).toBeGreaterThan(40);
    expect(repeated(large, ({ properties }) => JSON.stringify(properties))).toEqual([]);
  });

  test('calls every body and every answer by a name', () => {
    const isNamed = (schema: Json) =>
      [schema, ...((schema.anyOf as Json[] | undefined) ?? [])].some((each) => '$ref' in each);
    const nameless = operations.filter(({ operation }) => !bodiesOf(operation).every(isNamed));
    expect(nameless.map(({ name }) => name)).toEqual([]);
  });

  test('calls what a resource takes and answers after the resource', () => {
    expect(Object.keys(schemas)).toEqual(
      expect.arrayContaining(['Error', 'MailServer', 'MailServerList', 'MailServerCreate', 'MailServerUpdate']),
    );
  });

  test('says in a creation what a change may hold, and what is required', () => {
    expect(schemas.MailServerCreate).toEqual({
      allOf: [{ $ref: '#/components/schemas/MailServerUpdate' }],
      required: ['host', 'port'],
    });
  });

  test('says once what errors look like', () => {
    const failures = operations.flatMap(({ operation }) =>
      Object.entries(operation.responses as Json).filter(([status]) => status >= '400'),
    );
    for (const [status, failure] of failures) expect(failure).toEqual({ $ref: `#/components/responses/${status}` });
    const schema = { $ref: '#/components/schemas/Error' };
    for (const response of Object.values(responses)) {
      expect(response.content).toEqual({ 'application/json': { schema } });
    }
  });

  test('says once which parameters there are', () => {
    const shared = [
      'org',
      'item',
      'fields',
      'limit',
      'offset',
      'after',
      'sort',
      'validate_only',
      'confirm',
      'If-Match',
      'Idempotency-Key',
    ];
    expect(Object.keys(parameters)).toEqual(expect.arrayContaining(shared));
    const places = objects.filter(({ object }) => 'in' in object && shared.includes(String(object.name)));
    expect(places.map(({ pointer }) => pointer).sort()).toEqual(
      shared.map((name) => `#/components/parameters/${name}`).sort(),
    );
  });

  test('calls every operation by a name of its own', () => {
    expect(new Set(operations.map(({ operation }) => operation.operationId)).size).toBe(routes.length);
  });

  test('wants a token of every operation but the open ones', () => {
    expect(document.security).toEqual([{ bearer: [] }]);
    const open = operations.filter(({ operation }) => operation.security !== undefined);
    expect(open.map(({ operation }) => operation.security)).toEqual(open.map(() => []));
    const expected = routes
      .filter(({ access }) => access === 'open')
      .map(({ method, path }) => `${method} /api${path}`);
    expect(open.map(({ name }) => name).sort()).toEqual(expected.sort());
  });
});
