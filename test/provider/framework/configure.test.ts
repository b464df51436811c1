import { describe, expect, test } from '@jest/globals';
import { decodeValue, encodeValue } from '../../../provider/framework/msgpack.ts';
import type { Type } from '../../../provider/framework/type.ts';
import { UNKNOWN, type ValueRecord } from '../../../provider/framework/value.ts';
import { attributesOf, diagnosticsOf, Engine, encoded, privateOf } from './engine.ts';
import { thing } from './sample.ts';

const nothing: ValueRecord = Object.fromEntries(Object.keys(thing.attributes).map((name) => [name, null]));
const plain: ValueRecord = { ...nothing, title: 'one' };
const utf8 = new TextEncoder();

describe('configure', () => {
  const type: Type = ['object', { label: 'string', token: 'string' }];

  test('takes unknowns, and each time begins anew', async () => {
    const engine = new Engine();
    const unknown = await engine.ask('ConfigureProvider', {
      config: encodeValue({ label: UNKNOWN, token: UNKNOWN }, type),
    });
    expect(diagnosticsOf(unknown)).toEqual(['warning label: The label is not known yet']);
    await engine.configured('first');
    await engine.configured('second');
    expect(privateOf((await engine.create(plain)).private)).toEqual({ made_by: 'second' });
    await engine.configured();
    expect(privateOf((await engine.create(plain)).private)).toEqual({ made_by: 'none' });
  });

  test('that fails leaves no client of an earlier configuration', async () => {
    const engine = await new Engine().configured('good');
    const wrong = await engine.ask('ConfigureProvider', { config: encodeValue({ label: 'wrong', token: null }, type) });
    expect(diagnosticsOf(wrong)).toEqual(['error label: This label is wrong']);
    expect(diagnosticsOf(await engine.read({ ...plain, id: 'x' }))).toEqual(['error: The provider is not configured']);
  });
});

describe('a data source', () => {
  const type: Type = ['object', { id: 'string', name: 'string', title: 'string' }];
  const look = async (engine: Engine, config: ValueRecord) => {
    const answer = await engine.ask('ReadDataSource', {
      config: encodeValue({ id: null, name: null, title: null, ...config }, type),
    });
    return { diagnostics: diagnosticsOf(answer), state: decodeValue(answer.state, type) };
  };

  test('answers what is there', async () => {
    const engine = await new Engine().configured();
    await engine.create(plain);
    expect(await look(engine, { name: 'one' })).toEqual({
      diagnostics: [],
      state: { id: 'id-1', name: 'one', title: 'one' },
    });
  });

  test('puts an error on the attribute, and says what it was not told', async () => {
    const engine = await new Engine().configured();
    await engine.create({ ...plain, title: 'nameless' });
    expect(await look(engine, { id: 'none' })).toEqual({
      diagnostics: ['error id: There is no such thing'],
      state: null,
    });
    expect((await look(engine, { id: 'id-1' })).diagnostics).toEqual([
      'error name: name has no value after reading',
      'error title: title has no value after reading',
    ]);
  });
});

describe('nothing escapes as an error of the transport', () => {
  test.each([
    'ReadResource',
    'PlanResourceChange',
    'ApplyResourceChange',
    'ImportResourceState',
    'ValidateResourceConfig',
    'UpgradeResourceState',
    'ReadDataSource',
    'ValidateDataResourceConfig',
  ])('%s of an unknown type is a diagnostic', async (method) => {
    const engine = await new Engine().configured();
    const answer = await engine.ask(method, { type_name: 'sample_other', id: 'x' });
    expect(diagnosticsOf(answer)).toEqual([
      expect.stringMatching(/^error: There is no (resource|data source) sample_other$/),
    ]);
  });

  test('a value that is no MessagePack is a diagnostic, and the state it came with is kept', async () => {
    const engine = await new Engine().configured();
    const broken = { msgpack: new Uint8Array([0xc1]) };
    const request = {
      prior_state: encoded({ ...plain, id: 'x' }),
      planned_state: broken,
      config: broken,
      planned_private: utf8.encode('{"a":1}'),
    };
    const answer = await engine.ask('ApplyResourceChange', request);
    expect(diagnosticsOf(answer)).toEqual(['error: Applying sample_thing failed']);
    expect(attributesOf(answer.new_state)).toMatchObject({ id: 'x' });
    expect(privateOf(answer.private)).toEqual({ a: 1 });
  });
});
