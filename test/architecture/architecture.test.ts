import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { resources } from '../../api/resources/index.ts';
import { API_FLOORS, CLI_FLOORS, EXPORT_FLOORS, PROVIDER_FLOORS, REVIEW_FLOORS } from './floors.ts';
import {
  arrowsUp,
  circlesOf,
  filesBelow,
  floorOf,
  graphOf,
  type Import,
  importsOf,
  packagesLoadedWith,
  root,
} from './import-graph.ts';

/** Each house, with the order of its floors. */
const HOUSES: [string, readonly string[]][] = [
  ['api', API_FLOORS],
  ['provider', PROVIDER_FLOORS],
  ['export', EXPORT_FLOORS],
  ['review', REVIEW_FLOORS],
  ['cli', CLI_FLOORS],
];

const importsWithin = (house: string) =>
  filesBelow(house)
    .flatMap((path) => importsOf(path))
    .filter(({ to }) => to.startsWith(`${house}/`));

/** Imports from a room to where its arrows may not go. */
function strays(room: string, isForbidden: (to: Import) => boolean): string[] {
  return filesBelow(room)
    .flatMap((path) => importsOf(path))
    .filter(isForbidden)
    .map(({ from, to }) => `${from} → ${to}`);
}

const into =
  (...rooms: string[]) =>
  (each: Import) =>
    rooms.some((room) => each.to.startsWith(room));

const self = (path: string) => path;

describe.each(HOUSES)('in %s', (house, floors) => {
  const imports = importsWithin(house);
  const roomOf = (path: string) => floorOf(floors, path) ?? path;

  test('there is no circle of files, types included', () => {
    expect(circlesOf(graphOf(imports, self))).toEqual([]);
  });

  test('there is no circle of rooms', () => {
    expect(circlesOf(graphOf(imports, roomOf))).toEqual([]);
  });

  test('every file has a floor, and no arrow goes up', () => {
    expect(filesBelow(house).filter((path) => floorOf(floors, path) === undefined)).toEqual([]);
    expect(arrowsUp(floors, imports)).toEqual([]);
  });

  test('passwords are compared in one file, behind the guard that counts', () => {
    const comparing = filesBelow(house).filter((path) =>
      readFileSync(join(root, path), 'utf8').includes('@node-rs/argon2'),
    );
    expect(comparing).toEqual(house === 'api' ? ['api/access/password.ts'] : []);
  });

  test('every floor has a file', () => {
    const standing = new Set(filesBelow(house).map(roomOf));
    const generated = (floor: string) => floor.endsWith('/generated');
    expect(floors.filter((floor) => !standing.has(floor) && !generated(floor))).toEqual([]);
  });

  test("CONTRIBUTING's map shows the floors in their order", () => {
    const map = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8').split('## The map')[1]?.split('\n## ')[0] ?? '';
    const shown = [...map.matchAll(/`([\w./-]+)`/g)].map(([, name = '']) => name.replace(/\/$/, ''));
    expect(shown.filter((name) => name.startsWith(`${house}/`))).toEqual(floors);
  });
});

describe('the search finds', () => {
  const found = (source: string) => importsOf('api/crud/x.ts', source).map(({ to }) => to);

  test('values, types, re-exports, effects and dynamic imports, over several lines too', () => {
    expect(found("import { a } from './a.ts';")).toEqual(['api/crud/a.ts']);
    expect(found("import type { A } from '../http/a.ts';")).toEqual(['api/http/a.ts']);
    expect(found("import {\n  a,\n  type B,\n} from './a.ts';")).toEqual(['api/crud/a.ts']);
    expect(found("export * from './a.ts';")).toEqual(['api/crud/a.ts']);
    expect(found("import './a.ts';")).toEqual(['api/crud/a.ts']);
    expect(found("const a = await import('./a.ts');")).toEqual(['api/crud/a.ts']);
  });

  test('a circle of files that only types make', () => {
    const there = importsOf('api/crud/a.ts', "import type { B } from './b.ts';");
    const andBack = importsOf('api/crud/b.ts', "import type { A } from './a.ts';");
    expect(circlesOf(graphOf([...there, ...andBack], self))).toEqual(['api/crud/a.ts → api/crud/b.ts → api/crud/a.ts']);
  });

  test('a circle of rooms whose files make none', () => {
    const there = importsOf('api/http/a.ts', "import { b } from '../access/b.ts';");
    const andBack = importsOf('api/access/c.ts', "import { d } from '../http/d.ts';");
    const imports = [...there, ...andBack];
    expect(circlesOf(graphOf(imports, self))).toEqual([]);
    expect(circlesOf(graphOf(imports, (path) => floorOf(API_FLOORS, path) ?? path))).toHaveLength(1);
  });

  test('an arrow up', () => {
    const up = importsOf('api/tables/a.ts', "import type { B } from '../crud/b.ts';");
    expect(arrowsUp(API_FLOORS, up)).toEqual(['api/tables/a.ts → api/crud/b.ts']);
  });
});

