import { entry, isUnknown, type ValueRecord } from '../framework/value.ts';

/** Where objects are, below `/api`, as data: `/orgs/{organization_id|admin}/user-registries`. */

/** An attribute in braces; after the bar what stands there while it has no value. */
const PLACE = /\{(\w+)(?:\|([^}]+))?\}/g;

/** A path segment of any text. */
export function segment(text: unknown): string {
  return encodeURIComponent(String(text));
}

/** The path for these values. */
export function expandPath(template: string, values: unknown): string {
  return template.replace(PLACE, (_, name: string, otherwise = '') => {
    const value = entry(values as ValueRecord, name);
    return value === null || isUnknown(value) ? otherwise : segment(value);
  });
}

/** The names of the attributes that a path is made of. */
export function attributesOfPath(template: string): string[] {
  return [...template.matchAll(PLACE)].map(([, name = '']) => name);
}
