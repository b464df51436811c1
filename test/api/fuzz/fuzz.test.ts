import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { demandDocumented } from '../documented.ts';
import { resolved } from '../resolved.ts';
import { ADMIN_PASSWORD, signIn } from '../start-api.ts';
import { bodyOf, changed, text } from './arbitrary.ts';
import { createGround, type Ground, selectSink } from './ground.ts';
import { type Sample, sampleOf } from './sample.ts';

/** How many requests each operation gets of each seed besides the one that fits: a run takes about the same time. */
const RUNS_PER_SEED = 3;
const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

interface Operation {
  method: (typeof METHODS)[number];
  template: string;
  schema: Json | undefined;
  query: string[];
}

type Json = Record<string, unknown>;

let ground: Ground;
let operations: Operation[];
let known: string[];

beforeAll(async () => {
  ground = await createGround();
  operations = (await readOperations()).sort((a, b) => harm(a) - harm(b));
  known = await knownValues();
});

afterAll(() => ground.stop());

async function readOperations(): Promise<Operation[]> {
  const { body } = await ground.api.as().get('/openapi.json').expect(200);
  const { paths } = resolved<{ paths: Record<string, Record<string, Json>> }>(body);
  return Object.entries(paths).flatMap(([template, item]) =>
    METHODS.filter((method) => item[method]).map((method) => operationOf(template, method, item[method] as Json)),
  );
}

function operationOf(template: string, method: Operation['method'], operation: Json): Operation {
  const content = (operation.requestBody as { content: Record<string, { schema: Json }> } | undefined)?.content;
  const parameters = operation.parameters as { name: string; in: string }[];
  const query = parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name);
  return { template: template.replace(/^\/api/, ''), method, schema: content?.['application/json']?.schema, query };
}

/** What changes the whole cloud comes late, what clears a collection last. */
function harm({ method, template }: Operation): number {
  if (method === 'delete' && !template.includes('{item}')) return 2;
  return method === 'put' && template.startsWith('/cloud/settings') ? 1 : 0;
}

/** Names, ids and URLs of what an empty cloud comes with. */
async function knownValues(): Promise<string[]> {
  const lists = [
    '/cloud/orgs',
    '/orgs/admin/tls-client-profiles',
    '/orgs/admin/roles',
    '/orgs/admin/members',
    '/orgs/admin/user-registries',
  ];
  const answers = await Promise.all(lists.map((path) => ground.api.admin.get(path).expect(200)));
  const found = answers.flatMap(({ body }) => body.results as { id: string; name: string; url: string }[]);
  // It is stood on until the end.
  const rows = found.filter(({ id }) => id !== ground.provider.org.id);
  return ['admin', 'cloud', 'availability-zone-default', ...rows.flatMap(({ id, name, url }) => [id, name, url])];
}

/** The request that fits, with something else in its place here and there. */
function variantsOf(sample: Sample, { schema, query }: Operation): fc.Arbitrary<Sample> {
  const params = Object.entries(sample.params).map(([name, value]) => [
    name,
    fc.oneof({ weight: 8, arbitrary: fc.constant(value) }, { weight: 1, arbitrary: text(known) }),
  ]);
  const further = fc.dictionary(fc.constantFrom('fields', ...query), text(known), { maxKeys: 2 });
  const body = schema
    ? fc.oneof(
        { weight: 3, arbitrary: changed(schema, sample.body ?? {}, known) },
        { weight: 1, arbitrary: bodyOf(schema, known) },
      )
    : fc.constant(undefined);
  return fc.record({
    params: fc.record(Object.fromEntries(params) as Record<string, fc.Arbitrary<string>>),
    query: fc.oneof(
      { weight: 2, arbitrary: fc.constant(sample.query) },
      { weight: 1, arbitrary: further.map((more) => ({ ...sample.query, ...more })) },
    ),
    body: body as fc.Arbitrary<Sample['body']>,
    token: fc.constant(sample.token),
  });
}

/** A segment that is empty, or goes up, would make another path. */
const segment = (value: string | undefined) =>
  /^\.{0,2}$/.test(value ?? '') ? 'x' : encodeURIComponent((value ?? '').replace(/\p{Surrogate}/gu, ''));

async function send({ method, template }: Operation, { params, query, body, token }: Sample): Promise<number> {
  const filled = `/api${template.replace(/\{(\w+)\}/g, (_, name: string) => segment(params[name]))}`;
  const search = new URLSearchParams(query).toString();
  const path = `${filled}${search && `?${search}`}`;
  const response = await fetch(`${ground.api.url}${path}`, {
    method: method.toUpperCase(),
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const answer = await response.text();
  const { status } = response;
  if (status >= 500) throw new Error(`${method} ${path} ${JSON.stringify(body)} → ${status}: ${answer}`);
  const type = response.headers.get('content-type') ?? '';
  const json = type.startsWith('application/json') ? JSON.parse(answer) : {};
  demandDocumented(method, path, { status, headers: { 'content-type': type }, text: answer, body: json });
  return status;
}

/** What was sent before may have taken the mail server or the administrator's session away. */
async function restore(): Promise<void> {
  ground.api = { ...ground.api, ...(await freshAdmin()) };
  await selectSink(ground);
}

async function freshAdmin() {
  const alive = await ground.api.as(ground.api.token).get('/me');
  if (alive.status === 200) return {};
  const token = await signIn(ground.api.url, 'admin', ADMIN_PASSWORD);
  return { token, admin: ground.api.as(token) };
}

/** Answers whether the request that fits did its work. */
async function fuzz(operation: Operation, seeds: readonly number[]): Promise<boolean> {
  await restore();
  const sample = await sampleOf(ground, operation.method, operation.template);
  const status = await send(operation, sample);
  for (const seed of seeds) {
    const property = fc.asyncProperty(variantsOf(sample, operation), async (variant) => {
      await send(operation, variant);
    });
    await fc.assert(property, { seed, numRuns: RUNS_PER_SEED, interruptAfterTimeLimit: 20_000 });
  }
  return status >= 200 && status < 300;
}

describe('no operation answers 5xx, or with a status or a body that its documentation does not know', () => {
  // The same seed each time, so that a failure is not bad luck, and another one, to find what nobody has found yet.
  test.each([[1, randomInt(2 ** 31)]])(
    'with the seeds %i and %i, and each does the work of a request that fits',
    async (...seeds) => {
      const shut: string[] = [];
      for (const operation of operations) {
        const isOpen = await fuzz(operation, seeds);
        if (!isOpen) shut.push(`${operation.method} ${operation.template}`);
      }
      expect(shut).toEqual([]);
    },
    480_000,
  );
});
