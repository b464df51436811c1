import { expect } from '@jest/globals';
import type { Attribute, Attributes } from '../../../provider/framework/attribute.ts';
import {
  element,
  entry,
  equalValue,
  isRecord,
  isWhollyKnown,
  UNKNOWN,
  type Value,
  type ValueRecord,
} from '../../../provider/framework/value.ts';

/** What Terraform asserts of every planned value: it is the configuration's, the prior one's, or computed. */
export function assertPlanned(of: Attributes, planned: ValueRecord, given: Value, prior: Value): void {
  for (const [name, attribute] of Object.entries(of)) {
    assertValue(name, attribute, entry(planned, name), entry(given, name), entry(prior, name));
  }
}

function assertValue(name: string, attribute: Attribute, planned: Value, given: Value, prior: Value): void {
  if (attribute.writeOnly && planned !== null) throw new Error(`${name} is write-only, and planned`);
  if (attribute.writeOnly || (given === null && attribute.computed)) return;
  const { nested } = attribute;
  if (nested && isRecord(planned) && isRecord(given)) {
    assertPlanned(nested.attributes, planned, given, prior);
    return;
  }
  if (nested && Array.isArray(planned) && Array.isArray(given)) {
    expect(planned).toHaveLength(given.length);
    planned.forEach((item: Value, index) => {
      if (isRecord(item)) assertPlanned(nested.attributes, item, element(given, index), element(prior, index));
    });
    return;
  }
  const asConfigured = equalValue(planned, given, attribute.type);
  const asBefore = prior !== null && given !== null && equalValue(planned, prior, attribute.type);
  if (!asConfigured && !asBefore) throw new Error(`${name} is planned neither as configured nor as it was`);
}

/** What Terraform asserts after apply: all is known, and what was known before is the same. */
export function assertApplied(planned: Value, applied: Value): void {
  if (!isWhollyKnown(applied)) throw new Error('something is unknown after apply');
  assertKept(planned, applied);
}

/** Whatever was known in the one is the same in the other: an apply of a plan, or the plan that is made again by then. */
export function assertKept(planned: Value, later: Value, path = ''): void {
  if (planned === UNKNOWN) return;
  if (isRecord(planned)) {
    for (const name of Object.keys(planned)) assertKept(entry(planned, name), entry(later, name), `${path}.${name}`);
  } else if (Array.isArray(planned)) {
    expect(later).toHaveLength(planned.length);
    planned.forEach((item: Value, index) => {
      assertKept(item, element(later, index), `${path}[${index}]`);
    });
  } else if (later !== planned) {
    throw new Error(`${path} was planned as ${String(planned)} and came as ${String(later)}`);
  }
}
