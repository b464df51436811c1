import type { ZodOpenApiOperationObject } from 'zod-openapi';
import { OWN, ownWords } from '../crud/field.ts';
import type { Route } from '../http/route.ts';
import { parametersOf } from './parameter.ts';
import { contentOf, responsesOf } from './response.ts';

/** What a route does, who may use it, what it takes and what it answers. */
export function operationOf(route: Route): ZodOpenApiOperationObject {
  const { doc, access } = route;
  return {
    summary: doc?.summary ?? `${route.method.toUpperCase()} ${route.path}`,
    operationId: operationId(route),
    tags: [tagOf(route)],
    ...(access === 'open' && { security: [] }),
    ...describe(route),
    parameters: parametersOf(route),
    ...(doc?.body && { requestBody: { required: true, content: contentOf(doc.body) } }),
    responses: responsesOf(route),
  };
}

function describe({ doc, access }: Route) {
  const words = typeof access === 'object' ? `Needs the permission ${access.join(' or ')}.` : undefined;
  if (doc?.isOwn) return { ...OWN, description: ownWords(words) };
  return words === undefined ? {} : { description: words };
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
