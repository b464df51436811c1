import type { ZodOpenApiMediaTypeObject, ZodOpenApiResponseObject, ZodOpenApiResponsesObject } from 'zod-openapi';
import type { Route } from '../http/route.ts';
import { errorSchema } from './error-schema.ts';
import { statusesOf, statusText } from './status.ts';

const failures = new Map<number, ZodOpenApiResponseObject>();

/** What a route answers, by status. */
export function responsesOf(route: Route): ZodOpenApiResponsesObject {
  const ofFailure = statusesOf(route).map((status) => [status, failure(status)]);
  return Object.fromEntries([...successes(route), ...ofFailure]);
}

function successes({ doc }: Route): [number, ZodOpenApiResponseObject][] {
  const statuses = doc?.statuses ?? [doc?.answer ? 200 : 204];
  return statuses.map((status) => [
    status,
    {
      description: statusText(status),
      ...(doc?.answer && status !== 204 && { content: contentOf(doc.answer) }),
    },
  ]);
}

/** A component that all routes share; the generator knows it by the object itself, so there is one for each status. */
function failure(status: number): ZodOpenApiResponseObject {
  const known = failures.get(status) ?? {
    id: String(status),
    description: statusText(status),
    content: contentOf(errorSchema),
  };
  failures.set(status, known);
  return known;
}

export function contentOf(schema: ZodOpenApiMediaTypeObject['schema']) {
  return { 'application/json': { schema } };
}
