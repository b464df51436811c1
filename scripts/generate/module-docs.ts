import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Files } from './files.ts';

const root = resolve(import.meta.dirname, '../..');
const MODULES = 'examples/hcl/modules';

interface Declared {
  readonly name: string;
  readonly description: string;
  readonly type: string | undefined;
  /** As it is written; undefined: there is none, so that whoever calls has to say it. */
  readonly default: string | undefined;
}

/** The tables of inputs and outputs at the end of each module's README, from what the module declares. */
export async function generateModuleDocs(): Promise<Files> {
  const modules = await readdir(join(root, MODULES));
  return new Map(await Promise.all(modules.map(documented)));
}

async function documented(module: string): Promise<[path: string, content: string]> {
  const read = (name: string) => readFile(join(root, MODULES, module, name), 'utf8');
  const [readme, variables, outputs] = await Promise.all(['README.md', 'variables.tf', 'outputs.tf'].map(read));
  const written = readme?.split('\n## Inputs\n')[0]?.trimEnd() ?? '';
  const inputs = declaredIn(variables ?? '', 'variable').map(
    (each) =>
      `| \`${each.name}\` | \`${each.type}\` | ${each.default === undefined ? 'required' : `\`${each.default}\``} | ${each.description} |`,
  );
  const results = declaredIn(outputs ?? '', 'output').map(
    ({ name, description }) => `| \`${name}\` | ${description} |`,
  );
  const tables = [
    ...['', '## Inputs', '', '| Name | Type | Default | Meaning |', '| --- | --- | --- | --- |', ...inputs],
    ...['', '## Outputs', '', '| Name | Meaning |', '| --- | --- |', ...results],
  ];
  return [`${MODULES}/${module}/README.md`, `${[written, ...tables].join('\n')}\n`];
}

/** Blocks as `terraform fmt` lays them out; what nests is indented further. */
function declaredIn(hcl: string, keyword: 'variable' | 'output'): Declared[] {
  const blocks = [...hcl.matchAll(new RegExp(`^${keyword} "(\\w+)" \\{\\n(.*?)^\\}`, 'gms'))];
  return blocks.map(([, name = '', body = '']) => {
    const attribute = (key: string) => new RegExp(`^ {2}${key} += (.*)$`, 'm').exec(body)?.[1];
    const description = JSON.parse(attribute('description') ?? '""') as string;
    return { name, description, type: attribute('type'), default: attribute('default') };
  });
}
