import { heredoc, isHeredoc, quote } from './text.ts';

/** What stands for a value that something else has: `var.password`, `gatepost_truststore.internal.id`. */
export class Reference {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }
}

/** What may stand after `=`. */
export type Expression =
  | null
  | boolean
  | number
  | bigint
  | string
  | Reference
  | readonly Expression[]
  | { readonly [name: string]: Expression };

/** How long a list may be on one line. */
const LONGEST_LINE = 100;
const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_-]*$/;
/** Words that mean something else at the start of an object. */
const RESERVED = new Set(['for', 'null', 'true', 'false']);

/** @param indent of the line that it begins on */
function printExpression(value: Expression, indent = ''): string {
  if (value instanceof Reference) return value.path;
  if (typeof value === 'string') return isHeredoc(value) ? heredoc(value) : quote(value);
  if (isList(value)) return printList(value, indent);
  if (typeof value === 'object' && value !== null) return printObject(value, indent);
  return String(value);
}

const isList = (value: Expression): value is readonly Expression[] => Array.isArray(value);

function printList(items: readonly Expression[], indent: string): string {
  const inner = `${indent}  `;
  const texts = items.map((item) => (typeof item === 'string' ? quote(item) : printExpression(item, inner)));
  const line = `[${texts.join(', ')}]`;
  if (line.length <= LONGEST_LINE && !line.includes('\n')) return line;
  return `[\n${texts.map((text) => `${inner}${text},\n`).join('')}${indent}]`;
}

function printObject(fields: { readonly [name: string]: Expression }, indent: string): string {
  const named = Object.entries(fields).map(([name, value]) => [printKey(name), value] as const);
  if (named.length === 0) return '{}';
  return `{\n${printAssignments(named, `${indent}  `)}${indent}}`;
}

const printKey = (name: string): string => (IDENTIFIER.test(name) && !RESERVED.has(name) ? name : quote(name));

/**
 * Lines of `name = value`, laid out as `terraform fmt` does: the signs stand in one column, but for values in brackets
 * over several lines, which part what is above from what is below.
 */
export function printAssignments(assignments: readonly (readonly [string, Expression])[], indent: string): string {
  const lines = assignments.map(([name, value]) => ({ name, text: printExpression(value, indent) }));
  const widths = widthsOf(lines);
  return lines.map((line, at) => `${indent}${line.name.padEnd(widths[at] ?? 0)} = ${line.text}\n`).join('');
}

interface Line {
  readonly name: string;
  readonly text: string;
}

const isParting = ({ text }: Line): boolean => /^[[{]\n/.test(text);

/** Of each line the longest name among the neighbours that share its column. */
function widthsOf(lines: readonly Line[]): number[] {
  const widths = lines.map(() => 0);
  let first = 0;
  for (let end = 0; end <= lines.length; end += 1) {
    const line = lines[end];
    if (line && !isParting(line)) continue;
    const longest = lines.slice(first, end).reduce((most, { name }) => Math.max(most, name.length), 0);
    widths.fill(longest, first, end);
    first = end + 1;
  }
  return widths;
}
