import type { Attribute, Attributes } from './attribute.ts';
import { objectType } from './attribute.ts';
import { conform } from './conform.ts';
import { type Diagnostic, formatPath, type Path } from './diagnostic.ts';
import { sameMeaning } from './plan.ts';
import {
  element,
  entry,
  equalValue,
  isRecord,
  isUnknown,
  isWhollyKnown,
  type Value,
  type ValueRecord,
} from './value.ts';

/**
 * The state that follows from what a function answered: attributes left out, of a nested object too, keep their value
 * from before (planned or prior), a spelling that means the same is kept, write-only values are null.
 * @throws DiagnosticError where the answer does not fit the schema.
 */
export function settleResult(attributes: Attributes, before: Value, answer: unknown): ValueRecord {
  const result = conform(answer, objectType(attributes));
  return keepSpelling(attributes, before, result, answer);
}

function keepSpelling(attributes: Attributes, before: Value, result: Value, answer: unknown): ValueRecord {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, attribute]) => {
      if (attribute.writeOnly) return [name, null];
      const was = entry(before, name);
      return [
        name,
        isLeftOut(answer, name) ? was : keepValue(attribute, was, entry(result, name), given(answer, name)),
      ];
    }),
  );
}

function keepValue(attribute: Attribute, before: Value, result: Value, answer: unknown): Value {
  const { nested } = attribute;
  if (nested && Array.isArray(result)) {
    return result.map((item: Value, index) =>
      // What stood at the same position may have been another object: nothing is kept of it but a spelling.
      isRecord(item) ? keepSpelling(nested.attributes, element(before, index), item, item) : item,
    );
  }
  if (nested && isRecord(result)) return keepSpelling(nested.attributes, before, result, answer);
  return sameMeaning(attribute, before, result) ? before : result;
}

function isLeftOut(answer: unknown, name: string): boolean {
  return !isRecord(answer) || !Object.hasOwn(answer, name) || answer[name] === undefined;
}

const given = (answer: unknown, name: string): unknown => (isRecord(answer) ? answer[name] : undefined);

/** What Terraform would call an inconsistent result, named by attribute: known planned values come back as they were. */
export function inconsistencies(attributes: Attributes, planned: ValueRecord, result: ValueRecord): Diagnostic[] {
  return Object.entries(attributes).flatMap(([name, attribute]) =>
    compare(attribute, entry(planned, name), entry(result, name), [name]),
  );
}

function compare(attribute: Attribute, planned: Value, result: Value, path: Path): Diagnostic[] {
  if (isUnknown(planned)) return isWhollyKnown(result) ? [] : [defect(path, 'has no value after apply')];
  const { nested } = attribute;
  if (nested && isRecord(planned) && isRecord(result)) {
    return Object.entries(nested.attributes).flatMap(([name, inner]) =>
      compare(inner, entry(planned, name), entry(result, name), [...path, name]),
    );
  }
  if (nested && Array.isArray(planned) && Array.isArray(result) && planned.length === result.length) {
    const single: Attribute = { ...attribute, nested: { ...nested, nesting: 'single' } };
    return planned.flatMap((item: Value, index) => compare(single, item, element(result, index), [...path, index]));
  }
  return equalValue(planned, result, attribute.type) ? [] : [defect(path, 'came back with another value than planned')];
}

/** The values are left out: one of them may be a secret, and the reader of the plan has seen what was planned. */
function defect(path: Path, what: string): Diagnostic {
  return {
    severity: 'error',
    path,
    summary: `${formatPath(path)} ${what}`,
    detail:
      'The change was made, but the server answered something else than what was asked for. Plan again to see what is there now; if it comes back, it is a defect of the provider.',
  };
}
