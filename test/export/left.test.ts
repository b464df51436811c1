import { expect, test } from '@jest/globals';
import type { Kind } from '../../export/cloud/kind.ts';
import { undeclarable, unseen } from '../../export/cloud/left.ts';

const kind: Kind = {
  noun: 'thing',
  words: ['thing', 'things'],
  subject: 'cloud',
  path: '/things',
  comesWithCloud: ({ view }) => view.name === 'shipped',
  undeclarable: ({ state }) => (state === 'old' ? 'too old' : undefined),
};

test('what is closed is told by name, and by number where there are many', () => {
  const words = { count: null, words: 'things' };
  expect(unseen(kind, [])).toEqual([]);
  expect(unseen(kind, ['a', 'b'])).toEqual([{ ...words, why: 'these credentials may not list those within a, b' }]);
  const names = Array.from({ length: 1_000 }, (_, index) => `o${index}`);
  expect(unseen(kind, names)[0]?.why).toMatch(/within o0, o1, o2, o3, o4 and 995 more$/);
});

test('what can not be declared anew is counted by its reason, but for what every cloud comes with', () => {
  const found = ['a', 'b', 'shipped'].map((name) => ({ view: { id: name, name, state: 'old' }, parent: null }));
  const cloud = { ownerId: null };
  expect(undeclarable(kind, found, cloud)).toEqual([{ count: 2, words: 'things', why: 'too old' }]);
  expect(undeclarable(kind, found.slice(1), cloud)).toEqual([{ count: 1, words: 'thing', why: 'too old' }]);
});
