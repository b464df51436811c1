import { type Attributes, objectType } from './attribute.ts';
import { attributeError } from './diagnostic.ts';
import { decodeValue, encodeValue } from './msgpack.ts';
import type { IdentityMessage, IdentitySchemaMessage } from './protocol/identity.ts';
import type { ObjectType } from './type.ts';
import { entry, isRecord, isWhollyKnown, type Value } from './value.ts';

/** What knows the objects of a resource apart: attributes of its state that no change of the object ever touches. */
interface Identified {
  readonly typeName: string;
  readonly attributes: Attributes;
  readonly identity?: readonly string[] | undefined;
}

/** Identities have had one form from the start. */
export const IDENTITY_VERSION = 0;

/** The schema of the identity; undefined where the resource has none. */
export function identitySchema(resource: Identified): IdentitySchemaMessage | undefined {
  if (!resource.identity) return undefined;
  const utf8 = new TextEncoder();
  return {
    version: IDENTITY_VERSION,
    identity_attributes: Object.entries(identityAttributes(resource)).map(([name, { type, description }]) => ({
      name,
      type: utf8.encode(JSON.stringify(type)),
      required_for_import: true,
      description,
    })),
  };
}

/** The identity of an object in that state; undefined where it is not wholly there, or the resource has none. */
export function identityOf(resource: Identified, state: Value): IdentityMessage | undefined {
  if (!resource.identity || !isRecord(state)) return undefined;
  const entries = resource.identity.map((name): [string, Value] => [name, entry(state, name)]);
  if (entries.some(([, value]) => value === null || !isWhollyKnown(value))) return undefined;
  return { identity_data: encodeValue(Object.fromEntries(entries), identityType(resource)) };
}

export function identityType(resource: Identified): ObjectType {
  return objectType(identityAttributes(resource));
}

/**
 * The import id that means the same as an identity: its values, with slashes between them.
 * @throws DiagnosticError where one is missing
 */
export function importIdOf(resource: Identified, message: IdentityMessage): string {
  const given = decodeValue(message.identity_data, identityType(resource));
  const values = (resource.identity ?? []).map((name) => {
    const value = entry(given, name);
    if (value !== null && value !== '') return String(value);
    throw attributeError([name], 'The identity is not complete', `Give \`${name}\` in \`identity\`.`);
  });
  return values.join('/');
}

function identityAttributes({ identity = [], attributes }: Identified): Attributes {
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => identity.includes(name)));
}