describe('rooms know nothing of', () => {
  test('the API of Terraform, nor of demo, lab and tests', () => {
    expect(
      strays(
        'api',
        into('provider/', 'export/', 'review/', 'cli/', 'toolbox/', 'lab/', 'demo/', 'test/', 'bench/', 'cdktf'),
      ),
    ).toEqual([]);
  });

  test('bench, scripts and release of demo and lab, and the toolbox of all that use it', () => {
    expect(['bench', 'scripts', 'release'].flatMap((room) => strays(room, into('demo/', 'lab/', 'test/')))).toEqual([]);
    expect(strays('toolbox', into('demo/', 'lab/', 'test/', 'bench/', 'scripts/'))).toEqual([]);
  });

  test('what both houses share of any room', () => {
    expect(strays('common', (each) => each.to.includes('/'))).toEqual([]);
  });

  test('mail of HTTP', () => {
    expect(strays('api/mail', into('express'))).toEqual([]);
  });

  test('tables of anything but columns and constraints, and of whether a row is still there', () => {
    const leaf = /^(typeorm|api\/database\/(columns|constraints|still-there)\.ts|api\/tables\/)/;
    expect(strays('api/tables', ({ to }) => !leaf.test(to))).toEqual([]);
  });

  test('the ground of any room', () => {
    const imports = ['api/context.ts', 'api/config.ts', 'api/errors.ts', 'api/uuid.ts'].flatMap((path) =>
      importsOf(path),
    );
    expect(imports.filter(({ to }) => /^api\/[^/]+\//.test(to))).toEqual([]);
  });

  test('a definition of its routes', () => {
    const twins = filesBelow('api/resources').filter((path) => path.endsWith('-routes.ts'));
    const definitions = twins.map((path) => path.replace('-routes.ts', '.ts'));
    const imports = definitions
      .filter((path) => filesBelow('api/resources').includes(path))
      .flatMap((path) => importsOf(path));
    expect(imports.filter(({ to }) => twins.includes(to))).toEqual([]);
  });

  test('the plugin layer of Terraform and of Gatepost', () => {
    expect(
      strays('provider/plugin', (each) => each.to.startsWith('provider/') && !each.to.startsWith('provider/plugin/')),
    ).toEqual([]);
  });

  test('the framework of Gatepost, and of the plugin layer it knows types only', () => {
    const isForbidden = (each: Import) =>
      (each.to.startsWith('provider/') && !each.to.startsWith('provider/framework/')) || each.to.startsWith('api/');
    expect(
      strays(
        'provider/framework',
        (each) => isForbidden(each) && !(each.isType && each.to.startsWith('provider/plugin/')),
      ),
    ).toEqual([]);
  });

  test('the export of the API, which it calls as the provider does', () => {
    expect(strays('export', into('api/', 'cli/', 'toolbox/'))).toEqual([]);
    expect(strays('provider', into('export/', 'review/', 'cli/'))).toEqual([]);
  });

  test('the review of the API, and of the export all but how HCL is printed', () => {
    expect(strays('review', into('api/', 'cli/', 'toolbox/', 'export/export', 'export/cloud', 'export/conf'))).toEqual(
      [],
    );
    expect(strays('export', into('review/'))).toEqual([]);
  });

  test('the provider of the API, but for types', () => {
    expect(strays('provider', (each) => each.to.startsWith('api/') && !each.isType)).toEqual([]);
  });
});

test('the check of a container, which is run every few seconds, loads what reads the configuration and nothing else', () => {
  expect(packagesLoadedWith('cli/main.ts')).toEqual(['ipaddr.js', 'zod']);
  expect(packagesLoadedWith('cli/all.ts')).toEqual(expect.arrayContaining(['express', 'typeorm', 'zod']));
});

describe('a resource has', () => {
  const managed = resources.flatMap(({ terraform }) => (typeof terraform === 'string' ? [terraform] : []));
  const exists = (folder: string, pattern: RegExp) =>
    readdirSync(join(root, folder), { recursive: true }).some((path) => pattern.test(String(path)));

  const tests = ['test/provider', 'test/e2e'].flatMap(filesBelow).map((path) => readFileSync(join(root, path), 'utf8'));

  test.each(managed)('%s a twin in the provider, an example and a test', (noun) => {
    const file = noun.replaceAll('_', '-');
    expect(exists('provider/resources', new RegExp(`^${file}\\.ts$`))).toBe(true);
    expect(exists('examples/resources', new RegExp(`^gatepost_${noun}/resource\\.tf$`))).toBe(true);
    expect(exists('examples/resources', new RegExp(`^gatepost_${noun}/import\\.sh$`))).toBe(true);
    expect(tests.some((source) => source.includes(`gatepost_${noun}`))).toBe(true);
  });

  test('a reason where Terraform does not manage it', () => {
    for (const { terraform } of resources) {
      if (typeof terraform !== 'string') expect(terraform.none).toMatch(/\.$/);
    }
  });
});

describe('files stay small', () => {
  const rooms = [
    'api',
    'provider',
    'common',
    'export',
    'review',
    'cli',
    'toolbox',
    'lab',
    'demo',
    'release',
    'scripts',
    'site',
    'bench',
  ];
  const sizes = rooms
    .flatMap(filesBelow)
    .filter((path) => !path.includes('/migrations/'))
    .map((path) => ({ path, lines: readFileSync(join(root, path), 'utf8').split('\n').length - 1 }));

  test('none has more than 250 lines', () => {
    expect(sizes.filter(({ lines }) => lines > 250)).toEqual([]);
  });

  test('nine of ten have fewer than 150', () => {
    const large = sizes.filter(({ lines }) => lines >= 150);
    expect(large.length / sizes.length).toBeLessThan(0.1);
  });
});
