import { isDeepStrictEqual } from 'node:util';
import type { oas31, ZodOpenApiOverride } from 'zod-openapi';

type Schema = oas31.SchemaObject | oas31.ReferenceObject;

/** That a whole number is one that JavaScript can count with is no limit of ours. */
export const withoutSafeIntegers: ZodOpenApiOverride = ({ jsonSchema }) => {
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
};

/** What creates an object is mostly what changes it, of which some is required; then it is said like that. */
export function creationsByUpdate(schemas: Readonly<Record<string, Schema>>): Record<string, Schema> {
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => {
      const update = name.replace(/Create$/, 'Update');
      const { required, ...others } = schema as oas31.SchemaObject;
      if (name === update || !isDeepStrictEqual(others, schemas[update])) return [name, schema];
      return [name, { allOf: [{ $ref: `#/components/schemas/${update}` }], ...(required && { required }) }];
    }),
  );
}
