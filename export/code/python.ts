import type { Block } from '../hcl/block.ts';
import { type Expression, Reference } from '../hcl/expression.ts';
import { classOf, ignoredBy, literal, moduleOf, nameOf, type Program, variableOf } from './program.ts';

const PACKAGE = 'cdktf_provider_gatepost';

/** A program for `cdktf` in Python: imports, and what stands within `__init__` of a stack. */
export function printPython({ variables, blocks, importId }: Program): string {
  const imports = [...new Map(blocks.map((block) => [classOf(block), moduleOf(block)]))].map(
    ([name, module]) => `from ${PACKAGE}.${module} import ${name}`,
  );
  const isIgnoring = blocks.some((block) => ignoredBy(block).length > 0);
  const kit = [isIgnoring && 'TerraformResourceLifecycle', variables.length > 0 && 'TerraformVariable'].filter(Boolean);
  if (kit.length > 0) imports.unshift(`from cdktf import ${kit.join(', ')}`);
  const body = blocks.map((block, index) => {
    const made = `${classOf(block)}(\n${argumentsOf(block)})`;
    const isImported = index === blocks.length - 1 && importId !== null;
    return isImported ? `${made}.import_from(${quote(importId)})` : made;
  });
  return `${[imports.join('\n'), ...variables.map(printVariable), ...body].join('\n\n')}\n`;
}

function printVariable(variable: Block): string {
  const name = nameOf(variable);
  const made = `${name} = TerraformVariable(self, ${quote(name)}, type="string", sensitive=True)`;
  return `${made}\n${name}.add_override("ephemeral", True)\n${name}.add_override("default", None)`;
}

function argumentsOf(block: Block): string {
  const ignored = ignoredBy(block);
  const given = (block.assignments ?? []).map(([name, value]) => `${name}=${print(value, '    ')}`);
  if (ignored.length > 0) given.push(`lifecycle=TerraformResourceLifecycle(ignore_changes=${print(ignored, '    ')})`);
  return ['self', quote(nameOf(block)), ...given].map((line) => `    ${line},\n`).join('');
}

/** What is nested stands as a dict, which the classes take as well as one of theirs. */
function print(value: Expression, indent: string): string {
  const inner = `${indent}    `;
  if (value instanceof Reference) return printReference(value);
  if (typeof value === 'string') return quote(literal(value));
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (value === null) return 'None';
  if (Array.isArray(value)) {
    return `[${(value as readonly Expression[]).map((item) => print(item, inner)).join(', ')}]`;
  }
  if (typeof value !== 'object') return String(value);
  const lines = Object.entries(value).map(([name, field]) => `${inner}${quote(name)}: ${print(field, inner)},\n`);
  return lines.length === 0 ? '{}' : `{\n${lines.join('')}${indent}}`;
}

function printReference(reference: Reference): string {
  const variable = variableOf(reference);
  return variable === undefined ? quote(`\${${reference.path}}`) : `${variable}.string_value`;
}

/** In ASCII alone, so that nothing hides; Python writes signs beyond the first plane with eight digits. */
function quote(text: string): string {
  const escaped = text.replace(/[\\"]/g, (sign) => `\\${sign}`).replace(/\n/g, '\\n');
  return `"${escaped.replace(/[^\x20-\x7e]/gu, escapeSign)}"`;
}

function escapeSign(sign: string): string {
  const code = sign.codePointAt(0) ?? 0;
  const [letter, digits] = code > 0xffff ? ['U', 8] : ['u', 4];
  return `\\${letter}${code.toString(16).padStart(digits, '0')}`;
}
