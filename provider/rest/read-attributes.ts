import { type Attribute, type Attributes, objectType } from '../framework/attribute.ts';
import { string } from '../framework/attribute-builder.ts';
import { lookUpId } from './look-up.ts';
import { attributesOfPath } from './path.ts';

/** The attributes of a resource, for data sources that read what it manages. */

/** What a data source does not have: what stays with Terraform, and what only says in which order things are made. */
const LOCAL = ['timeouts', 'notification_settings_id', 'drifted_secrets', 'deletion_protection', 'verify'];

/** Sentences about changing a value, which reading does not do. */
const ON_CHANGE = /^(?:A change|Default|Derived|Without it)\b/;

/** Everything that is read, computed; no secrets. @param omit what the API does not answer */
export function readAttributes(attributes: Attributes, omit: readonly string[] = []): Attributes {
  const entries = Object.entries(attributes).filter(([name, { sensitive, writeOnly }]) => {
    if (sensitive || writeOnly || name.endsWith('_wo_version')) return false;
    return !LOCAL.includes(name) && !omit.includes(name);
  });
  return Object.fromEntries(entries.map(([name, attribute]) => [name, asRead(attribute)]));
}

function asRead({ description, type, nested }: Attribute): Attribute {
  const read: Attribute = { description: factsOf(description), type, computed: true, nullable: true };
  if (!nested) return read;
  const inner = readAttributes(nested.attributes);
  const object = objectType(inner);
  return {
    ...read,
    type: nested.nesting === 'list' ? ['list', object] : object,
    nested: { ...nested, attributes: inner },
  };
}

function factsOf(description: string): string {
  const sentences = description.split(/(?<=\.)\s+/).filter((sentence) => !ON_CHANGE.test(sentence));
  return sentences.length > 0 ? sentences.join(' ') : description;
}

/** What says where to look: it is given as in the resource, but for a change that replaces. */
export function placeAttributes(attributes: Attributes, path: string): Attributes {
  const entries = attributesOfPath(path).map((name): [string, Attribute] => {
    const { requiresReplace: _replaces, unknownWhen: _when, ...attribute } = attributes[name] as Attribute;
    return [name, { ...attribute, description: factsOf(attribute.description) }];
  });
  return Object.fromEntries(entries);
}

/** `id` and what else an object is found by; exactly one of them is given. */
export const keyAttributes = (by: string): Attributes => ({
  id: lookUpId,
  [by]: string({ description: `The ${by} to find it by.`, optional: true, computed: true }),
});
