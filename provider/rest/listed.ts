import type { Client } from '../client/client.ts';
import { type Attribute, type Attributes, objectType } from '../framework/attribute.ts';
import { list, string } from '../framework/attribute-builder.ts';
import type { DataSource } from '../framework/data-source.ts';
import { entry, type ValueRecord } from '../framework/value.ts';
import type { AnyPlacedResource } from './definition.ts';
import { every } from './every.ts';
import { nothing, withDefaults } from './found.ts';
import { expandPath } from './path.ts';
import { placeAttributes, readAttributes } from './read-attributes.ts';
import { explained } from './refusal.ts';

/** What a list can be narrowed by, where its objects have it. */
const FILTERS = ['name', 'title', 'username', 'email'];

export interface Listing {
  /** `gatepost_roles`. */
  readonly typeName: string;
  readonly description: string;
  readonly omit?: readonly string[];
}

/** A data source that lists what a resource manages, in one place, in the order of the API. */
export function listed(
  { attributes, collection, fromWire }: AnyPlacedResource,
  { typeName, description, omit = [] }: Listing,
): DataSource<Attributes, Client> {
  const each = readAttributes(attributes, omit);
  const filters = FILTERS.filter((name) => Object.hasOwn(attributes, name));
  const all = { ...placeAttributes(attributes, collection), ...filterAttributes(filters), ...resultAttributes(each) };
  return {
    typeName,
    description,
    attributes: all,
    read: (context) => {
      const { client, signal } = context;
      const config = withDefaults(all, context.config as ValueRecord);
      const within = { signal, path: collection, values: config };
      return explained({ client, typeName, attributes: all, config, within }, async () => {
        const views = await every<object>(client, expandPath(collection, config), signal);
        const items = views.map((view) => ({ ...nothing(each, {}), ...(fromWire(view) as ValueRecord) }));
        const fitting = items.filter((item) => filters.every((name) => fits(item, name, config)));
        return { ...placeOf(all, config), ids: fitting.map((item) => entry(item, 'id')), items: fitting };
      });
    },
  };
}

function fits(item: ValueRecord, name: string, config: ValueRecord): boolean {
  const wanted = entry(config, `${name}_contains`);
  return (
    wanted === null ||
    String(entry(item, name) ?? '')
      .toLowerCase()
      .includes(String(wanted).toLowerCase())
  );
}

/** Where was looked. */
function placeOf(all: Attributes, config: ValueRecord): ValueRecord {
  return Object.fromEntries(Object.keys(all).map((name) => [name, entry(config, name)]));
}

function filterAttributes(filters: readonly string[]): Attributes {
  const entries = filters.map((name) => {
    const description = `Only those whose ${name} contains this text, in upper or lower case.`;
    return [`${name}_contains`, string({ description, optional: true })];
  });
  return Object.fromEntries(entries);
}

function resultAttributes(each: Attributes): Attributes {
  const items: Attribute = {
    description: 'The objects, in the order of the API.',
    computed: true,
    type: ['list', objectType(each)],
    nested: { nesting: 'list', attributes: each },
  };
  return { ids: list('string', { description: 'Their ids, in the same order.', computed: true }), items };
}
