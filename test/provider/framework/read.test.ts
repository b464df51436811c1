import { describe, expect, test } from '@jest/globals';
import type { ValueRecord } from '../../../provider/framework/value.ts';
import { attributesOf, decoded, diagnosticsOf, Engine, privateOf } from './engine.ts';
import type { Row } from './remote.ts';
import { thing } from './sample.ts';

const nothing: ValueRecord = Object.fromEntries(Object.keys(thing.attributes).map((name) => [name, null]));
const plain: ValueRecord = { ...nothing, title: 'one' };
const sender = { name: 'a', address: 'a@x', verified_by: null };
const utf8 = new TextEncoder();

async function planned(engine: Engine, config: ValueRecord, prior: ValueRecord | null = null): Promise<ValueRecord> {
  return attributesOf((await engine.plan(config, prior)).planned_state);
}

/** The remote changes a row behind the provider's back. */
function meddle(engine: Engine, change: Partial<Row>): void {
  for (const [id, row] of engine.remote.rows) engine.remote.rows.set(id, { ...row, ...change });
}

describe('read', () => {
  test('sees what changed, keeps spellings, and keeps what the remote does not tell', async () => {
    const engine = await new Engine().configured();
    const { state } = await engine.create({ ...plain, title: ' one ', password_wo: 'x', password_wo_version: '7' });
    meddle(engine, { size: 77 });
    const answer = await engine.read(state);
    expect(decoded(answer.new_state)).toEqual({ ...state, size: 77 });
    expect(state).toMatchObject({ title: ' one ', password_wo_version: '7', password_wo: null });
    expect(privateOf(answer.private)).toEqual({ read: true });
  });

  test('of something gone is null with a warning that names it', async () => {
    const engine = await new Engine().configured();
    const { state } = await engine.create(plain);
    engine.remote.rows.clear();
    const answer = await engine.read(state);
    expect(diagnosticsOf(answer)).toEqual(['warning: sample_thing "one" (id-1) is gone']);
    expect(decoded(answer.new_state)).toBeNull();
  });

  test('that fails keeps state and private data', async () => {
    const engine = await new Engine().configured();
    const { state, private: privateData } = await engine.create(plain);
    meddle(engine, { size: 'many' as unknown as number });
    const answer = await engine.read(state, privateData);
    expect(diagnosticsOf(answer)).toEqual(['error size: A value has the wrong type']);
    expect(decoded(answer.new_state)).toEqual(state);
    expect(privateOf(answer.private)).toEqual({ made_by: 'none', read: true });
  });

  test('before the provider is configured is an error, not a crash, and loses nothing', async () => {
    const engine = new Engine();
    const kept = utf8.encode('{"a":1}');
    const answer = await engine.read({ ...plain, id: 'id-1' }, kept);
    expect(diagnosticsOf(answer)).toEqual(['error: The provider is not configured']);
    expect(decoded(answer.new_state)).toMatchObject({ id: 'id-1' });
    expect(privateOf(answer.private)).toEqual({ a: 1 });
  });
});

describe('import', () => {
  test('gives enough for a read, after which a plan is empty', async () => {
    const engine = await new Engine().configured();
    await engine.create({ ...plain, sender });
    const answer = await engine.ask('ImportResourceState', { id: 'one' });
    const [imported] = answer.imported_resources ?? [];
    expect(decoded(imported?.state)).toEqual({ ...nothing, id: 'id-1' });
    expect(privateOf(imported?.private)).toEqual({ imported: 'one' });
    const read = attributesOf((await engine.read(decoded(imported?.state), imported?.private)).new_state);
    expect(await planned(engine, { ...plain, sender }, read)).toEqual(read);
  });

  test('of nothing, or without an id, is an error that says so', async () => {
    const engine = await new Engine().configured();
    expect(diagnosticsOf(await engine.ask('ImportResourceState', { id: 'none' }))).toEqual([
      'error: There is no sample_thing "none"',
    ]);
    expect(diagnosticsOf(await engine.ask('ImportResourceState', {}))).toEqual([
      'error: sample_thing is imported by an id',
    ]);
  });
});

describe('state upgrade', () => {
  const upgrade = (version: number, raw: unknown) =>
    new Engine().ask('UpgradeResourceState', { version, raw_state: { json: utf8.encode(JSON.stringify(raw)) } });

  test('at the same version drops what the schema does not have and fills what it has', async () => {
    const answer = await upgrade(2, {
      id: 'a',
      title: 'one',
      size: 7,
      left_over: { deep: [1] },
      password_wo: 'planted',
    });
    expect(diagnosticsOf(answer)).toEqual([]);
    expect(decoded(answer.upgraded_state)).toEqual({ ...nothing, id: 'a', title: 'one', size: 7 });
  });

  test('lifts an old state a version at a time', async () => {
    const answer = await upgrade(0, { id: 'a', label: 'old' });
    expect(attributesOf(answer.upgraded_state)).toMatchObject({ id: 'a', title: 'old!' });
  });

  test('refuses a newer state, and one that does not fit', async () => {
    expect(diagnosticsOf(await upgrade(3, { id: 'a' }))).toEqual([
      'error: The state of sample_thing was written by a newer provider',
    ]);
    expect(diagnosticsOf(await upgrade(2, { id: 'a', size: 'many' }))).toEqual([
      'error size: A value has the wrong type',
    ]);
    const flat = await new Engine().ask('UpgradeResourceState', { version: 0, raw_state: { flatmap: { id: 'a' } } });
    expect(diagnosticsOf(flat)).toEqual(['error: The state of sample_thing is in a form that is too old']);
  });
});
