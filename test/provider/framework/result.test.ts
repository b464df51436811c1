import { describe, expect, test } from '@jest/globals';
import { listOf, object, string } from '../../../provider/framework/attribute-builder.ts';
import { settleResult } from '../../../provider/framework/result.ts';

const inner = {
  name: string({ description: 'Name.', required: true }),
  secret: string({ description: 'Secret.', optional: true, sensitive: true }),
  secret_wo: string({ description: 'Secret.', optional: true, sensitive: true, writeOnly: true }),
};
const attributes = {
  one: object(inner, { description: 'One.', optional: true }),
  many: listOf(inner, { description: 'Many.', optional: true }),
};
const kept = (name: string, secret: string | null = null) => ({ name, secret, secret_wo: null });
const before = { one: kept('a', 's'), many: [kept('a', 's'), kept('b', 't')] };

describe('What an answer leaves out', () => {
  test('of a nested object keeps its value, and what it gives counts, null too', () => {
    const { many } = before;
    expect(settleResult(attributes, before, { one: { name: 'b' } })).toEqual({ one: kept('b', 's'), many });
    expect(settleResult(attributes, before, { one: { name: 'b', secret: null } })).toEqual({ one: kept('b'), many });
    expect(settleResult(attributes, before, { one: null })).toEqual({ one: null, many });
    expect(settleResult(attributes, null, { one: { name: 'b' } })).toEqual({ one: kept('b'), many: null });
  });

  test('of an object in a list is null: another one may have stood in its place', () => {
    const { many } = settleResult(attributes, before, { many: [{ name: 'b' }] });
    expect(many).toEqual([kept('b')]);
  });

  test('is never a write-only value', () => {
    const given = { one: { name: 'a', secret_wo: 'shown' }, many: [{ name: 'a', secret_wo: 'shown' }] };
    expect(JSON.stringify(settleResult(attributes, before, given))).not.toContain('shown');
  });
});
