import type { Block } from '../hcl/block.ts';
import { type Expression, Reference } from '../hcl/expression.ts';
import { camel, classOf, ignoredBy, literal, moduleOf, nameOf, type Program, variableOf } from './program.ts';

const PACKAGE = '@gatepost/cdktf-provider-gatepost';

/** A program for `cdktf`: imports, and what stands within the constructor of a stack. */
export function printTypescript({ variables, blocks, importId }: Program): string {
  const imports = [...new Map(blocks.map((block) => [classOf(block), moduleOf(block)]))].map(
    ([name, module]) => `import { ${name} } from '${PACKAGE}/lib/${module.replaceAll('_', '-')}';`,
  );
  if (variables.length > 0) imports.push("import { TerraformVariable } from 'cdktf';");
  const body = blocks.map((block, index) => {
    const made = `new ${classOf(block)}(this, ${quote(nameOf(block))}, ${print(fieldsOf(block), '')})`;
    const isImported = index === blocks.length - 1 && importId !== null;
    return isImported ? `${made}.importFrom(${quote(importId)});` : `${made};`;
  });
  return `${[imports.join('\n'), ...variables.map(printVariable), ...body].join('\n\n')}\n`;
}

function printVariable(variable: Block): string {
  const name = camel(nameOf(variable));
  const made = `const ${name} = new TerraformVariable(this, ${quote(nameOf(variable))}, {\n  type: 'string',\n  sensitive: true,\n});`;
  // Neither kit has properties for these two.
  return `${made}\n${name}.addOverride('ephemeral', true);\n${name}.addOverride('default', null);`;
}

function fieldsOf(block: Block): { readonly [name: string]: Expression } {
  const ignored = ignoredBy(block);
  return {
    ...Object.fromEntries(block.assignments ?? []),
    ...(ignored.length > 0 && { lifecycle: { ignore_changes: ignored } }),
  };
}

function print(value: Expression, indent: string): string {
  const inner = `${indent}  `;
  if (value instanceof Reference) return printReference(value);
  if (typeof value === 'string') return quote(literal(value));
  if (Array.isArray(value)) {
    return `[${(value as readonly Expression[]).map((item) => print(item, inner)).join(', ')}]`;
  }
  if (typeof value !== 'object' || value === null) return String(value);
  const lines = Object.entries(value).map(([name, field]) => `${inner}${camel(name)}: ${print(field, inner)},\n`);
  return lines.length === 0 ? '{}' : `{\n${lines.join('')}${indent}}`;
}

function printReference(reference: Reference): string {
  const variable = variableOf(reference);
  return variable === undefined ? quote(`\${${reference.path}}`) : `${camel(variable)}.stringValue`;
}

/** What is valid in JSON is valid in TypeScript, and no sign that nobody sees stays unseen. */
const quote = (text: string): string =>
  JSON.stringify(text).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (sign) =>
    [...Array(sign.length).keys()].map((at) => `\\u${sign.charCodeAt(at).toString(16).padStart(4, '0')}`).join(''),
  );
