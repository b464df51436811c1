import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { createSchema, parse, updateSchema } from '../../api/crud/parse.ts';
import type { ApiError, Violation } from '../../api/errors.ts';
import { resources } from '../../api/resources/index.ts';
import { routes } from '../../api/routes.ts';

type Json = Record<string, unknown>;

interface Field {
  schema: z.ZodObject;
  /** From the body down to the field. */
  path: string[];
  /** What the field takes. */
  types: string[];
}

const bodies = [
  ...resources.flatMap((resource) => [createSchema(resource), updateSchema(resource)]),
  ...routes.flatMap(({ doc }) => (doc?.body instanceof z.ZodObject ? [doc.body] : [])),
];
const fields = [...new Set(bodies)].flatMap((schema) => fieldsOf(schema, jsonSchemaOf(schema), []));

function jsonSchemaOf(schema: z.ZodType): Json {
  return z.toJSONSchema(schema, { unrepresentable: 'any', metadata: z.registry() }) as Json;
}

function fieldsOf(schema: z.ZodObject, { properties = {} }: Json, above: string[]): Field[] {
  return Object.entries(properties as Record<string, Json>).flatMap(([name, property]) => {
    const options = (property.anyOf ?? [property]) as Json[];
    const path = [...above, name];
    const types = options.flatMap(typeOf);
    return [{ schema, path, types }, ...options.flatMap((option) => fieldsOf(schema, option, path))];
  });
}

function typeOf({ type, const: value, enum: [first = value] = [] }: Json & { enum?: unknown[] }): string[] {
  if (type !== undefined) return [type].flat().map(String);
  return [first === undefined ? 'any' : typeof first];
}

function violationsOf(schema: z.ZodObject, path: string[], value: unknown): Violation[] {
  const body = path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value);
  try {
    parse('Body', schema, body);
    return [];
  } catch (error) {
    const pointer = `/${path.join('/')}`;
    return ((error as ApiError).details.violations ?? []).filter((each) => each.pointer === pointer);
  }
}

const numeric = (type: string) => type === 'integer' || type === 'number';

/** A value of each kind with the words an error has for it, for those fields that do not take the kind. */
const WRONG: [value: unknown, words: string[], isTaken: (type: string) => boolean][] = [
  [3.5, ['3.5', 'a number'], numeric],
  [null, ['null'], (type) => type === 'null'],
  [true, ['true', 'a boolean'], (type) => type === 'boolean'],
  ['neither', ['"neither"', 'a string'], (type) => type === 'string'],
  [[], ['a list'], (type) => type === 'array'],
  [{}, ['an object'], (type) => type === 'object'],
];

describe('a field of the wrong kind', () => {
  test('is looked for in the bodies of every resource and route', () => {
    expect(fields.length).toBeGreaterThan(300);
  });

  test.each(WRONG)(
    '%j is an error that says what came and what is wanted, and not that nothing came',
    (value, words, isTaken) => {
      const wanting = fields.filter(({ types }) => !types.some((type) => type === 'any' || isTaken(type)));
      expect(wanting.length).toBeGreaterThan(100);
      for (const { schema, path } of wanting) {
        const found = violationsOf(schema, path, value);
        const told = words.map((each) => `; ${each} was sent`);
        expect([path, found.map(({ message }) => told.some((end) => message.endsWith(end)))]).toEqual([path, [true]]);
        expect(found[0]?.message).not.toMatch(/is required|Invalid/);
      }
    },
  );

  test('is not told where it may be a secret', () => {
    const secrets = fields.filter(({ path }) =>
      /password|secret|credentials|keystore|token$|api_key$/.test(path.join()),
    );
    expect(secrets.length).toBeGreaterThan(15);
    for (const { schema, path } of secrets) {
      for (const secret of [918_273_645, [918_273_645], { x: 918_273_645 }]) {
        expect(JSON.stringify(violationsOf(schema, path, secret))).not.toContain('918273645');
      }
    }
  });
});

test('a field that is missing is required, and the error says what it should be', () => {
  for (const resource of resources) {
    const schema = createSchema(resource);
    const { required = [] } = jsonSchemaOf(schema);
    for (const name of required as string[]) {
      const [first] = violationsOf(schema, [name], undefined);
      expect(first?.message).toMatch(/^is required: must be /);
    }
  }
});

describe('what clients spell their own way', () => {
  const schema = z.strictObject({
    count: z.number().max(99),
    flag: z.boolean().optional(),
    text: z.string().min(1).nullable().optional(),
    summary: z.string().nullable().optional(),
    word: z.string().optional(),
    list: z.array(z.strictObject({ count: z.number().nullable() })).optional(),
  });

  test('is read as it is meant: digits as a number, true and false as a flag, an empty text as none', () => {
    const sent = { count: '25', flag: 'true', text: '', list: [{ count: '7' }, { count: '' }] };
    const read = { count: 25, flag: true, text: null, list: [{ count: 7 }, { count: null }] };
    expect(parse('Body', schema, sent)).toEqual(read);
  });

  test('stays a text where a text is wanted, an empty one where it may be empty', () => {
    const sent = { count: 1, text: '25', word: 'true', summary: '' };
    expect(parse('Body', schema, sent)).toEqual(sent);
  });

  test.each(['', ' 25', '0x19', '2.5', '1e1', '25a', '9'.repeat(16)])('%j is no number', (count) => {
    expect(violationsOf(schema, ['count'], count)).toEqual([
      { pointer: '/count', message: expect.stringMatching(/^must be a number; ".*" was sent$/) },
    ]);
  });

  test('is held to the same limits', () => {
    expect(violationsOf(schema, ['count'], '100')).toEqual([{ pointer: '/count', message: expect.any(String) }]);
  });

  test('is taken by every number, flag and nullable field of the API', () => {
    for (const { schema: body, path, types } of fields) {
      const spelled = types.some(numeric) ? [60] : types.includes('boolean') ? [true] : [];
      for (const value of spelled) {
        const found = violationsOf(body, path, String(value));
        expect([path, found.length]).toEqual([path, violationsOf(body, path, value).length]);
      }
      if (types.includes('null')) expect([path, violationsOf(body, path, '')]).toEqual([path, []]);
    }
  });
});
