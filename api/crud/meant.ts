import { z } from 'zod';

const WHOLE_NUMBER = /^-?\d{1,15}$/;

/**
 * What other people's clients mean by what they send, before it is checked: scripts write an empty text where there is
 * nothing, and numbers and flags in quotes. Only where a schema wants no text is a text read as something else.
 */
export function meant(schema: z.ZodType, sent: unknown): unknown {
  if (schema instanceof z.ZodOptional) return meant(schema.unwrap() as z.ZodType, sent);
  if (schema instanceof z.ZodNullable) return orNone(schema.unwrap() as z.ZodType, sent);
  if (typeof sent === 'string') return scalar(schema, sent);
  if (typeof sent !== 'object' || sent === null) return sent;
  if (Array.isArray(sent)) return schema instanceof z.ZodArray ? listOf(schema.element as z.ZodType, sent) : sent;
  return schema instanceof z.ZodObject ? objectOf(schema.shape, sent) : sent;
}

/** A summary may be empty, and then is what it is. */
function orNone(schema: z.ZodType, sent: unknown): unknown {
  return sent === '' && !schema.safeParse(sent).success ? null : meant(schema, sent);
}

function scalar(schema: z.ZodType, sent: string): unknown {
  if (schema instanceof z.ZodNumber && WHOLE_NUMBER.test(sent)) return Number(sent);
  if (isFlag(schema) && (sent === 'true' || sent === 'false')) return sent === 'true';
  return sent;
}

/** Also one that may only be true, such as a confirmation. */
const isFlag = (schema: z.ZodType) =>
  schema instanceof z.ZodBoolean || (schema instanceof z.ZodLiteral && typeof schema.value === 'boolean');

const listOf = (element: z.ZodType, sent: readonly unknown[]) => sent.map((each) => meant(element, each));

function objectOf(shape: z.ZodRawShape, sent: object): object {
  const entries = Object.entries(sent).map(([key, value]) => {
    const schema = Object.hasOwn(shape, key) ? (shape[key] as z.ZodType) : undefined;
    return [key, schema ? meant(schema, value) : value];
  });
  return Object.fromEntries(entries);
}
