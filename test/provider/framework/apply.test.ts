import { describe, expect, test } from '@jest/globals';
import type { ValueRecord } from '../../../provider/framework/value.ts';
import { attributesOf, decoded, diagnosticsOf, Engine, privateOf } from './engine.ts';
import type { Row } from './remote.ts';
import { thing } from './sample.ts';

const nothing: ValueRecord = Object.fromEntries(Object.keys(thing.attributes).map((name) => [name, null]));
const plain: ValueRecord = { ...nothing, title: 'one' };
const sender = { name: 'a', address: 'a@x', verified_by: null };

async function planned(engine: Engine, config: ValueRecord, prior: ValueRecord | null = null): Promise<ValueRecord> {
  return attributesOf((await engine.plan(config, prior)).planned_state);
}

describe('create', () => {
  test('that fails leaves no state, says which attribute, and keeps private data', async () => {
    const engine = await new Engine().configured('me');
    engine.remote.failing = new Error('the remote is down');
    const answer = await engine.apply(plain, null, await planned(engine, plain));
    expect(diagnosticsOf(answer)).toEqual(['error: Creating sample_thing failed']);
    expect(answer.diagnostics[0]?.detail).toBe('the remote is down');
    expect(decoded(answer.new_state)).toBeNull();
    expect(privateOf(answer.private)).toEqual({ made_by: 'me' });
  });

  test('that fails half way leaves what was saved, wholly known', async () => {
    const engine = await new Engine().configured();
    const config = { ...plain, title: 'breaks half way', sender };
    const answer = await engine.apply(config, null, await planned(engine, config));
    expect(diagnosticsOf(answer)).toEqual(['error sender.address: The address bounced']);
    expect(decoded(answer.new_state)).toEqual({ ...nothing, id: 'id-1', title: 'breaks half way' });
    expect(privateOf(answer.private)).toEqual({ made_by: 'none' });
  });

  test('gets write-only values from the configuration, and they are nowhere in the answers', async () => {
    const engine = await new Engine().configured();
    const config = { ...plain, password_wo: 'hunter2', password_wo_version: '1' };
    const plan = await engine.plan(config, null);
    const answer = await engine.apply(config, null, decoded(plan.planned_state));
    expect(engine.remote.get('id-1').password).toBe('hunter2');
    expect(attributesOf(answer.new_state)).toMatchObject({ password_wo: null, fingerprint: '7#' });
    expect(Buffer.concat([plan, answer].flatMap(bytesIn)).toString('latin1')).not.toContain('hunter2');
    expect(Buffer.concat(bytesIn(answer)).toString('latin1')).toContain('made_by');
  });

  test('whose answer is not what was planned names the attribute and keeps the truth', async () => {
    const engine = await new Engine().configured();
    const plan = await planned(engine, { ...plain, sender });
    const lying = { ...plan, size: 11, sender: { name: 'b', address: 'a@x', verified_by: 'nobody' } };
    engine.remote.create = () => ({ ...row, size: 5, sender: { name: 'a', address: 'a@x', verified_by: 'c' } });
    const row: Row = {
      id: 'id-9',
      title: 'one',
      name: 'one',
      size: 5,
      secure: true,
      tags: null,
      labels: null,
      hosts: null,
      password: null,
      revision: 1,
      note: null,
      sender: null,
      servers: null,
    };
    const answer = await engine.apply({ ...plain, sender }, null, lying);
    expect(diagnosticsOf(answer)).toEqual([
      'error size: size came back with another value than planned',
      'error sender.name: sender.name came back with another value than planned',
      'error sender.verified_by: sender.verified_by came back with another value than planned',
    ]);
    expect(attributesOf(answer.new_state)).toMatchObject({ id: 'id-9', size: 5 });
  });

  test('that leaves a computed value out is told so, and nothing unknown is saved', async () => {
    const engine = await new Engine().configured();
    engine.remote.create = () => ({ id: 'id-9', password: null }) as Row;
    const answer = await engine.apply(plain, null, await planned(engine, plain));
    expect(diagnosticsOf(answer)).toEqual(
      ['name', 'revision', 'note'].map((name) => `error ${name}: ${name} has no value after apply`),
    );
    expect(attributesOf(answer.new_state)).toMatchObject({ id: 'id-9', title: 'one', name: null, revision: null });
  });
});

describe('update', () => {
  test('that fails leaves the prior state, never the planned one, and keeps private data', async () => {
    const engine = await new Engine().configured();
    const { state, private: privateData } = await engine.create(plain);
    const config = { ...plain, title: 'two', size: 20 };
    const plan = await planned(engine, config, state);
    engine.remote.failing = new Error('the remote is down');
    const answer = await engine.apply(config, state, plan, privateData);
    expect(diagnosticsOf(answer)).toEqual(['error: Updating sample_thing failed']);
    expect(decoded(answer.new_state)).toEqual(state);
    expect(privateOf(answer.private)).toEqual({ made_by: 'none', updated: true });
  });

  test('that fails half way leaves what was saved over the prior state', async () => {
    const engine = await new Engine().configured();
    const { state } = await engine.create(plain);
    const config = { ...plain, title: 'half updated', size: 20 };
    const answer = await engine.apply(config, state, await planned(engine, config, state));
    expect(diagnosticsOf(answer)).toEqual(['error: Updating sample_thing failed']);
    expect(decoded(answer.new_state)).toEqual({ ...state, title: 'half updated' });
  });

  test('sends a secret only when its version changed', async () => {
    const engine = await new Engine().configured();
    const first = { ...plain, password_wo: 'old', password_wo_version: '1' };
    const { state } = await engine.create(first);
    const config = { ...first, password_wo: 'new', title: 'two' };
    const same = await engine.apply(config, state, await planned(engine, config, state));
    expect(engine.remote.get('id-1').password).toBe('old');
    const next = { ...config, password_wo_version: '2' };
    await engine.apply(next, decoded(same.new_state), await planned(engine, next, attributesOf(same.new_state)));
    expect(engine.remote.get('id-1').password).toBe('new');
  });
});

describe('delete', () => {
  test('ends in a null state, and in the prior one where it failed', async () => {
    const engine = await new Engine().configured();
    const { state, private: privateData } = await engine.create(plain);
    engine.remote.failing = new Error('in use');
    const failed = await engine.apply(null, state, null, privateData);
    expect(diagnosticsOf(failed)).toEqual(['error: Deleting sample_thing failed']);
    expect(decoded(failed.new_state)).toEqual(state);
    expect(failed.private).toEqual(privateData);
    engine.remote.failing = undefined;
    expect(decoded((await engine.apply(null, state, null, privateData)).new_state)).toBeNull();
    expect(engine.remote.rows.size).toBe(0);
  });
});

/** Every byte string anywhere in an answer. */
function bytesIn(value: unknown): Uint8Array[] {
  if (value instanceof Uint8Array) return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(bytesIn) : [];
}
