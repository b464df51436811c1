import { z } from 'zod';
import { ERROR_CODES } from '../errors.ts';
import type { Route } from '../http/route.ts';
import { errorSchema } from './error-schema.ts';
import { parametersOf } from './parameter.ts';
import { statusesOf, statusText } from './status.ts';

type Json = Record<string, unknown>;

/** The OpenAPI 3.1 document of the API, from the very schemas that requests are checked against. */
export function openApiDocument(routes: readonly Route[], publicUrl: string): Json {
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    const path = `/api${route.path}`;
    paths[path] = { ...paths[path], [route.method]: operationOf(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Gatepost',
      version: '2.0.0',
      description: `The notification side of an API cloud. Errors carry a stable \`code\`:\n\n${describeCodes()}`,
    },
    servers: [{ url: publicUrl }],
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
      schemas: { Error: jsonSchema(errorSchema) },
    },
  };
}

function describeCodes(): string {
  return Object.entries(ERROR_CODES)
    .map(([code, { status, meaning }]) => `- \`${code}\` (${status}): ${meaning}`)
    .join('\n');
}

function operationOf(route: Route): Json {
  const { doc, access } = route;
  return {
    summary: doc?.summary ?? `${route.method.toUpperCase()} ${route.path}`,
    operationId: operationId(route),
    tags: [tagOf(route)],
    ...(access !== 'open' && { security: [{ bearer: [] }] }),
    ...(typeof access === 'object' && { description: `Needs the permission ${access.join(' or ')}.` }),
    parameters: parametersOf(route),
    ...(doc?.body && { requestBody: { required: true, content: contentOf(jsonSchema(doc.body, 'input')) } }),
    responses: { ...successes(route), ...failures(route) },
  };
}

function operationId({ method, path }: Route): string {
  const words = path.split(/[^A-Za-z0-9]+/).filter(Boolean);
  return [method, ...words]
    .map((word, index) => (index === 0 ? word : word[0]?.toUpperCase() + word.slice(1)))
    .join('');
}

/** The last word of the path that is no placeholder names the collection. */
function tagOf({ path }: Route): string {
  const collections = path.split('/').filter((part) => part !== '' && !part.startsWith('{'));
  return (
    (collections[0] === 'orgs' ? collections[1] : collections[0] === 'cloud' ? collections[1] : undefined) ??
    collections[0] ??
    'api'
  );
}

function successes({ doc }: Route): Json {
  const statuses = doc?.statuses ?? [doc?.answer ? 200 : 204];
  const body = (status: number) =>
    doc?.answer && status !== 204 ? { content: contentOf(jsonSchema(doc.answer)) } : {};
  return Object.fromEntries(statuses.map((status) => [status, { description: statusText(status), ...body(status) }]));
}

function failures(route: Route): Json {
  const content = contentOf({ $ref: '#/components/schemas/Error' });
  return Object.fromEntries(statusesOf(route).map((status) => [status, { description: statusText(status), content }]));
}

const contentOf = (schema: Json): Json => ({ 'application/json': { schema } });

function jsonSchema(schema: z.ZodType, io: 'input' | 'output' = 'output'): Json {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { unrepresentable: 'any', io });
  return rest as Json;
}
