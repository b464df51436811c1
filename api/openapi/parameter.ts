import { z } from 'zod';
import type { oas31 } from 'zod-openapi';
import { OWN, ownWords } from '../crud/field.ts';
import { MAX_LIMIT } from '../crud/page.ts';
import { SORTS } from '../crud/sort.ts';
import { placeholders, type Route } from '../http/route.ts';

type Parameter = oas31.ParameterObject;

const text = { type: 'string' } as const;
const count = { type: 'integer', minimum: 0 } as const;

const FIELDS = query(
  'fields',
  'Only these fields, separated by commas; `add(a,b)` adds to the ordinary ones. At most 2,000 characters.',
  text,
);
const LIMIT = query(
  'limit',
  `At most so many; ${MAX_LIMIT} by default and at the most. Fewer where they have more than 8 MB together; the \`Link\` header leads on.`,
  count,
);
const OFFSET = query('offset', 'Leaves out so many of the first.', count);
const AFTER = ownQuery(
  'after',
  'Begins behind the last object of a page, as the `Link` header of that page says; it stays quick however far it goes.',
  text,
);
const SORT = ownQuery(
  'sort',
  'By this field, and with `-` before it the other way round; titles without regard to upper and lower case.',
  { type: 'string', enum: [...SORTS], default: SORTS[0] },
);
const VALIDATE_ONLY = ownQuery(
  'validate_only',
  'Runs every check and changes nothing. The entity tag of the answer is the one the object would have: it stays when nothing, not even a secret, would change.',
  { type: 'boolean' },
);
const CONFIRM = query('confirm', 'The name of the organization whose collection is to be cleared.', text);
const IF_MATCH = ownHeader('If-Match', 'The entity tag that was read; a stale one is refused.');
const IDEMPOTENCY_KEY = ownHeader(
  'Idempotency-Key',
  'The same key, caller and body get the same answer again for 24 hours.',
);

/** The parameters that routes share, by name. */
export function sharedParameters(routes: readonly Route[]): Record<string, Parameter> {
  const inPaths = routes.flatMap(({ path }) => placeholders(path)).map(inPath);
  const others = [FIELDS, LIMIT, OFFSET, AFTER, SORT, VALIDATE_ONLY, CONFIRM, IF_MATCH, IDEMPOTENCY_KEY];
  return Object.fromEntries([...inPaths, ...others].map((parameter) => [parameter.name, parameter]));
}

/** What the placeholders of a path stand for, whatever the method. */
export const pathParametersOf = ({ path }: Route): oas31.ReferenceObject[] =>
  placeholders(path).map((name) => refer(inPath(name)));

/** What a request of a route takes besides path and body. */
export function parametersOf(route: Route): (Parameter | oas31.ReferenceObject)[] {
  const own = Object.entries(route.doc?.query ?? {}).map(([name, meaning]) => query(name, meaning, text));
  return [...own, ...ofMethod(route).map(refer)];
}

const isList = ({ doc }: Route): boolean => doc?.answer instanceof z.ZodObject && 'results' in doc.answer.shape;

/** A list may be named by whose or of what it is. */
const isItemPath = (path: string): boolean => path.endsWith('}') && !/\{(org|scope|collection)\}$/.test(path);

function ofMethod(route: Route): Parameter[] {
  const isItem = isItemPath(route.path);
  const isRepeatable = 'run' in route || route.check !== undefined;
  switch (route.method) {
    case 'get':
      if (!isList(route)) return route.doc?.isPaged ? [FIELDS, LIMIT, OFFSET] : [FIELDS];
      return [FIELDS, LIMIT, OFFSET, AFTER, ...(route.doc?.isSorted ? [SORT] : [])];
    case 'post':
      return isRepeatable ? [VALIDATE_ONLY, IDEMPOTENCY_KEY] : [];
    case 'delete':
      return isItem ? [VALIDATE_ONLY, IF_MATCH] : [VALIDATE_ONLY, CONFIRM];
    default:
      return [VALIDATE_ONLY, IF_MATCH];
  }
}

function refer({ name }: Parameter): oas31.ReferenceObject {
  return { $ref: `#/components/parameters/${name}` };
}

function inPath(name: string): Parameter {
  return { name, in: 'path', required: true, schema: text };
}

function ownQuery(...[name, description, schema]: Parameters<typeof query>): Parameter {
  return { ...query(name, ownWords(description), schema), ...OWN };
}

function ownHeader(...[name, description]: Parameters<typeof header>): Parameter {
  return { ...header(name, ownWords(description)), ...OWN };
}

function query(name: string, description: string, schema: oas31.SchemaObject): Parameter {
  return { name, in: 'query', description, schema };
}

function header(name: string, description: string): Parameter {
  return { name, in: 'header', description, schema: text };
}
