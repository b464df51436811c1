import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Kit } from './kit.ts';

const FOLDER = join(import.meta.dirname, 'construct');

export interface Constructs {
  /** By path within the package. */
  readonly files: ReadonlyMap<string, string>;
  /** What they add to the indexes. */
  readonly indexLines: ReadonlyMap<string, string>;
}

/** The constructs that are written by hand, for cdktf: the same text serves each kit, whose name stands in imports alone. */
export async function generateConstructs(kit: Kit): Promise<Constructs> {
  const names = (await readdir(FOLDER)).map((file) => basename(file, '.ts')).sort();
  const texts = await Promise.all(names.map((name) => readFile(join(FOLDER, `${name}.ts`), 'utf8')));
  const files = names.map((name, index) => [`src/${name}/index.ts`, forKit(kit, texts[index] ?? '')] as const);
  const lines = (line: (name: string) => string) => names.map((name) => `${line(name)}\n`).join('');
  return {
    files: new Map(files),
    indexLines: new Map([
      ['src/index.ts', lines((name) => `export * as ${inCamelCase(name)} from './${name}/index';`)],
      ['src/lazy-index.ts', lines(lazyExport)],
    ]),
  };
}

/** In a package the classes are neighbours, and CommonJS. */
function forKit(kit: Kit, text: string): string {
  return text
    .replaceAll(`'../generated/cdktf/src/`, `'../`)
    .replaceAll(`/index.ts'`, `/index'`)
    .replaceAll(`from 'cdktf'`, `from '${kit.name}'`);
}

/** As the generators write it. */
function lazyExport(name: string): string {
  return `Object.defineProperty(exports, '${inCamelCase(name)}', { get: function () { return require('./${name}'); } });`;
}

const inCamelCase = (name: string) => name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
