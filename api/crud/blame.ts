import type { z } from 'zod';
import type { Violation } from '../errors.ts';

/** What a schema finds wrong with a body, in words: what is wanted, and what came instead. */
export function violationsOf(issue: z.core.$ZodIssue, body: unknown): Violation[] {
  const pointer = pointerOf(issue.path);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ pointer: `${pointer}${pointerOf([key])}`, message: 'is not a known field' }));
  }
  const within = withinUnion(issue);
  if (within.length > 0) return within.flatMap((each) => violationsOf(each, body));
  return [{ pointer, message: messageOf(issue, valueAt(body, issue.path)) }];
}

/** Of several kinds that a value may be of, what is wrong inside the kind that it is of. */
function withinUnion(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union') return [];
  const inner = issue.errors.find((issues) => issues.length > 0 && issues.every(({ path }) => path.length > 0)) ?? [];
  return inner.map((each) => ({ ...each, path: [...issue.path, ...each.path] }));
}

/** A JSON pointer (RFC 6901). */
export function pointerOf(path: readonly PropertyKey[]): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

function messageOf(issue: z.core.$ZodIssue, sent: unknown): string {
  const wanted = wantedBy(issue);
  if (!isAboutKind(issue)) return wanted;
  if (sent === undefined) return `is required: ${wanted}`;
  return `${wanted}; ${inWords(sent, issue)} was sent`;
}

/** A value of the wrong kind, or none of those that can be: whoever reads the error needs to see what came. */
function isAboutKind(issue: z.core.$ZodIssue): boolean {
  if (issue.code === 'too_small' || issue.code === 'too_big') return NUMBERS.includes(issue.origin);
  return ['invalid_type', 'invalid_value', 'invalid_union'].includes(issue.code);
}

const NUMBERS: readonly string[] = ['number', 'int'];

const KINDS: Readonly<Record<string, string>> = {
  string: 'a string',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

/** The words of the field, or ours where it has none of its own. */
function wantedBy(issue: z.core.$ZodIssue): string {
  if (!issue.message.startsWith('Invalid ')) return issue.message;
  if (issue.code === 'invalid_type') return `must be ${KINDS[issue.expected] ?? issue.expected}`;
  if (issue.code === 'invalid_value') return `must be ${issue.values.map(String).join(' or ')}`;
  return issue.message;
}

function valueAt(body: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, step) => (Object.hasOwn(Object(value), step) ? (value as Record<PropertyKey, unknown>)[step] : undefined),
    body,
  );
}

const SECRET = /password|passphrase|secret|credential|keystore|private_key|api_key$|token$/i;
const SHOWN_LENGTH = 40;

/** What came, as JSON where it is short and no secret: an error must not tell one, were it sent as the wrong kind. */
function inWords(sent: unknown, { code, path }: z.core.$ZodIssue): string {
  if (sent === null) return 'null';
  if (Array.isArray(sent)) return 'a list';
  if (typeof sent === 'object') return 'an object';
  const kind = { string: 'a string', number: 'a number', boolean: 'a boolean' }[String(typeof sent)] ?? typeof sent;
  const text = JSON.stringify(sent);
  const isTold = path.length > 0 && !path.some((step) => SECRET.test(String(step))) && text.length <= SHOWN_LENGTH;
  return isTold && code !== 'invalid_union' ? text : kind;
}
