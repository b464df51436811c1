import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { resources } from '../api/resources/index.ts';

const root = resolve(import.meta.dirname, '..');

interface Import {
  from: string;
  to: string;
  isType: boolean;
}

function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((path) => !path.includes('/generated/'));
}

/** The imports of own files; packages are named as they are. */
function importsOf(path: string): Import[] {
  const source = readFileSync(join(root, path), 'utf8');
  const pattern = /^(?:import|export)\s(type\s)?[^;'"]*?from\s+'([^']+)'|import\('([^']+)'\)/gm;
  return [...source.matchAll(pattern)].map(([, type, fixed, dynamic]) => {
    const name = fixed ?? dynamic ?? '';
    const to = name.startsWith('.') ? relative(root, resolve(root, dirname(path), name)) : name;
    return { from: path, to, isType: type !== undefined };
  });
}

/** Imports from a room to where its arrows may not go. */
function strays(room: string, isForbidden: (to: Import) => boolean): string[] {
  return filesBelow(room)
    .flatMap(importsOf)
    .filter(isForbidden)
    .map(({ from, to }) => `${from} → ${to}`);
}

const into =
  (...rooms: string[]) =>
  (each: Import) =>
    rooms.some((room) => each.to.startsWith(room));

describe('arrows go down', () => {
  test('the search for imports finds those that are there', () => {
    expect(importsOf('api/app.ts').map(({ to }) => to)).toEqual(expect.arrayContaining(['express', 'api/routes.ts']));
  });

  test('the API knows nothing of Terraform, nor of demo, lab and tests', () => {
    expect(strays('api', into('provider/', 'lab/', 'demo/', 'test/', 'bench/', 'cdktf'))).toEqual([]);
  });

  test('mail knows neither HTTP nor resources', () => {
    expect(strays('api/mail', into('api/http/', 'api/crud/', 'api/resources/', 'api/accounts/', 'express'))).toEqual(
      [],
    );
  });

  test('secrets and database columns know nothing above them', () => {
    expect(strays('api/secrets', into('api/http/', 'api/crud/', 'api/resources/', 'api/mail/'))).toEqual([]);
  });

  test('the plugin layer knows nothing of Terraform nor of Gatepost', () => {
    expect(
      strays('provider/plugin', (each) => each.to.startsWith('provider/') && !each.to.startsWith('provider/plugin/')),
    ).toEqual([]);
  });

  test('the framework knows nothing of Gatepost, and of the plugin layer only types', () => {
    const isForbidden = (each: Import) =>
      (each.to.startsWith('provider/') && !each.to.startsWith('provider/framework/')) || each.to.startsWith('api/');
    expect(
      strays(
        'provider/framework',
        (each) => isForbidden(each) && !(each.isType && each.to.startsWith('provider/plugin/')),
      ),
    ).toEqual([]);
  });

  test('the provider imports nothing but types from the API', () => {
    expect(strays('provider', (each) => each.to.startsWith('api/') && !each.isType)).toEqual([]);
  });
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
  const rooms = ['api', 'provider', 'toolbox', 'lab', 'demo', 'bench', 'scripts'];
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
