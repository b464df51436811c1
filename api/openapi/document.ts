import { createDocument, type oas31, type ZodOpenApiObject, type ZodOpenApiPathItemObject } from 'zod-openapi';
import { ERROR_CODES } from '../errors.ts';
import type { Route } from '../http/route.ts';
import { operationOf } from './operation.ts';
import { pathParametersOf, sharedParameters } from './parameter.ts';
import { creationsByUpdate, withoutSafeIntegers } from './schema.ts';

/**
 * The OpenAPI 3.1 document of the API, from the very schemas that requests are checked against: one with an id in its
 * `meta` stands once, under that name.
 */
export function openApiDocument(routes: readonly Route[], publicUrl: string): oas31.OpenAPIObject {
  const { components, ...document } = createDocument(contentsOf(routes, publicUrl), { override: withoutSafeIntegers });
  return { ...document, components: { ...components, schemas: creationsByUpdate(components?.schemas ?? {}) } };
}

function contentsOf(routes: readonly Route[], publicUrl: string): ZodOpenApiObject {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Gatepost',
      version: '2.0.0',
      description: `The notification side of an API cloud, on the wire of API Connect. What Gatepost adds to that is marked \`x-gatepost-own\`, and says "Gatepost's own". Errors carry a stable \`code\`:\n\n${describeCodes()}`,
    },
    servers: [{ url: publicUrl }],
    security: [{ bearer: [] }],
    paths: pathsOf(routes),
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
      parameters: sharedParameters(routes),
    },
  };
}

function describeCodes(): string {
  return Object.entries(ERROR_CODES)
    .map(([code, { status, meaning }]) => `- \`${code}\` (${status}): ${meaning}`)
    .join('\n');
}

function pathsOf(routes: readonly Route[]): Record<string, ZodOpenApiPathItemObject> {
  const paths: Record<string, ZodOpenApiPathItemObject> = {};
  for (const route of routes) {
    const path = `/api${route.path}`;
    paths[path] = { parameters: pathParametersOf(route), ...paths[path], [route.method]: operationOf(route) };
  }
  return paths;
}
