import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../..');

/** A document for people, as it is written. */
export interface Document {
  path: string;
  text: string;
}

export const readDocument = (path: string): Document => ({ path, text: readFileSync(join(root, path), 'utf8') });

const markdownBelow = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .map((path) => join(folder, path))
    .sort();

/** All that people read, the documentation of the provider included. */
export const documents: readonly Document[] = [
  ...['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', 'provider/package/README.md'],
  ...['docs', 'examples'].flatMap(markdownBelow),
].map(readDocument);

const GENERATED = /^docs\/(index\.md|(resources|data-sources|list-resources|ephemeral-resources|actions|functions)\/)/;

/** What people wrote; what is generated is held to its source elsewhere. */
export const written: readonly Document[] = documents.filter(({ path }) => !GENERATED.test(path));

export function blocksOf({ text }: Document, languages: readonly string[]): string[] {
  return [...text.matchAll(/^( *)```(\w*)\n(.*?)^\1```/gms)]
    .filter(([, , language = '']) => languages.includes(language))
    .map(([, , , block = '']) => block);
}

const SHELLS = ['sh', 'shell', 'bash', 'console'];

export const scriptsOf = (document: Document): string[] => blocksOf(document, SHELLS);

/** Each command of its scripts: lines that go on are one, and what is said about it is left out. */
export function commandsOf(document: Document): string[] {
  return scriptsOf(document).flatMap((script) =>
    script
      .replaceAll(/\\\n\s*|(?<=\|)\n\s*/g, ' ')
      .split('\n')
      .map((line) =>
        line
          .replace(/^\$ /, '')
          .replace(/(^|\s)# .*$/, '')
          .trim(),
      )
      .filter(Boolean),
  );
}

const FENCED = /^( *)```.*?^\1```/gms;
const PROGRAM = /^(npm|npx|gatepost|terraform|tofu|docker|helm|kubectl|node|promtool) \S/;

/** Each command that stands within a sentence. */
export const inlineCommandsOf = ({ text }: Document): string[] =>
  [...text.replaceAll(FENCED, '').matchAll(/(?<!`)`([^`\n]+)`(?!`)/g)]
    .map(([, words = '']) => words)
    .filter((words) => PROGRAM.test(words));

/** What is deployed tells in its comments, and the chart in its notes, how that is done. */
export const deployed: readonly Document[] = readdirSync(join(root, 'deploy'), { recursive: true, encoding: 'utf8' })
  .filter((path) => /Containerfile$|Caddyfile$|\.(ya?ml|tpl|txt)$/.test(path))
  .map((path) => join('deploy', path))
  .sort()
  .map(readDocument);

/** Each command of its comments: lines that are set in, or that begin with a program. */
export function commentCommandsOf({ path, text }: Document): string[] {
  const comments = path.endsWith('.txt') ? text.matchAll(/^(.*)$/gm) : text.matchAll(/^\s*# ?(.*)$/gm);
  return [...comments]
    .map(([, words = '']) => words)
    .filter((words) => /^ {2,}\S/.test(words) || PROGRAM.test(words))
    .map((words) => words.trim());
}
