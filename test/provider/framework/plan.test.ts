import { describe, expect, test } from '@jest/globals';
import type { Attributes } from '../../../provider/framework/attribute.ts';
import { listOf, object, string } from '../../../provider/framework/attribute-builder.ts';
import { planState, replacePaths } from '../../../provider/framework/plan.ts';
import { UNKNOWN, type ValueRecord } from '../../../provider/framework/value.ts';
import { attributesOf, decoded, diagnosticsOf, Engine } from './engine.ts';
import { thing } from './sample.ts';

const attributes: Attributes = thing.attributes;

describe('a plan', () => {
  const plain: ValueRecord = {
    ...Object.fromEntries(Object.keys(attributes).map((name) => [name, null])),
    title: 'one',
  };

  test('of a new resource fills defaults and leaves computed values unknown', async () => {
    const engine = await new Engine().configured();
    const planned = attributesOf((await engine.plan(plain, null)).planned_state);
    expect(planned).toMatchObject({
      size: 10,
      secure: true,
      id: UNKNOWN,
      name: UNKNOWN,
      revision: UNKNOWN,
      tags: null,
    });
  });

  test('of a change moves only what may move with it', async () => {
    const engine = await new Engine().configured();
    const { state } = await engine.create(plain);
    const planned = attributesOf((await engine.plan({ ...plain, title: 'two' }, state)).planned_state);
    expect(planned).toMatchObject({ id: 'id-1', name: 'one', fingerprint: null, revision: UNKNOWN, note: UNKNOWN });
    const secret = await engine.plan({ ...plain, password_wo: 'a', password_wo_version: '1' }, state);
    expect(attributesOf(secret.planned_state)).toMatchObject({ fingerprint: UNKNOWN, password_wo: null });
  });

  test('does nothing for a new write-only value while its version stays', async () => {
    const engine = await new Engine().configured();
    const { state } = await engine.create({ ...plain, password_wo: 'a', password_wo_version: '1' });
    const planned = await engine.plan({ ...plain, password_wo: 'b', password_wo_version: '1' }, state);
    expect(decoded(planned.planned_state)).toEqual(state);
  });

  test('keeps the prior spelling of what means the same', async () => {
    const engine = await new Engine().configured();
    const { state } = await engine.create({ ...plain, title: ' one ' });
    expect(state.title).toBe(' one ');
    expect(decoded((await engine.plan({ ...plain, title: 'one' }, state)).planned_state)).toEqual(state);
  });

  test('names what forces a replacement, and warns as the resource wants', async () => {
    const engine = await new Engine().configured();
    const { state } = await engine.create(plain);
    const renamed = await engine.plan({ ...plain, name: 'other' }, state);
    expect(renamed.requires_replace).toEqual([{ steps: [{ attribute_name: 'name' }] }]);
    expect(diagnosticsOf(renamed)).toEqual(['warning: A new name destroys the old thing']);
    const hooked = await engine.plan({ ...plain, title: 'replace me' }, state);
    expect(hooked.requires_replace).toEqual([{ steps: [{ attribute_name: 'title' }] }]);
    const second = await engine.plan({ ...plain, title: 'replace me' }, null);
    expect(second.requires_replace).toEqual([]);
    expect(attributesOf(second.planned_state).id).toBe(UNKNOWN);
  });

  test('refuses a value for what only the server decides', async () => {
    const engine = await new Engine().configured();
    expect(diagnosticsOf(await engine.plan({ ...plain, id: 'mine' }, null))).toEqual([
      'error id: This attribute is read-only',
    ]);
  });

  test('is made without a configured provider', async () => {
    expect(diagnosticsOf(await new Engine().plan(plain, null))).toEqual([]);
  });

  test('learns a computed value that the state does not have yet with the first change', async () => {
    const engine = await new Engine().configured();
    const { state } = await engine.create(plain);
    const old = { ...state, name: null };
    expect(decoded((await engine.plan(plain, old)).planned_state)).toEqual(old);
    expect(attributesOf((await engine.plan({ ...plain, size: 5 }, old)).planned_state).name).toBe(UNKNOWN);
  });
});

describe('what the remote says means the same', () => {
  const config = (name: string): ValueRecord => ({
    ...Object.fromEntries(Object.keys(attributes).map((each) => [each, null])),
    title: 'one',
    name,
  });

  test('stays as it was, and replaces nothing; what it does not know does', async () => {
    const engine = await new Engine().configured();
    const { state } = await engine.create(config('first'));
    engine.remote.alias = 'the-first';
    const same = await engine.plan(config('the-first'), state);
    expect(decoded(same.planned_state)).toEqual(state);
    expect(same.requires_replace).toEqual([]);
    const other = await engine.plan(config('second'), state);
    expect(attributesOf(other.planned_state)).toMatchObject({ name: 'second' });
    expect(other.requires_replace).toHaveLength(1);
  });

  test('is an error of the plan where the remote cannot be asked', async () => {
    const engine = await new Engine().configured();
    const { state } = await engine.create(config('first'));
    engine.remote.failing = new Error('it sleeps');
    const failed = await engine.plan(config('second'), state);
    expect(diagnosticsOf(failed)).toEqual(['error: Planning sample_thing failed']);
    expect(failed.diagnostics[0]?.detail).toContain('it sleeps');
  });
});

describe('a replacement', () => {
  const fixed = { requiresReplace: true, description: 'F.' } as const;
  const of: Attributes = {
    title: string({ description: 'T.', optional: true }),
    derived: string({ ...fixed, optional: true, computed: true }),
    inner: object({ fixed: string({ ...fixed, optional: true }) }, { description: 'I.', optional: true }),
    many: listOf({ fixed: string({ ...fixed, optional: true }) }, { description: 'M.', optional: true }),
  };
  const empty: ValueRecord = { title: null, derived: null, inner: null, many: null };
  const paths = (config: ValueRecord, prior: ValueRecord) =>
    replacePaths(of, config, prior, planState(of, config, prior));

  test('is not forced by a computed value that may well stay what it is', () => {
    const prior = { ...empty, derived: 'x' };
    expect(planState(of, { ...empty, title: 'new' }, prior).derived).toBe(UNKNOWN);
    expect(paths({ ...empty, title: 'new' }, prior)).toEqual([]);
    expect(paths({ ...empty, derived: UNKNOWN }, prior)).toEqual([['derived']]);
  });

  test('names paths within nested objects and lists, as far as one of the two values has them', () => {
    const prior = { ...empty, derived: 'x', many: [{ fixed: 'a' }, { fixed: 'b' }, { fixed: 'c' }] };
    const config = { ...empty, inner: { fixed: 'new' }, many: [{ fixed: 'a' }, { fixed: 'other' }] };
    expect(paths(config, prior)).toEqual([
      ['inner', 'fixed'],
      ['many', 1, 'fixed'],
    ]);
  });
});
