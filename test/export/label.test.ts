import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { identifierOf, Labels } from '../../export/cloud/label.ts';

test.each([
  ['main-relay', 'main_relay'],
  ['Größe 2', 'grosse_2'],
  ['2nd relay', '_2nd_relay'],
  ['olivia.b@acme.test', 'olivia_b_acme_test'],
  ['…', 'this'],
  ['', 'this'],
])('%j is labelled %s', (text, label) => {
  expect(identifierOf(text)).toBe(label);
});

test('labels are identifiers, and none is given twice, however alike the names are', () => {
  const name = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('a', 'a_2', 'A', 'a-2', 'a_2_2', '2', '_2'));
  fc.assert(
    fc.property(fc.array(name, { maxLength: 50 }), (names) => {
      const labels = new Labels();
      const given = names.map((each) => labels.take(each));
      expect(new Set(given).size).toBe(names.length);
      for (const label of given) expect(label).toMatch(/^[a-z_][a-z0-9_]{0,70}$/);
    }),
  );
});

test('a hundred thousand names that are alike are labelled in moments', () => {
  const labels = new Labels();
  const given = Array.from({ length: 100_000 }, () => labels.take('the same'));
  expect(given.at(-1)).toBe('the_same_100000');
});
