import type { Attribute, Attributes } from './attribute.ts';
import { type Constraint, violation } from './constraint.ts';
import { type Diagnostic, diagnose, formatPath, type Path } from './diagnostic.ts';
import { notConfigurable } from './plan.ts';
import { entry, hasGap, isRecord, isUnknown, type Value } from './value.ts';

export interface ValidateOptions {
  /** Whether the engine knows write-only attributes; one that does not would put them into the state. */
  readonly writeOnlyAllowed: boolean;
}

/** Everything that is wrong with a configuration. An unknown is never wrong, except where it would leak a secret. */
export function validateConfig(
  attributes: Attributes,
  config: Value,
  options: ValidateOptions,
  path: Path = [],
): Diagnostic[] {
  return Object.entries(attributes).flatMap(([name, attribute]) =>
    validateAttribute(attribute, entry(config, name), options, [...path, name]),
  );
}

function validateAttribute(attribute: Attribute, value: Value, options: ValidateOptions, path: Path): Diagnostic[] {
  if (value === null) return attribute.required ? [missing(path)] : [];
  const leaks = attribute.writeOnly || (isUnknown(value) && holdsWriteOnly(attribute));
  if (leaks && !options.writeOnlyAllowed) return [writeOnlyRefused(path)];
  if (isUnknown(value)) return [];
  if (!attribute.required && !attribute.optional) return [...diagnose(notConfigurable(path), '')];
  const own = ownViolations(attribute, value, path);
  return [...own, ...elementViolations(attribute, value, options, path)];
}

function holdsWriteOnly({ nested }: Attribute): boolean {
  return Object.values(nested?.attributes ?? {}).some((inner) => inner.writeOnly || holdsWriteOnly(inner));
}

function ownViolations(attribute: Attribute, value: Value, path: Path): Diagnostic[] {
  const wrong =
    (attribute.type === 'number' ? notWhole(value) : undefined) ??
    (attribute.constraint && violation(value, attribute.constraint)) ??
    (hasGap(value) ? undefined : attribute.validate?.(value));
  return wrong ? [invalid(path, wrong)] : [];
}

function notWhole(value: Value): string | undefined {
  return Number.isSafeInteger(value) ? undefined : `must be a whole number within ±${Number.MAX_SAFE_INTEGER}`;
}

function elementViolations(attribute: Attribute, value: Value, options: ValidateOptions, path: Path): Diagnostic[] {
  const { nested, elements } = attribute;
  if (nested && isRecord(value)) return validateConfig(nested.attributes, value, options, path);
  const items = Array.isArray(value)
    ? value.map((item: Value, index): [Path, Value] => [[...path, index], item])
    : isRecord(value)
      ? Object.entries(value).map(([key, item]): [Path, Value] => [[...path, { key }], item])
      : [];
  // Elements of a set have no position that a path could name.
  const isSet = attribute.type[0] === 'set';
  return items.flatMap(([at, item]) => {
    if (nested && isRecord(item)) return validateConfig(nested.attributes, item, options, at);
    return elementViolation(item, attribute.type[1] === 'number', elements, isSet ? path : at);
  });
}

function elementViolation(item: Value, whole: boolean, elements: Constraint | undefined, path: Path): Diagnostic[] {
  if (isUnknown(item)) return [];
  if (item === null) return [invalid(path, 'must not be null')];
  const wrong = (whole ? notWhole(item) : undefined) ?? (elements && violation(item, elements));
  return wrong ? [invalid(path, wrong)] : [];
}

function invalid(path: Path, wrong: string): Diagnostic {
  return { severity: 'error', path, summary: 'A value is not allowed here', detail: `${formatPath(path)} ${wrong}.` };
}

function missing(path: Path): Diagnostic {
  return { severity: 'error', path, summary: 'A required value is null', detail: `${formatPath(path)} needs a value.` };
}

function writeOnlyRefused(path: Path): Diagnostic {
  const name = formatPath(path);
  const plain = name.endsWith('_wo')
    ? ` Use ${name.slice(0, -3)} instead (its value is kept in the state), or`
    : ' Use';
  return {
    severity: 'error',
    path,
    summary: 'Write-only attributes need a newer engine',
    detail: `This version of the engine would put ${name} into the state in clear text.${plain} Terraform or OpenTofu 1.11 or later.`,
  };
}
