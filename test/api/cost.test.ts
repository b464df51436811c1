import { describe, expect, test } from '@jest/globals';
import { pickFields } from '../../api/crud/view.ts';
import { MAX_FIELDS_LENGTH, readFields } from '../../api/http/fields.ts';
import { readYaml } from '../../api/http/yaml.ts';
import { renderMail } from '../../api/mail/content/render.ts';
import { readKeystore, readTruststore } from '../../api/secrets/pem.ts';
import { type Growing, growthOf, MAX_GROWTH } from './cost.ts';

const many = (size: number, one: (index: number) => string) =>
  Array.from({ length: size }, (_, at) => one(at)).join('');

const yaml = (name: string, size: number, make: (size: number) => string): Growing => ({
  name: `YAML: ${name}`,
  size,
  make,
  run: readYaml,
});

const pem = (name: string, size: number, make: (size: number) => string): Growing => ({
  name: `PEM: ${name}`,
  size,
  make,
  run: (text) => [readTruststore, (each: string) => readKeystore(each, null)].map((read) => attempt(read, text)),
});

const template = (name: string, size: number, make: (size: number) => string): Growing => ({
  name: `a template: ${name}`,
  size,
  make,
  run: (body) => renderMail({ name, variables: ['name'], subject: '', body, body_html: '' }, { name: 'x' }),
});

/** Read, and asked for the fields of a page of objects, as often as makes it steady. */
const fields = (name: string, make: (size: number) => string): Growing => ({
  name: `fields=: ${name}`,
  size: MAX_FIELDS_LENGTH / 2,
  make,
  run: (text) => {
    for (let time = 0; time < 100; time += 1) {
      const selection = readFields(text);
      for (let row = 0; row < 100; row += 1) pickFields({ id: row, name: row, title: row }, selection);
    }
  },
});

/** The second reader reads what the first has refused, too. */
function attempt(read: (text: string) => unknown, text: string): unknown {
  try {
    return read(text);
  } catch (error) {
    return error;
  }
}

const INPUTS: readonly Growing[] = [
  yaml('keys', 4_500, (size) => many(size, (at) => `k${at}: 1\n`)),
  yaml('keys in braces', 2_200, (size) => `{${many(size, (at) => `k${at}: 1, `)}}`),
  yaml('keys of YAML 1.1', 2_200, (size) => `%YAML 1.1\n--- !!omap\n${many(size, (at) => `- k${at}: 1\n`)}`),
  yaml('brackets within each other', 4_500, (size) => '['.repeat(size)),
  yaml('lists within each other', 4_500, (size) => '- '.repeat(size)),
  yaml('nothing but faults', 4_500, (size) => `[${','.repeat(size)}`),
  yaml('documents', 2_200, (size) => 'a\n---\n'.repeat(size)),
  yaml('empty lines', 4_500, (size) => '\n'.repeat(size)),
  yaml('a list', 4_500, (size) => '- a\n'.repeat(size)),
  yaml('a text of many lines', 4_500, (size) => `"${'a\n'.repeat(size)}"`),
  yaml('more parts than are read', 20_000, (size) => '- a\n'.repeat(size)),
  pem('beginnings', 20_000, (size) => '-----BEGIN CERTIFICATE-----\n'.repeat(size)),
  pem('beginnings of different blocks', 20_000, (size) => many(size, (at) => `-----BEGIN A${at}-----\n`)),
  pem('ends', 20_000, (size) => '-----END CERTIFICATE-----\n'.repeat(size)),
  pem('dashes', 100_000, (size) => '-----BEGIN '.repeat(size)),
  pem('blocks', 20_000, (size) => '-----BEGIN X-----\n-----END X-----\n'.repeat(size)),
  pem('keys', 20_000, (size) => many(size, (at) => `-----BEGIN PRIVATE KEY-----\n${at}\n-----END PRIVATE KEY-----\n`)),
  pem('empty lines', 200_000, (size) => `-----BEGIN X-----\n${'\n'.repeat(size)}-----END X-----\n`),
  pem('no block', 100_000, (size) => 'MII '.repeat(size)),
  fields('add( within add(', (size) => 'add('.repeat(size / 4)),
  fields('additions', (size) => 'add(a)'.repeat(size / 6)),
  fields('names', (size) => many(size / 4, (at) => `${(100 + at) % 1000},`)),
  fields('spaces', (size) => `${' '.repeat(size - 1)}a`),
  template('variables', 500, (size) => '{{name}} '.repeat(size)),
  template('more variables than are taken', 20_000, (size) => '{{name}} '.repeat(size)),
  template('choices', 15, (size) => '{{#if name}}x{{/if}}'.repeat(size)),
  template('choices on lines of their own', 15, (size) => '{{#if name}}\nx\n{{/if}}\n'.repeat(size)),
  template('choices within each other', 15, (size) => '{{#if name}}'.repeat(size) + '{{/if}}'.repeat(size)),
  template('alternatives', 15, (size) => `{{#if name}}${'{{else if name}}'.repeat(size)}{{/if}}`),
  template('more choices than are taken', 20_000, (size) => '{{#if name}}'.repeat(size)),
  template('beginnings', 50_000, (size) => '{{'.repeat(size)),
  template('notes', 500, (size) => '{{! x }}'.repeat(size)),
  template('beginnings of notes', 500, (size) => `${'{{!--'.repeat(size)}`),
  template('text', 200_000, (size) => 'text { '.repeat(size / 7)),
  template('empty lines before a choice', 500, (size) => `${`${'\n'.repeat(255)}x`.repeat(size)}{{#if name}}{{/if}}`),
  template('spaces before a choice', 500, (size) => `${`${' '.repeat(255)}x`.repeat(size)}{{#if name}}{{/if}}`),
];

describe('eight times the input takes no longer than sixteen times', () => {
  test.each(INPUTS)('$name', (growing) => {
    expect(growthOf(growing)).toBeLessThanOrEqual(MAX_GROWTH);
  });
});
