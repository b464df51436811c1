import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Built, buildSite } from '../../site/build.ts';
import { resolveLink } from '../../site/link.ts';
import { renderMarkdown } from '../../site/markdown.ts';
import { documents, root } from './document.ts';

let folder: string;
let built: Built;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatepost-site-'));
  built = await buildSite(root, folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const pages = async () => (await readdir(folder, { recursive: true })).filter((path) => path.endsWith('.html')).sort();
const read = (path: string) => readFile(join(folder, path), 'utf8');

describe('the site', () => {
  test('has every document, and no link of it leads nowhere', async () => {
    expect(built.broken).toEqual([]);
    expect(await pages()).toHaveLength(built.pages);
    expect(await pages()).toEqual(
      expect.arrayContaining([
        'index.html',
        'operations/backup.html',
        'provider/resources/email_server.html',
        'security.html',
      ]),
    );
    expect(built.pages).toBeGreaterThan(100);
  });

  test('each address in a page is there, as a browser reads it', async () => {
    const missing: string[] = [];
    for (const page of await pages()) {
      for (const [, address = ''] of (await read(page)).matchAll(/(?:href|src)="([^"]*)"/g)) {
        const url = new URL(address, `https://site.test/below/${page}`);
        if (url.host !== 'site.test') continue;
        const path = url.pathname.replace('/below/', '');
        const isThere = existsSync(join(folder, path));
        const anchor = decodeURIComponent(url.hash.slice(1));
        if (!isThere || (anchor !== '' && !(await read(path)).includes(`id="${anchor}"`)))
          missing.push(`${page}: ${address}`);
      }
    }
    expect(missing).toEqual([]);
  });

  test('each page has one heading above the others, a title, and nothing that its policy refuses', async () => {
    for (const page of await pages()) {
      const html = await read(page);
      expect(html.match(/<h1/g)).toHaveLength(1);
      expect(html).toMatch(/<title>[^<]+ · Gatepost<\/title>/);
      expect(html).not.toMatch(/ style="|<style|<script>|\son\w+="/);
    }
  });

  test('names no other server than those that links lead to', async () => {
    for (const page of await pages()) expect(await read(page)).not.toMatch(/ src="https?:/);
  });
});

test('a link to nowhere is told by document and reason', () => {
  const sources = new Set(['docs/site/index.md']);
  const why = (href: string) => resolveLink(root, 'docs/site/index.md', href, sources);
  expect(why('nothing.md')).toEqual({ kind: 'broken', why: 'there is no docs/site/nothing.md' });
  expect(why('/index.md')).toMatchObject({ kind: 'broken' });
  expect(why('../../../etc/passwd')).toEqual({ kind: 'broken', why: 'it leads out of the project' });
  expect(why('http://example.com')).toEqual({ kind: 'broken', why: 'it is no https:// address' });
  expect(why('javascript:alert(1)')).toMatchObject({ kind: 'broken' });
  expect(why('#words')).toEqual({ kind: 'page', source: 'docs/site/index.md', anchor: 'words' });
});

test('links of documents that the site has not lead somewhere too', () => {
  const sources = new Set(documents.map(({ path }) => path));
  const broken = documents.flatMap(({ path, text }) => {
    const found: string[] = [];
    renderMarkdown(text, (href) => {
      const link = resolveLink(root, path, href, sources);
      if (link.kind === 'broken') found.push(`${path}: ${href}: ${link.why}`);
      return null;
    });
    return found;
  });
  expect(broken).toEqual([]);
});

describe('Markdown', () => {
  const html = (markdown: string) => renderMarkdown(markdown, (href) => href).html;

  test('shows HTML as it was written, in words and in code', () => {
    expect(html('A <b>name</b> and `<name>`')).toBe('<p>A &lt;b&gt;name&lt;/b&gt; and <code>&lt;name&gt;</code></p>\n');
    expect(html('<script>alert(1)</script>')).not.toContain('<script>');
  });

  test('gives headings names as forges do, the same words a number', () => {
    const { passages } = renderMarkdown('# A `b`, c!\n\n## Twice\n\nfirst\n\n## Twice\n\nsecond', () => null);
    expect(passages.map(({ anchor }) => anchor)).toEqual(['a-b-c', 'twice', 'twice-1']);
    expect(passages.map(({ text }) => text.trim())).toEqual(['', 'first', 'second']);
  });

  test('makes no links of what only looks like one', () => {
    expect(html('mail me@example.com or https://example.com')).not.toContain('<a');
  });
});

test('README is one screen, and leads to every part of what was written for people', () => {
  const text = documents.find(({ path }) => path === 'README.md')?.text ?? '';
  expect(text.split('\n').length).toBeLessThan(50);
  for (const part of ['docs/site/', 'docs/guides/', 'docs/site/operations/', 'CONTRIBUTING.md', 'SECURITY.md']) {
    expect(text).toContain(`](${part}`);
  }
});
