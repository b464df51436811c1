import type { Attribute, Attributes } from './attribute.ts';
import { objectType } from './attribute.ts';
import { conform } from './conform.ts';
import type { Described } from './schema.ts';

/** Names that Terraform reserves at the root of a resource. */
const RESERVED = new Set(['connection', 'count', 'depends_on', 'for_each', 'lifecycle', 'provider', 'provisioner']);

/**
 * Everything that is wrong with a schema, a sentence each. One bad attribute makes an engine refuse the whole provider,
 * so this runs before a schema leaves.
 */
export function schemaFaults(typeName: string, { attributes, description, identity = [] }: Described): string[] {
  const reserved = Object.keys(attributes).filter((name) => RESERVED.has(name));
  return [
    ...(description.trim() === '' ? [`${typeName} needs a description`] : []),
    ...reserved.map((name) => `${typeName}.${name} has a name that Terraform reserves`),
    ...identity.flatMap((name) => identityFaults(`${typeName}.${name}`, attributes[name])),
    ...attributeFaults(typeName, attributes),
  ];
}

/** What an identity is made of goes into the state, and every import names it. */
function identityFaults(where: string, attribute: Attribute | undefined): string[] {
  if (!attribute) return [`${where} is part of the identity and not there`];
  const isPlain = ['string', 'number', 'bool'].includes(String(attribute.type));
  return [
    ...(isPlain ? [] : [`${where} is part of the identity, so it must be a string, a number or a bool`]),
    ...(attribute.sensitive ? [`${where} is part of the identity, so it is not sensitive`] : []),
  ];
}

/** Only what has a state can keep something out of it: a sentence for each write-only attribute of anything else. */
export function writeOnlyFaults(typeName: string, attributes: Attributes): string[] {
  return Object.entries(attributes).flatMap(([name, { writeOnly, nested }]) => [
    ...(writeOnly ? [`${typeName}.${name} is write-only, which only attributes of resources can be`] : []),
    ...(nested ? writeOnlyFaults(`${typeName}.${name}`, nested.attributes) : []),
  ]);
}

function attributeFaults(owner: string, attributes: Attributes): string[] {
  return Object.entries(attributes).flatMap(([name, attribute]) => {
    const where = `${owner}.${name}`;
    const own = faults(name, attribute, attributes).map((fault) => `${where} ${fault}`);
    return [...own, ...(attribute.nested ? attributeFaults(where, attribute.nested.attributes) : [])];
  });
}

function faults(name: string, attribute: Attribute, siblings: Attributes): string[] {
  const { required, optional, computed, sensitive, writeOnly, requiresReplace, unknownWhen } = attribute;
  const hasDefault = attribute.default !== undefined;
  const settable = required || optional;
  const strangers = Array.isArray(unknownWhen) ? unknownWhen.filter((sibling: string) => !(sibling in siblings)) : [];
  const rules: [boolean | undefined, string][] = [
    [!/^[a-z_][a-z0-9_]*$/.test(name), 'may have lower case letters, digits and underscores in its name only'],
    [attribute.description.trim() === '', 'needs a description'],
    [!settable && !computed, 'is neither required, optional nor computed'],
    [required && (optional || computed), 'is required, so it is neither optional nor computed'],
    [hasDefault && !(optional && computed), 'has a default, so it must be optional and computed'],
    [hasDefault && !fits(attribute), 'has a default of another type'],
    [writeOnly && !sensitive, 'is write-only, so it must be sensitive too'],
    [writeOnly && computed, 'is write-only, so it is not computed'],
    [writeOnly && requiresReplace, 'is write-only: say requiresReplace on the attribute that holds its version'],
    [unknownWhen !== undefined && !computed, 'is not computed, so unknownWhen says nothing'],
    [strangers.length > 0, `becomes unknown with attributes that are not beside it: ${strangers.join(', ')}`],
    [writeOnly && JSON.stringify(attribute.type).includes('["set"'), 'is write-only, so there is no set in it'],
  ];
  return rules.flatMap(([broken, fault]) => (broken ? [fault] : []));
}

function fits(attribute: Attribute): boolean {
  try {
    conform({ it: attribute.default }, objectType({ it: attribute }));
    return true;
  } catch {
    return false;
  }
}
