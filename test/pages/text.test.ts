import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { ERROR_CODES } from '../../api/errors.ts';
import { TEXTS } from '../../api/pages/frame/text.ts';
import { resources } from '../../api/resources/index.ts';

const root = resolve(import.meta.dirname, '../../api/pages');
const sources = readdirSync(root, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.(hbs|ts)$/.test(entry.name))
  .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));

const keysOf = (texts: typeof TEXTS.en) =>
  Object.entries(texts).flatMap(([section, words]) => Object.keys(words).map((key) => `${section}.${key}`));
const placeholdersOf = (text = '') => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();

/** Keys that are put together, by how they begin; each family is looked at where it is used. */
const PUT_TOGETHER = [
  ...['error.', 'section.', 'frame.cloud', 'frame.manager', 'signIn.noReset-'],
  ...['activate.advice-', 'activate.title-', 'reset.advice-', 'reset.title-'],
  ...['invitations.state-', 'invitations.mail-', 'people.unknown-', 'roles.org/', 'roles.cloud/'],
  ...[
    'auditAction.',
    'deliveryState.',
    'objectType.',
    'deliveryMeaning.',
    'attemptOutcome.',
    'stage.',
    'delivery.stage-',
    'mailWay.',
  ],
];

describe('texts', () => {
  test('are there in every language, with the same values to fill in', () => {
    expect(keysOf(TEXTS.de)).toEqual(keysOf(TEXTS.en));
    for (const key of keysOf(TEXTS.en)) {
      const [section = '', name = ''] = key.split('.');
      const [english, german] = [TEXTS.en[section]?.[name], TEXTS.de[section]?.[name]];
      expect({ key, values: placeholdersOf(german) }).toEqual({ key, values: placeholdersOf(english) });
      expect(german).not.toBe('');
    }
  });

  test('are all there that templates and pages name', () => {
    const named = sources.flatMap((source) =>
      [...source.matchAll(/\bt(?:\(|\s+)'([\w-]+\.[\w-]+)'|(?:label|title|key|hint): '([\w-]+\.[\w-]+)'/g)].map(
        ([, one, other]) => one ?? other ?? '',
      ),
    );
    expect(named.length).toBeGreaterThan(50);
    expect(named.filter((key) => !keysOf(TEXTS.en).includes(key) && !PUT_TOGETHER.includes(key))).toEqual([]);
  });

  test('are all used, but for the titles of pages', () => {
    const all = sources.join('\n');
    const unused = keysOf(TEXTS.en).filter(
      (key) =>
        !key.endsWith('.title') && !PUT_TOGETHER.some((begin) => key.startsWith(begin)) && !all.includes(`'${key}'`),
    );
    expect(unused).toEqual([]);
  });

  test('name every error that the API has', () => {
    expect(Object.keys(TEXTS.en.error ?? {})).toEqual(Object.keys(ERROR_CODES));
  });

  test('name every kind of object', () => {
    const kinds = Object.keys(TEXTS.en.objectType ?? {});
    expect(resources.map(({ type }) => type).filter((type) => !kinds.includes(type))).toEqual([]);
  });
});
