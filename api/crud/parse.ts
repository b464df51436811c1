import { z } from 'zod';
import { invalid, type Violation } from '../errors.ts';
import { oncePer } from '../once-per.ts';
import { pointerOf, violationsOf } from './blame.ts';
import type { AnyDefinition } from './definition.ts';
import * as field from './field.ts';
import { meant } from './meant.ts';

const HEADER = {
  name: field.name().meta({ id: 'Name' }),
  title: field.title().meta({ id: 'Title' }),
  summary: field.summary().meta({ id: 'Summary' }),
  metadata: field.metadata().meta({ id: 'SentMetadata' }),
};

/** Fields that every view carries and nobody sets. */
const ALWAYS_IGNORED = ['id', 'type', 'api_version', 'scope', 'created_at', 'updated_at', 'url', 'org_url'];

export type Body = Record<string, unknown>;

/** The schema of a creation: header and fields, of which the required ones must be there; a name is a title too. */
export const createSchema = oncePer((definition: AnyDefinition): z.ZodObject => {
  const shape = { ...HEADER, ...definition.fields };
  const required = new Set<PropertyKey>(definition.required ?? ['title']);
  const optional = Object.keys(shape).filter((key) => key === 'title' || !required.has(key));
  const mask = Object.fromEntries(optional.map((key) => [key, true])) as Record<string, true>;
  const schema = bounded(
    definition,
    objectOf(definition, shape).partial(mask as Parameters<z.ZodObject['partial']>[0]),
  );
  return (required.has('title') ? demandTitle(schema) : schema).meta({ id: `${definition.schema}Create` });
});

/** Looked at whatever else is wrong, so that one answer tells everything. */
function demandTitle(schema: z.ZodObject): z.ZodObject {
  return schema.refine((sent) => sent.title !== undefined || sent.name !== undefined, {
    path: ['title'],
    error: 'is required: send what people see, or a name, which then is the title too',
    when: ({ value }) => isObject(value),
  });
}

/** The schema of a change: everything optional, an absent key stays. */
export const updateSchema = oncePer(
  (definition: AnyDefinition): z.ZodObject =>
    bounded(definition, objectOf(definition, { ...HEADER, ...definition.fields }).partial()).meta({
      id: `${definition.schema}Update`,
    }),
);

function objectOf(definition: AnyDefinition, shape: z.ZodRawShape): z.ZodObject {
  return definition.furtherColumn ? z.object(shape).catchall(field.storable()) : z.strictObject(shape);
}

/** Where other fields than those of the schema may come, how many there are. */
const bounded = ({ furtherColumn }: AnyDefinition, schema: z.ZodObject): z.ZodObject =>
  furtherColumn ? field.map(schema) : schema;

/** What was sent, without what is ignored. @throws 400 with every violation. */
export function parseBody(definition: AnyDefinition, schema: z.ZodObject, body: unknown): Body {
  const ignored = new Set([...ALWAYS_IGNORED, ...(definition.ignored ?? [])]);
  const sent = isObject(body) ? Object.fromEntries(Object.entries(body).filter(([key]) => !ignored.has(key))) : body;
  const refused = refusals(definition, sent);
  if (refused.length > 0) throw invalid(definition.schema, refused);
  return parse(definition.schema, schema, sent);
}

/** Validates any body against a schema. @throws 400 with every violation. */
export function parse<Schema extends z.ZodType>(name: string, schema: Schema, body: unknown): z.infer<Schema> {
  const result = tryParse(schema, body);
  if (result.success) return result.data;
  throw invalid(name, distinct(telling(result.error.issues).flatMap((issue) => violationsOf(issue, body))));
}

/** The same for work that is prepared: what is wrong is told when the body is parsed. */
export function tryParse<Schema extends z.ZodType>(
  schema: Schema,
  body: unknown,
): z.ZodSafeParseResult<z.infer<Schema>> {
  return schema.safeParse(meant(schema, body)) as z.ZodSafeParseResult<z.infer<Schema>>;
}

/** What a value of the wrong kind breaks besides is not worth telling. */
function telling(issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue[] {
  const wrong = new Set(issues.filter(({ code }) => code === 'invalid_type').map(({ path }) => pointerOf(path)));
  return issues.filter(({ code, path }) => code === 'invalid_type' || !wrong.has(pointerOf(path)));
}

/** Several rules of one field may say the same. */
function distinct(violations: Violation[]): Violation[] {
  return [...new Map(violations.map((each) => [`${each.pointer} ${each.message}`, each])).values()];
}

function refusals(definition: AnyDefinition, sent: unknown): Violation[] {
  if (!isObject(sent)) return [];
  return Object.entries(definition.refused ?? {})
    .filter(([key]) => key in sent)
    .map(([key, message]) => ({ pointer: `/${key}`, message }));
}

export function isObject(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
