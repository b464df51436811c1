import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { openApiDocument } from '../../api/openapi/document.ts';
import { routes } from '../../api/routes.ts';
import { resolved } from './resolved.ts';

type Json = Record<string, unknown>;
type Validate = ReturnType<Ajv2020['compile']>;

const document = resolved<{ paths: Record<string, Json> }>(openApiDocument(routes, 'http://localhost'));
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
const compiled = new Map<string, Validate>();
const bySchema = new Map<string, Validate>();

/** As much of a response as is looked at. */
export interface Answered {
  status: number;
  headers: Record<string, string | undefined>;
  text: string;
  body: unknown;
}

interface Operation {
  template: string;
  operation: Json;
}

/** The operation of a request, the way the router finds it: the first path that fits. */
export function operationOf(method: string, path: string): Operation | null {
  const segments = path.split('?')[0]?.split('/') ?? [];
  for (const [template, item] of Object.entries(document.paths)) {
    const operation = item[method];
    if (operation && fits(template.split('/'), segments)) return { template, operation: operation as Json };
  }
  return null;
}

function fits(template: string[], segments: string[]): boolean {
  return (
    template.length === segments.length &&
    template.every((part, index) => part.startsWith('{') || part === segments[index])
  );
}

/** @throws when the answer has a status or a body that the API's own document does not know */
export function demandDocumented(method: string, path: string, response: Answered): void {
  const found = operationOf(method, path);
  if (!found || response.status === 405) return;
  const where = `${method.toUpperCase()} ${found.template} → ${response.status}`;
  const answer = (found.operation.responses as Record<string, Json>)[response.status];
  if (!answer) throw new Error(`${where} is not documented: ${response.text}`);
  if (!/^application\/json/.test(response.headers['content-type'] ?? '')) return;
  const validate = validatorOf(found.template, method, response.status, answer);
  if (!validate || /[?&]fields=/.test(path)) return;
  if (!validate(response.body))
    throw new Error(`${where} differs from its schema: ${ajv.errorsText(validate.errors)}\n${response.text}`);
}

function validatorOf(template: string, method: string, status: number, answer: Json): Validate | null {
  const key = `${method} ${template} ${status}`;
  const known = compiled.get(key);
  if (known) return known;
  const content = answer.content as Record<string, { schema: Json }> | undefined;
  const schema = content?.['application/json']?.schema;
  if (!schema) return null;
  const validate = validatorFor(schema);
  compiled.set(key, validate);
  return validate;
}

/** Many answers have the same schema, and compiling one takes longer than a hundred requests. */
function validatorFor(schema: Json): Validate {
  const text = JSON.stringify(schema);
  const validate = bySchema.get(text) ?? ajv.compile(schema);
  bySchema.set(text, validate);
  return validate;
}
