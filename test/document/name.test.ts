import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { routes } from '../../api/routes.ts';
import { documents, readDocument, root, written } from './document.ts';

const sourcesBelow = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(ts|sh)$/.test(path))
    .map((path) => readFileSync(join(root, folder, path), 'utf8'))
    .join('\n');

const namesIn = (text: string, pattern: RegExp) => [...new Set([...text.matchAll(pattern)].map(([name]) => name))];
const textOf = (all: readonly { text: string }[]) => all.map(({ text }) => text).join('\n');

/** A name that goes on with `_…` stands for several. */
const SETTING = /\bGATEPOST_[A-Z0-9_]+[A-Z0-9]\b/g;

describe('the documents', () => {
  const known = namesIn(
    ['api', 'provider', 'cli', 'toolbox', 'scripts', 'examples', 'deploy', 'test/provider/contract']
      .filter((room) => existsSync(join(root, room)))
      .map(sourcesBelow)
      .join('\n'),
    SETTING,
  );

  test('every setting that they name is one', () => {
    const isKnown = (name: string) => known.includes(name) || known.includes(name.replace(/_FILE$/, ''));
    expect(namesIn(textOf(documents), SETTING).filter((name) => !isKnown(name))).toEqual([]);
  });

  test('every setting of the API stands in the page of the configuration', () => {
    const names = readdirSync(join(root, 'api'))
      .filter((file) => /^config.*\.ts$/.test(file))
      .flatMap((file) => namesIn(readFileSync(join(root, 'api', file), 'utf8'), /(?<=^ {2})GATEPOST_[A-Z_]+(?=:)/gm));
    expect(names.length).toBeGreaterThan(30);
    const { text } = readDocument('docs/site/configuration.md');
    const shown = (name: string) =>
      text.includes(`\`${name}\``) || text.includes(name.replace(/^GATEPOST_[A-Z]+/, '…'));
    expect(names.filter((name) => !shown(name))).toEqual([]);
  });

  test('every route that they name is one', () => {
    const shape = (path: string) => path.replaceAll(/\{[^}]*\}|<[^>]*>/g, '{}');
    const patterns = routes.map(({ method, path }) => ({ method: method.toUpperCase(), shape: shape(`/api${path}`) }));
    const named = [...textOf(written).matchAll(/`(GET|POST|PUT|PATCH|DELETE) (\/api\/[^`\s?]*)[^`]*`/g)];
    expect(named.length).toBeGreaterThan(10);
    const fits = (route: { method: string; shape: string }, method: string, path: string) =>
      route.method === method &&
      new RegExp(`^${route.shape.replaceAll('{}', '[^/]+')}$`).test(shape(path).replaceAll('{}', 'x'));
    const unknown = named.filter(([, method = '', path = '']) => !patterns.some((route) => fits(route, method, path)));
    expect(unknown.map(([words]) => words)).toEqual([]);
  });

  test('every file that they name is there', () => {
    const rooms = readdirSync(root, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !['node_modules', 'dist'].includes(entry.name))
      .map(({ name }) => name.replace('.', '\\.'));
    // A realm looks like a path.
    const file = new RegExp(`(?<=\`)(?:${rooms.join('|')})/(?!default-idp-)[\\w./-]+(?=\`)`, 'g');
    const named = written
      .filter(({ path }) => path !== 'CHANGELOG.md')
      .flatMap(({ path, text }) => namesIn(text, file).map((name) => ({ path, name })));
    expect(named.length).toBeGreaterThan(100);
    expect(named.filter(({ name }) => !existsSync(join(root, name)))).toEqual([]);
  });

  test('every command of the program that they name is one', () => {
    const { text } = readDocument('docs/site/operations/command.md');
    const table = [...text.matchAll(/^\| `([a-z-]+)/gm)].map(([, name = '']) => name);
    expect(table).toEqual(expect.arrayContaining(['start', 'migrate', 'rotate-key', 'reset-admin', 'after-restore']));
    const named = [...textOf(written).matchAll(/(?<=`|-- )(?:gatepost |npm run gatepost -- )([a-z-]+)/g)];
    expect(named.map(([, name = '']) => name).filter((name) => !table.includes(name))).toEqual([]);
  });
});
