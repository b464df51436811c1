import type { Attribute, Attributes } from '../../provider/framework/attribute.ts';

/** The attributes by what is demanded of them, nested ones below theirs. */
export function schema(attributes: Attributes): string {
  const entries = Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1));
  const groups = [
    ['Required', entries.filter(([, each]) => each.required)],
    ['Optional', entries.filter(([, each]) => each.optional)],
    ['Read-Only', entries.filter(([, each]) => !each.required && !each.optional)],
  ] as const;
  const sections = groups.filter(([, group]) => group.length > 0).map(([name, group]) => section(name, group));
  return ['## Schema', ...(sections.length > 0 ? sections : ['It has no attributes.'])].join('\n\n');
}

function section(name: string, group: readonly (readonly [string, Attribute])[]): string {
  return `### ${name}\n\n${group.map(([key, attribute]) => bullet(key, attribute)).join('\n')}`;
}

function bullet(name: string, attribute: Attribute, indent = ''): string {
  const traits = [typeOf(attribute), attribute.sensitive && 'Sensitive', attribute.writeOnly && 'Write-only'];
  const line = `${indent}- \`${name}\` (${traits.filter(Boolean).join(', ')}) ${attribute.description}`;
  return [line, ...bullets(attribute.nested?.attributes ?? {}, `${indent}  `)].join('\n');
}

/** One below the other, in their own order. */
export function bullets(attributes: Attributes, indent = ''): string[] {
  return Object.entries(attributes).map(([key, each]) => bullet(key, each, indent));
}

export function typeOf({ type, nested }: Attribute): string {
  if (nested) return nested.nesting === 'list' ? 'Attributes List' : 'Attributes';
  const words: Record<string, string> = { string: 'String', number: 'Number', bool: 'Boolean' };
  if (typeof type === 'string') return words[type] ?? type;
  const [kind, element] = type;
  return `${kind[0]?.toUpperCase()}${kind.slice(1)} of ${words[String(element)] ?? element}`;
}
