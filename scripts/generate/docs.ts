import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Attribute, Attributes } from '../../provider/framework/attribute.ts';
import { provider } from '../../provider/provider.ts';
import type { Files } from './files.ts';

const examples = resolve(import.meta.dirname, '../../examples');

interface Described {
  typeName: string;
  description: string;
  attributes: Attributes;
}

/** The provider's documentation in the layout of the Terraform Registry, from its schema and the examples. */
export async function generateDocs(): Promise<Files> {
  const [resources, dataSources] = await Promise.all([provider.resources(), provider.dataSources()]);
  const files = new Map([['docs/index.md', await indexPage()]]);
  for (const resource of resources) files.set(pathOf('resources', resource), await resourcePage(resource));
  for (const source of dataSources) files.set(pathOf('data-sources', source), await dataSourcePage(source));
  return files;
}

function pathOf(folder: string, { typeName }: Described): string {
  return `docs/${folder}/${typeName.replace(/^gatepost_/, '')}.md`;
}

async function indexPage(): Promise<string> {
  return page('gatepost Provider', 'gatepost Provider', provider.description, [
    await example('provider/provider.tf', 'terraform'),
    schema(provider.attributes),
  ]);
}

async function resourcePage(resource: Described): Promise<string> {
  const { typeName, description, attributes } = resource;
  return page(typeName, `${typeName} (Resource)`, description, [
    await example(`resources/${typeName}/resource.tf`, 'terraform'),
    schema(attributes),
    '## Import',
    'After an import a plan shows no changes but for write-only versions, plain passwords, private keys and `timeouts`, which the API does not give back.',
    await code(`resources/${typeName}/import.sh`, 'shell'),
  ]);
}

async function dataSourcePage({ typeName, description, attributes }: Described): Promise<string> {
  return page(typeName, `${typeName} (Data Source)`, description, [
    await example(`data-sources/${typeName}/data-source.tf`, 'terraform'),
    schema(attributes),
  ]);
}

function page(title: string, heading: string, description: string, sections: string[]): string {
  const front = `---\npage_title: "${title}"\ndescription: |-\n  ${firstSentence(description)}\n---`;
  return `${[front, `# ${heading}`, description, ...sections].join('\n\n')}\n`;
}

function firstSentence(text: string): string {
  return /^.*?[.](?=\s|$)/.exec(text)?.[0] ?? text;
}

async function example(path: string, language: string): Promise<string> {
  return `## Example Usage\n\n${await code(path, language)}`;
}

async function code(path: string, language: string): Promise<string> {
  return `\`\`\`${language}\n${(await readFile(join(examples, path), 'utf8')).trimEnd()}\n\`\`\``;
}

function schema(attributes: Attributes): string {
  const entries = Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1));
  const groups = [
    ['Required', entries.filter(([, each]) => each.required)],
    ['Optional', entries.filter(([, each]) => each.optional)],
    ['Read-Only', entries.filter(([, each]) => !each.required && !each.optional)],
  ] as const;
  const sections = groups.filter(([, group]) => group.length > 0).map(([name, group]) => section(name, group));
  return ['## Schema', ...sections].join('\n\n');
}

function section(name: string, group: readonly (readonly [string, Attribute])[]): string {
  return `### ${name}\n\n${group.map(([key, attribute]) => bullet(key, attribute)).join('\n')}`;
}

function bullet(name: string, attribute: Attribute, indent = ''): string {
  const traits = [typeOf(attribute), attribute.sensitive && 'Sensitive', attribute.writeOnly && 'Write-only'];
  const line = `${indent}- \`${name}\` (${traits.filter(Boolean).join(', ')}) ${attribute.description}`;
  const nested = Object.entries(attribute.nested?.attributes ?? {}).map(([key, each]) =>
    bullet(key, each, `${indent}  `),
  );
  return [line, ...nested].join('\n');
}

function typeOf({ type, nested }: Attribute): string {
  if (nested) return nested.nesting === 'list' ? 'Attributes List' : 'Attributes';
  const words: Record<string, string> = { string: 'String', number: 'Number', bool: 'Boolean' };
  if (typeof type === 'string') return words[type] ?? type;
  const [kind, element] = type;
  return `${kind[0]?.toUpperCase()}${kind.slice(1)} of ${words[String(element)] ?? element}`;
}
