import { type Expression, printAssignments } from './expression.ts';
import { quote } from './text.ts';

/** `resource "gatepost_truststore" "internal" { … }` */
export interface Block {
  readonly type: string;
  readonly labels?: readonly string[];
  readonly assignments?: readonly (readonly [string, Expression])[];
  readonly blocks?: readonly Block[];
}

/** As `terraform fmt` would leave it, with an end of line. */
export function printBlock({ type, labels = [], assignments = [], blocks = [] }: Block, indent = ''): string {
  const head = [type, ...labels.map(quote)].join(' ');
  if (assignments.length === 0 && blocks.length === 0) return `${indent}${head} {}\n`;
  const inner = `${indent}  `;
  const parts = [printAssignments(assignments, inner), ...blocks.map((block) => printBlock(block, inner))];
  return `${indent}${head} {\n${parts.filter(Boolean).join('\n')}${indent}}\n`;
}

export function printFile(blocks: readonly Block[]): string {
  return blocks.map((block) => printBlock(block)).join('\n');
}
