import type { Attribute, Attributes } from '../framework/attribute.ts';
import { isUnknown, type ValueRecord } from '../framework/value.ts';
import { attributesOfPath } from './path.ts';
import type { WireForm, WireForms, Writing } from './wire-form.ts';

/** From a table of attributes to the bodies of requests, and from views to states. */

/** What a body is made from. */
export interface TableChange extends Writing {
  readonly plan: ValueRecord;
  /** Null in a creation. */
  readonly prior: unknown;
  changed(...names: string[]): boolean;
}

/**
 * How each attribute stands on the wire, as it is unless `wire` tells otherwise. What stays with Terraform has no form:
 * secrets, which have ways of their own, `timeouts`, and what the path says and no view tells.
 */
export function wireTable(attributes: Attributes, collection: string, wire: WireForms): WireForms {
  const placed = attributesOfPath(collection);
  const entries = Object.entries(attributes).flatMap(([name, attribute]): [string, WireForm][] => {
    const form = wire[name];
    if (form) return [[name, form]];
    return placed.includes(name) || isLocal(name, attribute) ? [] : [[name, asItIs(name)]];
  });
  return Object.fromEntries(entries);
}

function isLocal(name: string, { sensitive, writeOnly }: Attribute): boolean {
  return Boolean(sensitive || writeOnly) || name === 'timeouts' || name.endsWith('_wo_version');
}

const asItIs = (field: string): WireForm => ({ field, read: (value) => value, write: (value) => value });

/** What the view lacks keeps its value. */
export function stateOf(table: WireForms, view: object): ValueRecord {
  const told = Object.entries(table).filter(([, { field }]) => Object.hasOwn(view, field));
  return Object.fromEntries(
    told.map(([name, form]) => [name, form.read((view as ValueRecord)[form.field])]),
  ) as ValueRecord;
}

/** A creation sends everything that can be configured, an update what changed of it and can be changed in place. */
export function bodyOf(attributes: Attributes, table: WireForms, change: TableChange): Record<string, unknown> {
  const { plan, prior, changed } = change;
  const sent = Object.entries(table).filter(([name, { write }]) => {
    const { optional, required, requiresReplace } = attributes[name] as Attribute;
    if (!write || !(optional || required)) return false;
    return prior === null || (changed(name) && !requiresReplace);
  });
  const fields = sent.map(([name, form]) => {
    const value = plan[name] ?? null;
    return [form.field, isUnknown(value) ? undefined : form.write?.(value, change)];
  });
  return Object.fromEntries(fields);
}
