import type { Attribute, Attributes } from '../../provider/framework/attribute.ts';
import { entry as at, isRecord, isUnknown, type Value } from '../../provider/framework/value.ts';
import { addressOf, type Entry, isDefault, type Managed, typeNameOf } from '../cloud/entry.ts';
import type { Block } from '../hcl/block.ts';
import { type Expression, Reference } from '../hcl/expression.ts';
import type { References } from './reference.ts';

/** A secret that the configuration takes from a variable. */
export interface Secret {
  /** Its attribute, with those around it: `oauth2`, `client_secret`. */
  readonly path: readonly string[];
  readonly variable: string;
}

export interface Written {
  readonly block: Block;
  /** Attributes that name what is not exported, by an id that means nothing in another cloud. */
  readonly unresolved: readonly string[];
}

/** The version with which a secret is sent when the resource is created. */
const FIRST_VERSION = '1';

/** The resource that an object is, from its state and the schema of its resource. */
export function writeResource(
  entry: Entry,
  { resource, state }: Managed,
  references: References,
  secrets: readonly Secret[],
): Written {
  const writer = new Writer(references, secrets);
  const { typeName, attributes } = resource;
  const assignments = writer.assignments(attributes, state, []);
  const block = { type: 'resource', labels: [typeName, entry.label], assignments, blocks: lifecycle(secrets) };
  return { block, unresolved: writer.unresolved.map((name) => `${addressOf(entry)}.${name}`) };
}

/**
 * The API gives no secret back, so an import knows of no version, and the plan would send the secret again, whatever the
 * variable holds. A creation takes the version no matter what is ignored.
 */
function lifecycle(secrets: readonly Secret[]): Block[] {
  if (secrets.length === 0) return [];
  const versions = secrets.map(({ path }) => new Reference(`${path.join('.')}_wo_version`));
  return [{ type: 'lifecycle', assignments: [['ignore_changes', versions]] }];
}

type Assignment = readonly [string, Expression];

class Writer {
  readonly unresolved: string[] = [];
  readonly #references: References;
  readonly #secrets: readonly Secret[];

  constructor(references: References, secrets: readonly Secret[]) {
    this.#references = references;
    this.#secrets = secrets;
  }

  /** In the order of the schema; what is computed, absent or default is left out. */
  assignments(attributes: Attributes, values: Value, path: readonly string[]): Assignment[] {
    return Object.entries(attributes).flatMap(([name, attribute]) => {
      const here = [...path, name];
      const value = at(values, name);
      const written = this.#secret(attributes, here) ?? this.#write(attribute, value, here);
      return written === undefined ? [] : [[name, written] as const];
    });
  }

  /** Undefined where the attribute is no part of a secret that is there. */
  #secret(attributes: Attributes, path: readonly string[]): Expression | undefined {
    const name = path.at(-1) ?? '';
    const [, base, version] = /^(.+)_wo(_version)?$/.exec(name) ?? [];
    if (base === undefined || !attributes[`${base}_wo`]?.writeOnly) return undefined;
    const wanted = [...path.slice(0, -1), base].join('.');
    const secret = this.#secrets.find((each) => each.path.join('.') === wanted);
    if (!secret) return undefined;
    return version ? FIRST_VERSION : new Reference(`var.${secret.variable}`);
  }

  #write(attribute: Attribute, value: Value, path: readonly string[]): Expression | undefined {
    if (!attribute.required && !attribute.optional) return undefined;
    if (value === null || isUnknown(value) || attribute.writeOnly || isDefault(attribute, value)) return undefined;
    const { nested } = attribute;
    if (nested && Array.isArray(value)) {
      return value.map((item: Value) => Object.fromEntries(this.assignments(nested.attributes, item, path)));
    }
    if (nested) return Object.fromEntries(this.assignments(nested.attributes, value, path));
    return this.#plain(attribute, value, path);
  }

  #plain(attribute: Attribute, value: Value, path: readonly string[]): Expression | undefined {
    if (typeof value === 'string') return this.#text(attribute, value, path);
    if (!Array.isArray(value)) return value as Expression;
    const items = value.map((item: Value) => this.#item(item, path));
    return attribute.type[0] === 'set' ? items.sort((a, b) => compare(sortKey(a), sortKey(b))) : items;
  }

  #item(item: Value, path: readonly string[]): Expression {
    const name = path.at(-1) ?? '';
    if (typeof item !== 'string') return item as Expression;
    const reference = this.#references.to(name, item);
    if (!reference && name.endsWith('_ids')) this.unresolved.push(path.join('.'));
    return reference ?? item;
  }

  #text(attribute: Attribute, value: string, path: readonly string[]): Expression | undefined {
    const name = path.at(-1) ?? '';
    if (!name.endsWith('_id')) return this.#references.to(name, value) ?? tidy(attribute, value);
    if (!isReference(attribute)) return value;
    const isDecided = attribute.computed === true;
    const reference = this.#references.to(name, value, isDecided);
    // The API decides what is computed too: a reference there only says what comes first.
    if (reference || isDecided) return reference;
    this.unresolved.push(path.join('.'));
    return value;
  }
}

/** It takes no other id than one of ours, or the one there is, unlike the `client_id` of somebody else. */
const isReference = ({ validate, constraint }: Attribute): boolean =>
  validate?.('no id')?.startsWith('must be an id') === true || constraint?.enum !== undefined;

/** Whole lines, where that means the same to the attribute: PEM then reads as PEM. */
function tidy({ sameMeaning }: Attribute, value: string): string {
  const lines = `${value.replace(/\r\n?/g, '\n').trimEnd()}\n`;
  return sameMeaning?.(value, lines) ? lines : value;
}

const sortKey = (item: Expression): string => (item instanceof Reference ? item.path : String(item));
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The data source that finds what is no resource. */
export function writeDataSource({ kind, label, view, parent }: Entry, references: References): Block {
  const asked = kind.lookUp?.({ view, parent }) ?? { name: view.name };
  const assignments = Object.entries(asked).map(
    ([name, value]) => [name, references.to(name, value) ?? value] as const,
  );
  return { type: 'data', labels: [typeNameOf(kind), label], assignments };
}

/** Whether the resource's schema has the write-only attribute of the secret. */
export function takesSecret(attributes: Attributes, path: readonly string[]): boolean {
  const [name = '', ...rest] = path;
  if (rest.length === 0) return attributes[`${name}_wo`]?.writeOnly === true;
  const inner = attributes[name]?.nested?.attributes;
  return isRecord(inner) && takesSecret(inner, rest);
}
