import type { Client } from '../client/client.ts';
import type { Attributes } from '../framework/attribute.ts';
import type { CallContext } from '../framework/context.ts';
import type { DataSource } from '../framework/data-source.ts';
import { entry, type ValueRecord } from '../framework/value.ts';
import type { AnyPlacedResource } from './definition.ts';
import { every } from './every.ts';
import { checkLookUp, lookUp } from './look-up.ts';
import { expandPath } from './path.ts';
import { keyAttributes, placeAttributes, readAttributes } from './read-attributes.ts';
import { itemOf } from './resource.ts';

export interface Finding {
  readonly description: string;
  /** The attribute that finds it when it is no id; ordinarily its name, which the API takes in the path. */
  readonly by?: string;
  /** Attributes of the resource that the API does not answer. */
  readonly omit?: readonly string[];
}

/** A data source that finds what a resource manages by id, or by its name, in the same place. */
export function found(
  { typeName, attributes, collection, item, fromWire }: AnyPlacedResource,
  { description, by = 'name', omit = [] }: Finding,
): DataSource<Attributes, Client> {
  const place = { collection, ...(item !== undefined && { item }) };
  const read = {
    ...readAttributes(attributes, omit),
    ...placeAttributes(attributes, collection),
    ...keyAttributes(by),
  };
  return {
    typeName,
    description,
    attributes: read,
    validate: ({ config, error }) => checkLookUp(by, config, error),
    read: async (context) => {
      const { client, signal } = context;
      const config = withDefaults(read, context.config as ValueRecord);
      const look = () => {
        const id = entry(config, 'id');
        const key = String(id ?? entry(config, by));
        if (id === null && by !== 'name') return findBy(context, expandPath(collection, config), by, key);
        return client.find<object>(itemOf(place, { ...config, id: key }), signal);
      };
      const view = await lookUp(context, typeName, by, look, { path: collection, values: config });
      return { ...nothing(read, config), ...fromWire(view) };
    },
  };
}

/** The first of which it is true; addresses are compared as the API does. */
async function findBy(
  { client, signal }: CallContext<Client>,
  path: string,
  by: string,
  key: string,
): Promise<object | null> {
  const views = await every<ValueRecord>(client, path, signal);
  return views.find((view) => String(entry(view, by)).toLowerCase() === key.toLowerCase()) ?? null;
}

/** With the defaults of what was left out. */
export function withDefaults(attributes: Attributes, config: ValueRecord): ValueRecord {
  const entries = Object.entries(attributes).map(([name, attribute]) => [
    name,
    entry(config, name) ?? attribute.default ?? null,
  ]);
  return Object.fromEntries(entries) as ValueRecord;
}

/** What is null unless it is answered: everything but what says where to look. */
export function nothing(attributes: Attributes, config: ValueRecord): ValueRecord {
  return Object.fromEntries(Object.keys(attributes).map((name) => [name, entry(config, name)]));
}
