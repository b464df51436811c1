import type { Attributes } from '../framework/attribute.ts';
import { DiagnosticError } from '../framework/diagnostic.ts';
import { settleResult } from '../framework/result.ts';
import { entry, equalValue, isUnknown, type Value, type ValueRecord } from '../framework/value.ts';

interface Kind {
  readonly typeName: string;
  readonly attributes: Attributes;
}

interface Sides {
  /** What the plan was made from: the run's own refresh. */
  readonly prior: unknown;
  readonly plan: unknown;
  /** What the API has at this moment. */
  readonly now: unknown;
  /** Names of secrets that somebody else has set since, and this change would overwrite. */
  readonly secrets?: readonly string[];
  /** What the API says of it, where it has refused the change. */
  readonly told?: string | undefined;
}

/**
 * A change is made to what its plan was made from, and to nothing else: what somebody else changed in between would be
 * overwritten without anybody having seen it.
 * @throws DiagnosticError that shows both sides
 */
export function demandUnchanged({ typeName, attributes }: Kind, { prior, plan, now, secrets = [], told }: Sides): void {
  const [was, wanted] = [prior as ValueRecord, plan as ValueRecord];
  const is = settleResult(attributes, was, now);
  const names = Object.keys(attributes).filter((name) => differs(attributes, name, is, was, wanted));
  if (names.length + secrets.length === 0) return;
  const lines = [
    ...names.map((name) => `  ${name}: ${sides(attributes, name, [was, is, wanted])}`),
    ...secrets.map((name) => `  ${name}: a secret, which is another one now`),
  ];
  const detail = [
    'Since this plan was made, somebody else made changes that it would overwrite:',
    ...lines,
    'They are left as they are. Plan again to see what is there now, and decide.',
    ...(told === undefined ? [] : ['', told]),
  ].join('\n');
  const summary = `${typeName} was changed by somebody else`;
  throw new DiagnosticError([{ severity: 'error', summary, detail, path: names.slice(0, 1) }]);
}

/** What nobody can set is the API's own to change; and both may have wanted the same. */
function differs(attributes: Attributes, name: string, is: Value, was: Value, wanted: Value): boolean {
  const attribute = attributes[name];
  if (!attribute?.required && !attribute?.optional) return false;
  const [now, before, planned] = [is, was, wanted].map((values) => entry(values, name));
  const isSame = (other: Value | undefined) => equalValue(now ?? null, other ?? null, attribute.type);
  return !isSame(before) && !isSame(planned);
}

function sides(attributes: Attributes, name: string, [was, is, wanted]: readonly [Value, Value, Value]): string {
  if (attributes[name]?.sensitive) return 'a secret, which is another one now';
  const [before, now, planned] = [was, is, wanted].map((values) => shown(entry(values, name)));
  return `the plan was made for ${before}, now it is ${now}; this change would make it ${planned}`;
}

const LONGEST = 200;

function shown(value: Value): string {
  if (isUnknown(value)) return 'what the API decides';
  const text = JSON.stringify(value, (_key, inner) => (typeof inner === 'bigint' ? String(inner) : inner));
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
