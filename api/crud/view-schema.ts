import { z } from 'zod';
import type { AnyDefinition } from './definition.ts';
import { oncePer } from './once-per.ts';

const moment = () => z.iso.datetime({ precision: 3 });

/** The view of a resource as a schema: the header of every object and its own fields. */
export const viewSchema = oncePer((definition: AnyDefinition): z.ZodObject => {
  const shape = {
    type: z.literal(definition.type),
    api_version: z.literal('2.0.0'),
    id: z.uuid(),
    name: z.string(),
    title: z.string(),
    summary: z.string().nullable(),
    metadata: z.record(z.string(), z.string()),
    created_at: moment(),
    updated_at: moment(),
    org_url: z.url(),
    url: z.url(),
    ...definition.view,
  };
  return definition.furtherColumn ? z.looseObject(shape) : z.strictObject(shape);
});

/** A page of a list. */
export const listSchema = oncePer(
  (item: z.ZodType): z.ZodObject => z.strictObject({ total_results: z.int().min(0), results: z.array(item) }),
);
