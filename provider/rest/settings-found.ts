import type { Client } from '../client/client.ts';
import type { Attributes } from '../framework/attribute.ts';
import type { DataSource } from '../framework/data-source.ts';
import type { Result } from '../framework/infer.ts';
import { nothing } from './found.ts';
import { expandPath } from './path.ts';
import { placeAttributes, readAttributes } from './read-attributes.ts';
import { explained } from './refusal.ts';

interface Settings {
  readonly typeName: string;
  readonly attributes: Attributes;
  readonly path: string;
  fromWire(view: object): Result<Attributes>;
}

/** A data source of settings that there is one set of in a place. */
export function settingsFound(
  { typeName, attributes, path, fromWire }: Settings,
  description: string,
): DataSource<Attributes, Client> {
  const read = { ...readAttributes(attributes), ...placeAttributes(attributes, path) };
  return {
    typeName,
    description,
    attributes: read,
    read: ({ client, config, signal }) =>
      explained({ client, typeName, attributes: read, config, within: { signal, path, values: config } }, async () => {
        const view = await client.get<object>(expandPath(path, config), signal);
        return { ...nothing(read, config), ...fromWire(view) };
      }),
  };
}
