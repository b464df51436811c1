import { copyFile, cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { type Entry, layOut, type Menu, type Shown } from './layout.ts';
import { addressBetween, addressOf, isTakenAlong, type Link, resolveLink } from './link.ts';
import { renderMarkdown } from './markdown.ts';
import { placeOf, readNavigation, type Section } from './navigation.ts';
import { indexOf } from './search.ts';
import { readSource, type Source } from './source.ts';

/** What the search in the browser imports; it imports nothing itself. */
const SEARCH_PROGRAM = join('node_modules', 'minisearch', 'dist', 'es', 'index.js');

export interface Built {
  pages: number;
  /** A line for each link that leads nowhere. */
  broken: string[];
}

interface Written extends Shown {
  source: string;
  /** Links to pages, with the headings they name. */
  links: { href: string; link: Link }[];
}

/** Builds the site into a folder, which is emptied before, and says which links lead nowhere. */
export async function buildSite(root: string, folder: string): Promise<Built> {
  const sections = await readNavigation(root);
  const sources = await Promise.all(
    sections.flatMap((section) => section.sources).map((path) => readSource(root, path)),
  );
  const known = new Set(sources.map(({ path }) => path));
  const pages = sources.map((source) => render(root, source, known));
  const menus = sections.map((section) => menuOf(section, pages));
  await rm(folder, { recursive: true, force: true });
  for (const page of pages) await write(join(folder, page.place), layOut(page, menus));
  await write(join(folder, 'search.json'), indexOf(pages));
  await addAssets(root, folder);
  return { pages: pages.length, broken: pages.flatMap((page) => brokenLinks(page, pages)) };
}

function render(root: string, { path, title, description, body }: Source, known: ReadonlySet<string>): Written {
  const links: Written['links'] = [];
  const { html, passages } = renderMarkdown(body, (href) => {
    const link = resolveLink(root, path, href, known);
    links.push({ href, link });
    return targetOf(path, link);
  });
  return { source: path, place: placeOf(path), title, description, html, passages, links };
}

/** A file that the site does not have is shown by its words alone. */
function targetOf(from: string, link: Link): string | null {
  if (link.kind === 'outside') return link.url;
  if (link.kind === 'page') return addressOf(from, link.source, link.anchor);
  if (link.kind === 'file' && isTakenAlong(link.path)) {
    return addressBetween(placeOf(from), link.path.slice('docs/site/'.length));
  }
  return null;
}

function brokenLinks({ source, links }: Written, pages: readonly Written[]): string[] {
  return links.flatMap(({ href, link }) => {
    if (link.kind === 'broken') return [`${source}: ${href}: ${link.why}`];
    if (link.kind !== 'page' || link.anchor === '') return [];
    const target = pages.find((page) => page.source === link.source);
    const isThere = target?.passages.some(({ anchor }) => anchor === link.anchor);
    return isThere ? [] : [`${source}: ${href}: ${link.source} has no such heading`];
  });
}

function menuOf({ title, sources }: Section, pages: readonly Written[]): Menu {
  const entries = sources.map((path): Entry => {
    const { place, title: name } = pages.find(({ source }) => source === path) as Written;
    return { place, title: name.replace(/^gatepost_(\w+) \(.*\)$/, '$1').replace(/ \(Function\)$/, '') };
  });
  return { title, entries };
}

/** Styles, scripts, the search's own program, and what the pages take along. */
async function addAssets(root: string, folder: string): Promise<void> {
  await cp(join(root, 'site', 'asset'), join(folder, 'asset'), { recursive: true });
  await copyFile(join(root, SEARCH_PROGRAM), join(folder, 'asset', 'minisearch.js'));
  const files = await readdir(join(root, 'docs', 'site'), { recursive: true, withFileTypes: true });
  for (const file of files.filter((each) => each.isFile())) {
    const path = relative(root, join(file.parentPath, file.name));
    if (!isTakenAlong(path)) continue;
    const target = join(folder, path.slice('docs/site/'.length));
    await mkdir(dirname(target), { recursive: true });
    await copyFile(join(root, path), target);
  }
}

async function write(path: string, content: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}
