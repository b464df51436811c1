import { type Attribute, type Attributes, objectType } from './attribute.ts';
import { conform } from './conform.ts';
import { element, entry, equalValue, isRecord, type Value, type ValueRecord } from './value.ts';

/**
 * The configuration that somebody would write for an object that is there: without what the remote alone decides, what
 * is deprecated, and what is as it would be anyway.
 */
export function generatedConfig(attributes: Attributes, state: Value): ValueRecord {
  const entries = Object.entries(attributes).map(([name, attribute]) => [name, written(attribute, entry(state, name))]);
  return Object.fromEntries(entries);
}

function written(attribute: Attribute, value: Value): Value {
  if (!attribute.required && (!attribute.optional || attribute.deprecated !== undefined)) return null;
  if (isDefault(attribute, value)) return null;
  const { nested } = attribute;
  if (nested && Array.isArray(value)) {
    return value.map((_, index) => generatedConfig(nested.attributes, element(value, index)));
  }
  return nested && isRecord(value) ? generatedConfig(nested.attributes, value) : value;
}

function isDefault({ default: fallback, type }: Attribute, value: Value): boolean {
  if (fallback === undefined) return false;
  return equalValue(entry(conform({ it: fallback }, objectType({ it: { type, description: '' } })), 'it'), value, type);
}
