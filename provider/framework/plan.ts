import type { Attribute, Attributes } from './attribute.ts';
import { objectType } from './attribute.ts';
import { conform } from './conform.ts';
import { attributeError, type Path } from './diagnostic.ts';
import {
  element,
  entry,
  equalValue,
  hasGap,
  isRecord,
  isUnknown,
  UNKNOWN,
  type Value,
  type ValueRecord,
} from './value.ts';

/**
 * The planned state of a resource that is created (prior is null) or changed. Depends on nothing but its arguments:
 * the same plan is made again during apply and has to come out the same.
 * @throws DiagnosticError where the configuration sets a value that only the remote decides.
 */
export function planState(attributes: Attributes, config: ValueRecord, prior: ValueRecord | null): ValueRecord {
  const unchanged = settle(attributes, config, prior, false, []);
  if (prior && equalValue(unchanged, prior, objectType(attributes))) return unchanged;
  return settle(attributes, config, prior, true, []);
}

/**
 * The planned values of one object. While nothing changes, computed values keep what they were; once something in the
 * resource does, they become unknown as `unknownWhen` says.
 */
function settle(
  attributes: Attributes,
  config: ValueRecord,
  prior: Value,
  isChanging: boolean,
  path: Path,
): ValueRecord {
  const changed = isChanging ? changedNames(attributes, settle(attributes, config, prior, false, path), prior) : [];
  return mapValues(attributes, (attribute, name) => {
    const at = [...path, name];
    const configured = entry(config, name);
    if (attribute.writeOnly) return null;
    if (configured === null) return settleAbsent(attribute, prior, entry(prior, name), isChanging, changed);
    return settleConfigured(attribute, configured, entry(prior, name), isChanging, at);
  });
}

function settleAbsent(attribute: Attribute, owner: Value, prior: Value, isChanging: boolean, changed: string[]): Value {
  if (attribute.default !== undefined) return conform(attribute.default, attribute.type);
  if (!attribute.computed) return null;
  if (!isRecord(owner)) return UNKNOWN;
  if (!isChanging) return prior;
  // A value that was never learnt (a state from before the attribute existed) is learnt with the first change.
  if (prior === null && !attribute.nullable) return UNKNOWN;
  const { unknownWhen = 'changed' } = attribute;
  if (typeof unknownWhen === 'string') return unknownWhen === 'changed' ? UNKNOWN : prior;
  return unknownWhen.some((name) => changed.includes(name)) ? UNKNOWN : prior;
}

function settleConfigured(
  attribute: Attribute,
  configured: Value,
  prior: Value,
  isChanging: boolean,
  path: Path,
): Value {
  if (isUnknown(configured)) return UNKNOWN;
  if (!attribute.required && !attribute.optional) throw notConfigurable(path);
  const { nested } = attribute;
  if (nested && Array.isArray(configured)) {
    return configured.map((item: Value, index) => {
      const before = element(prior, index);
      return isRecord(item) ? settle(nested.attributes, item, before, isChanging, [...path, index]) : item;
    });
  }
  if (nested && isRecord(configured)) return settle(nested.attributes, configured, prior, isChanging, path);
  return sameMeaning(attribute, configured, prior) ? prior : configured;
}

/** Whether two values that are there are equal or, where the attribute says so, mean the same. */
export function sameMeaning(attribute: Attribute, a: Value, b: Value): boolean {
  if (a === null || b === null || isUnknown(a) || isUnknown(b)) return false;
  if (equalValue(a, b, attribute.type)) return true;
  // A list may be known while some of its elements are not.
  return !hasGap(a) && !hasGap(b) && attribute.sameMeaning?.(a, b) === true;
}

/** The names of the attributes whose planned value differs from the prior one; all of them where nothing was before. */
export function changedNames(attributes: Attributes, planned: Value, prior: Value): string[] {
  return Object.entries(attributes).flatMap(([name, { type }]) =>
    isRecord(prior) && equalValue(entry(planned, name), entry(prior, name), type) ? [] : [name],
  );
}

/** The paths whose change can't be made in place. Each exists in the prior or the planned value. */
export function replacePaths(
  attributes: Attributes,
  config: Value,
  prior: Value,
  planned: Value,
  path: Path = [],
): Path[] {
  return Object.entries(attributes).flatMap(([name, attribute]) => {
    const configured = entry(config, name);
    const before = entry(prior, name);
    const after = entry(planned, name);
    // Computed and unknown: it may well stay what it was, so it is no reason to destroy anything.
    const undecided = configured === null && isUnknown(after);
    if (undecided || equalValue(before, after, attribute.type)) return [];
    if (attribute.requiresReplace) return [[...path, name]];
    return attribute.nested ? nestedPaths(attribute.nested.attributes, configured, before, after, [...path, name]) : [];
  });
}

function nestedPaths(attributes: Attributes, config: Value, prior: Value, planned: Value, path: Path): Path[] {
  if (Array.isArray(prior) && Array.isArray(planned)) {
    return planned.flatMap((_, index) =>
      nestedPaths(attributes, element(config, index), element(prior, index), element(planned, index), [...path, index]),
    );
  }
  if (!isRecord(prior) && !isRecord(planned)) return [];
  return replacePaths(attributes, config, prior, planned, path);
}

function mapValues(attributes: Attributes, each: (attribute: Attribute, name: string) => Value): ValueRecord {
  return Object.fromEntries(Object.entries(attributes).map(([name, attribute]) => [name, each(attribute, name)]));
}

/** Only the remote decides the value of a computed attribute. */
export function notConfigurable(path: Path): Error {
  return attributeError(path, 'This attribute is read-only', 'Its value is decided by the server: remove it here.');
}
