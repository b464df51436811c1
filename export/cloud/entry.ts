import type { Client } from '../../provider/client/client.ts';
import type { Attribute } from '../../provider/framework/attribute.ts';
import { conform } from '../../provider/framework/conform.ts';
import type { AnyResource } from '../../provider/framework/resource.ts';
import { entry, equalValue, type Value, type ValueRecord } from '../../provider/framework/value.ts';
import type { Kind } from './kind.ts';
import type { Found } from './view.ts';

/** An object that others may refer to. */
export interface Entry extends Found {
  readonly kind: Kind;
  readonly label: string;
  /** What it is declared as; null where it is no resource: every cloud comes with it, or no resource covers it. */
  readonly managed: Managed | null;
}

export interface Managed {
  readonly resource: AnyResource<Client>;
  readonly importId: string;
  /** As the provider reads it after an import. */
  readonly state: ValueRecord;
}

export const typeNameOf = ({ noun }: Kind): string => `gatepost_${noun}`;

/** Its address: `gatepost_truststore.internal`. */
export function addressOf({ kind, label, managed }: Entry): string {
  return `${managed === null ? 'data.' : ''}${typeNameOf(kind)}.${label}`;
}

export function isDefault({ default: given, type }: Attribute, value: Value): boolean {
  return given !== undefined && equalValue(conform(given, type), value, type);
}

/** Whether it says nothing beyond what it is of. */
export function saysNothing({ resource: { attributes }, state }: Managed): boolean {
  return Object.entries(attributes).every(([name, attribute]) => {
    const value = entry(state, name);
    return attribute.required || !attribute.optional || value === null || isDefault(attribute, value);
  });
}
