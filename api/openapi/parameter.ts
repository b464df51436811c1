import { MAX_LIMIT } from '../crud/page.ts';
import type { Route } from '../http/route.ts';
import { placeholders } from '../http/route.ts';

type Parameter = Readonly<Record<string, unknown>>;

const text = { type: 'string' };

const FIELDS = query('fields', 'Only these fields, separated by commas; `add(a,b)` adds to the ordinary ones.', text);
const LIMIT = query('limit', `At most so many; ${MAX_LIMIT} by default and at the most.`, {
  type: 'integer',
  minimum: 0,
});
const OFFSET = query('offset', 'Leaves out so many of the first.', { type: 'integer', minimum: 0 });
const AFTER = query(
  'after',
  'Begins behind the last object of a page, as the `Link` header of that page says; it stays quick however far it goes.',
  text,
);
const VALIDATE_ONLY = query(
  'validate_only',
  'Runs every check and changes nothing. The entity tag of the answer is the one the object would have: it stays when nothing, not even a secret, would change.',
  { type: 'boolean' },
);
const CONFIRM = query('confirm', 'The name of the organization whose collection is to be cleared.', text);
const IF_MATCH = header('If-Match', 'The entity tag that was read; a stale one is refused.');
const IDEMPOTENCY_KEY = header(
  'Idempotency-Key',
  'The same key, caller and body get the same answer again for 24 hours.',
);

/** What a request of a route takes besides its body. */
export function parametersOf(route: Route): Parameter[] {
  const inPath = placeholders(route.path).map((name) => ({ name, in: 'path', required: true, schema: text }));
  const own = Object.entries(route.doc?.query ?? {}).map(([name, meaning]) => query(name, meaning, text));
  return [...inPath, ...own, ...ofMethod(route)];
}

function ofMethod(route: Route): Parameter[] {
  const isItem = route.path.endsWith('}');
  const isTransactional = 'run' in route;
  switch (route.method) {
    case 'get':
      return isItem ? [FIELDS] : [FIELDS, LIMIT, OFFSET, AFTER];
    case 'post':
      return isTransactional ? [VALIDATE_ONLY, IDEMPOTENCY_KEY] : [];
    case 'delete':
      return isItem ? [VALIDATE_ONLY, IF_MATCH] : [VALIDATE_ONLY, CONFIRM];
    default:
      return [VALIDATE_ONLY, IF_MATCH];
  }
}

function query(name: string, description: string, schema: Parameter): Parameter {
  return { name, in: 'query', description, schema };
}

function header(name: string, description: string): Parameter {
  return { name, in: 'header', description, schema: text };
}
