import type { Value } from './value.ts';

/** What a value has to fulfil, as plain data, so that it can be generated. Bounds are inclusive. */
export interface Constraint {
  /** Lengths count UTF-16 units of a string, or the elements of a list, set or map. */
  readonly minLength?: number;
  readonly maxLength?: number;
  /** The source of a regular expression, compiled with the `u` flag. */
  readonly pattern?: string;
  /** What the pattern means, as the end of a sentence ("must be …"). */
  readonly patternMeaning?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly enum?: readonly (string | number)[];
}

/** What is wrong with a known value, as the end of a sentence ("must be …"), or undefined. The value is not quoted. */
export function violation(value: Value, constraint: Constraint): string | undefined {
  if (constraint.enum && !constraint.enum.some((allowed) => allowed === value)) {
    return `must be one of ${constraint.enum.map((allowed) => JSON.stringify(allowed)).join(', ')}`;
  }
  if (typeof value === 'string' && constraint.pattern && !new RegExp(constraint.pattern, 'u').test(value)) {
    return constraint.patternMeaning ?? `must match the pattern ${constraint.pattern}`;
  }
  if (typeof value === 'number' || typeof value === 'bigint') return outOfRange(value, constraint);
  return wrongLength(value, constraint);
}

function outOfRange(value: number | bigint, { minimum, maximum }: Constraint): string | undefined {
  if (minimum !== undefined && value < minimum) return `must be ${minimum} or more`;
  if (maximum !== undefined && value > maximum) return `must be ${maximum} or less`;
  return undefined;
}

function wrongLength(value: Value, { minLength, maxLength }: Constraint): string | undefined {
  if (typeof value === 'boolean' || value === null) return undefined;
  const length = typeof value === 'string' ? value.length : Object.keys(value).length;
  const unit = typeof value === 'string' ? 'characters' : 'elements';
  if (minLength !== undefined && length < minLength) return `must have ${minLength} ${unit} or more`;
  if (maxLength !== undefined && length > maxLength) return `must have ${maxLength} ${unit} or fewer`;
  return undefined;
}
