import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Attributes } from '../../provider/framework/attribute.ts';
import type { AnyFunction } from '../../provider/framework/function.ts';
import { mayLack } from '../../provider/framework/identity.ts';
import { provider } from '../../provider/provider.ts';
import { code, example, exampleCode, page } from './docs-page.ts';
import { bullets, schema, typeOf } from './docs-schema.ts';
import { subcategoryOf } from './docs-subcategory.ts';
import type { Files } from './files.ts';

interface Described {
  typeName: string;
  description: string;
  attributes: Attributes;
}

/** What has a type and a schema: its folder, what it is called in a heading, and the file of its example. */
interface Kind {
  folder: string;
  heading: string;
  /** From which engines on. */
  since?: string;
  example: string;
  all: () => Promise<readonly Described[]>;
}

const KINDS: readonly Kind[] = [
  { folder: 'data-sources', heading: 'Data Source', example: 'data-source.tf', all: provider.dataSources },
  {
    folder: 'ephemeral-resources',
    heading: 'Ephemeral Resource',
    since: 'Terraform 1.10 or OpenTofu 1.11',
    example: 'ephemeral-resource.tf',
    all: provider.ephemeralResources,
  },
  {
    folder: 'list-resources',
    heading: 'List Resource',
    since: 'Terraform 1.14',
    example: 'list-resource.tfquery.hcl',
    all: provider.listResources,
  },
  { folder: 'actions', heading: 'Action', since: 'Terraform 1.14', example: 'action.tf', all: provider.actions },
];

/** The provider's documentation in the layout of the Terraform Registry, from its schema and the examples. */
export async function generateDocs(): Promise<Files> {
  const files = new Map([['docs/index.md', await indexPage()]]);
  for (const resource of await provider.resources())
    files.set(pathOf('resources', resource), await resourcePage(resource));
  for (const kind of KINDS) {
    for (const described of await kind.all())
      files.set(pathOf(kind.folder, described), await kindPage(kind, described));
  }
  for (const each of await provider.functions()) files.set(`docs/functions/${each.name}.md`, await functionPage(each));
  return files;
}

function pathOf(folder: string, { typeName }: Described): string {
  return `docs/${folder}/${typeName.replace(/^gatepost_/, '')}.md`;
}

async function indexPage(): Promise<string> {
  const sections = [
    await example('provider/provider.tf'),
    schema(provider.attributes),
    (await readFile(join(import.meta.dirname, 'provider-notes.md'), 'utf8')).trimEnd(),
  ];
  return page({
    title: 'gatepost Provider',
    heading: 'gatepost Provider',
    description: provider.description,
    sections,
  });
}

async function resourcePage(resource: Described & { identity?: readonly string[] }): Promise<string> {
  const { typeName, description, attributes, identity = [] } = resource;
  const sections = [
    await example(`resources/${typeName}/resource.tf`),
    schema(attributes),
    '## Import',
    'After an import a plan shows no changes but for write-only versions, plain passwords, private keys and `timeouts`, which the API does not give back.',
    await exampleCode(`resources/${typeName}/import.sh`, 'shell'),
    ...(identity.length > 0 ? importByIdentity(typeName, identity, attributes) : []),
  ];
  return page({ ...titlesOf(typeName, 'Resource'), description, sections });
}

function importByIdentity(typeName: string, identity: readonly string[], attributes: Attributes): string[] {
  const parts = Object.fromEntries(Object.entries(attributes).filter(([name]) => identity.includes(name)));
  const [needed, further] = [false, true].map((isOptional) =>
    Object.fromEntries(Object.entries(parts).filter(([, part]) => mayLack(part) === isOptional)),
  ) as [Attributes, Attributes];
  const names = identity.filter((name) => name in needed);
  const width = Math.max(...names.map(({ length }) => length));
  const values = names.map((name) => `    ${name.padEnd(width)} = "…"`);
  const block = ['import {', `  to = ${typeName}.example`, '  identity = {', ...values, '  }', '}'];
  return [
    'With Terraform or OpenTofu 1.12 or later also by identity:',
    code(block.join('\n'), 'terraform'),
    ...bullets(needed),
    ...(Object.keys(further).length > 0 ? ['Further, each of which may be left out:', ...bullets(further)] : []),
  ];
}

async function kindPage({ folder, heading, since, example: file }: Kind, described: Described): Promise<string> {
  const { typeName, description, attributes } = described;
  const sections = [
    ...(since ? [neededEngine(since)] : []),
    await example(`${folder}/${typeName}/${file}`),
    schema(attributes),
  ];
  return page({ ...titlesOf(typeName, heading), description, sections });
}

const titlesOf = (typeName: string, kind: string) => ({
  title: typeName,
  heading: `${typeName} (${kind})`,
  subcategory: subcategoryOf(typeName),
});

async function functionPage({ name, description, parameters, returns }: AnyFunction): Promise<string> {
  const types = Object.entries(parameters).map(([key, each]) => `${key} ${typeOf(each).toLowerCase()}`);
  const result = returns.nested ? 'object' : typeOf(returns).toLowerCase();
  const sections = [
    neededEngine('Terraform 1.8 or OpenTofu 1.7'),
    await example(`functions/${name}/function.tf`),
    `## Signature\n\n${code(`${name}(${types.join(', ')}) ${result}`, 'text')}`,
    `## Arguments\n\n${bullets(parameters).join('\n')}`,
    `## Result\n\n${[returns.description, ...(returns.nested ? ['', ...bullets(returns.nested.attributes)] : [])].join('\n')}`,
  ];
  return page({ title: `${name} function`, heading: `${name} (Function)`, description, sections });
}

const neededEngine = (since: string): string => `It needs ${since} or later.`;
