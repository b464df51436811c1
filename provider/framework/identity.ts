import { type Attribute, type Attributes, objectType } from './attribute.ts';
import { incompleteIdentity } from './diagnostic.ts';
import { decodeValue, encodeValue } from './msgpack.ts';
import type { IdentityMessage, IdentitySchemaMessage } from './protocol/identity.ts';
import type { ObjectType } from './type.ts';
import { entry, isRecord, isWhollyKnown, type Value, type ValueRecord } from './value.ts';

/** What knows the objects of a resource apart: attributes of its state that no change of the object ever touches. */
interface Identified {
  readonly typeName: string;
  readonly attributes: Attributes;
  readonly identity?: readonly string[] | undefined;
  importIdOf?(identity: ValueRecord): string;
}

/** Identities have had one form from the start. */
export const IDENTITY_VERSION = 0;

/** The schema of the identity; undefined where the resource has none. */
export function identitySchema(resource: Identified): IdentitySchemaMessage | undefined {
  if (!resource.identity) return undefined;
  const utf8 = new TextEncoder();
  return {
    version: IDENTITY_VERSION,
    identity_attributes: Object.entries(identityAttributes(resource)).map(([name, attribute]) => ({
      name,
      type: utf8.encode(JSON.stringify(attribute.type)),
      required_for_import: !mayLack(attribute),
      optional_for_import: mayLack(attribute),
      description: attribute.description,
    })),
  };
}

/** The identity of an object in that state; undefined where it is not wholly there, or the resource has none. */
export function identityOf(resource: Identified, state: Value): IdentityMessage | undefined {
  if (!resource.identity || !isRecord(state)) return undefined;
  const parts = Object.entries(identityAttributes(resource));
  const entries = parts.map(([name]): [string, Value] => [name, entry(state, name)]);
  const isThere = parts.every(([name, attribute]) => entry(state, name) !== null || mayLack(attribute));
  if (!isThere || !entries.every(([, value]) => isWhollyKnown(value))) return undefined;
  return { identity_data: encodeValue(Object.fromEntries(entries), identityType(resource)) };
}

export function identityType(resource: Identified): ObjectType {
  return objectType(identityAttributes(resource));
}

/**
 * The import id that means the same as an identity: its values, with slashes between them, unless the resource says
 * another one.
 * @throws DiagnosticError where one is missing
 */
export function importIdOf(resource: Identified, message: IdentityMessage): string {
  const given = decodeValue(message.identity_data, identityType(resource));
  const attributes = identityAttributes(resource);
  const parts = (resource.identity ?? []).map((name): [string, Value] => [name, partOf(given, name)]);
  const missing = parts.find(([name, value]) => value === null && !mayLack(attributes[name]));
  if (missing) throw incompleteIdentity(missing[0]);
  if (resource.importIdOf) return resource.importIdOf(Object.fromEntries(parts));
  return parts.flatMap(([, value]) => (value === null ? [] : [String(value)])).join('/');
}

/** An empty text says nothing. */
function partOf(given: Value, name: string): Value {
  const value = entry(given, name);
  return value === '' ? null : value;
}

/** What may be left out of a configuration may be left out of an identity. */
export const mayLack = (attribute: Attribute | undefined): boolean => attribute?.optional === true;

function identityAttributes({ identity = [], attributes }: Identified): Attributes {
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => identity.includes(name)));
}
