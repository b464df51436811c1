import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** A part of the navigation: its pages by their sources, in the order in which they are read. */
export interface Section {
  title: string;
  sources: string[];
}

const WRITTEN: readonly Section[] = [
  {
    title: 'Start',
    sources: ['docs/site/index.md', 'docs/site/first-five-minutes.md', 'docs/site/concepts.md'],
  },
  {
    title: 'Use',
    sources: ['email-server', 'mail-text', 'delivery', 'provider'].map((name) => `docs/site/${name}.md`),
  },
  { title: 'Guides', sources: [] },
  {
    title: 'Operate',
    sources: [
      'docs/site/configuration.md',
      ...['command', 'backup', 'key-rotation', 'upgrade', 'scaling', 'failover', 'monitoring'].map(
        (name) => `docs/site/operations/${name}.md`,
      ),
    ],
  },
  { title: 'Know', sources: ['wire', 'performance', 'comparison', 'limit'].map((name) => `docs/site/${name}.md`) },
  { title: 'Project', sources: ['CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md'] },
];

/** What the Terraform Registry shows of the provider, folder by folder. */
const REGISTRY: readonly [folder: string, title: string][] = [
  ['resources', 'Resources'],
  ['data-sources', 'Data sources'],
  ['list-resources', 'List resources'],
  ['ephemeral-resources', 'Ephemeral resources'],
  ['actions', 'Actions'],
  ['functions', 'Functions'],
];

/** The whole navigation; guides and the pages of the provider are those that there are. */
export async function readNavigation(root: string): Promise<Section[]> {
  const written = WRITTEN.map(async ({ title, sources }) =>
    title === 'Guides' ? { title, sources: await pagesIn(root, 'docs/guides') } : { title, sources },
  );
  const registry = REGISTRY.map(async ([folder, title]) => ({ title, sources: await pagesIn(root, `docs/${folder}`) }));
  const provider = { title: 'The provider', sources: await pagesIn(root, 'docs') };
  return [...(await Promise.all(written)), provider, ...(await Promise.all(registry))];
}

async function pagesIn(root: string, folder: string): Promise<string[]> {
  const names = await readdir(join(root, folder));
  return names
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => `${folder}/${name}`);
}

/** Where a page is within the site: what people read first, the Registry's pages under `provider/`. */
export function placeOf(source: string): string {
  const page = source.replace(/\.md$/, '.html');
  if (page.startsWith('docs/site/')) return page.slice('docs/site/'.length);
  if (page.startsWith('docs/')) return `provider/${page.slice('docs/'.length)}`;
  return page.toLowerCase();
}
