import { z } from 'zod';
import { oncePer } from '../once-per.ts';
import type { AnyDefinition } from './definition.ts';
import { own, shown } from './field.ts';
import { isLeftOut } from './view.ts';

const etag = own(z.string()).describe('The entity tag, where `fields=add(etag)` asks for it.').meta({ id: 'ETag' });

const metadata = z.record(z.string(), z.string()).meta({ id: 'Metadata' });

/** The view of a resource as a schema: the header of every object and its own fields. */
export const viewSchema = oncePer((definition: AnyDefinition): z.ZodObject => {
  const shape = {
    type: z.literal(definition.shownType ?? definition.type),
    api_version: z.literal('2.0.0'),
    id: shown.id(),
    name: z.string(),
    title: z.string(),
    summary: z.string().nullable(),
    metadata,
    created_at: shown.moment(),
    updated_at: shown.moment(),
    org_url: z.url(),
    url: z.url(),
    etag: etag.optional(),
    ...definition.view,
  };
  const left = Object.fromEntries(Object.entries(shape).map(([name, each]) => [name, shownAs(definition, name, each)]));
  const schema = definition.furtherColumn ? z.looseObject(left) : z.strictObject(left);
  return schema.meta({ id: definition.schema });
});

/** What is left out while it is unset is never null. */
function shownAs({ shownAsNull }: AnyDefinition, name: string, schema: z.core.$ZodType): z.core.$ZodType {
  const isNullable = schema instanceof z.ZodNullable;
  return isNullable && isLeftOut(name) && !shownAsNull?.includes(name) ? z.optional(schema.unwrap()) : schema;
}

/** A page of a list; a named item names its list. */
export const listSchema = oncePer((item: z.ZodType): z.ZodObject => {
  const schema = z.strictObject({ total_results: z.int().min(0), results: z.array(item) });
  const name = z.globalRegistry.get(item)?.id;
  return name === undefined ? schema : schema.meta({ id: `${name}List` });
});
