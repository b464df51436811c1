import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Value } from '../../../provider/framework/value.ts';
import { type Answer, decode, encode, FILE, fileValue, IDENTITY, serveTiny, short, type Tiny } from './tiny.ts';

let tiny: Tiny;
beforeEach(async () => {
  tiny = await serveTiny();
  await tiny.configure();
});
afterEach(() => tiny.close());

const type_name = 'tiny_file';
const encoded = (value: Value) => encode(value, FILE);
const identity = (path: string | null) => ({ identity_data: encode({ path }, IDENTITY) });
const pathIn = (message: unknown) =>
  message === undefined ? undefined : decode((message as { identity_data?: unknown }).identity_data, IDENTITY);
const a = { path: 'a', text: 'text' };
const state = fileValue({ ...a, size: 4 });

const plan = (config: Value, prior: Value, further: object = {}) =>
  tiny.ask('PlanResourceChange', {
    type_name,
    prior_state: encoded(prior),
    proposed_new_state: encoded(config),
    config: encoded(config),
    ...further,
  });

const apply = (config: Value, prior: Value, planned: Answer, further: object = {}) =>
  tiny.ask('ApplyResourceChange', {
    type_name,
    prior_state: encoded(prior),
    planned_state: planned.planned_state,
    config: encoded(config),
    ...further,
  });

test('the schema has the attributes of each resource that has one', async () => {
  const { identity_schemas: schemas } = await tiny.ask('GetResourceIdentitySchemas');
  expect(schemas).toEqual({
    tiny_file: {
      version: 0,
      identity_attributes: [
        expect.objectContaining({ name: 'path', required_for_import: true, optional_for_import: false }),
      ],
    },
    tiny_mark: {
      version: 0,
      identity_attributes: [
        expect.objectContaining({ name: 'path', required_for_import: true, optional_for_import: false }),
        expect.objectContaining({ name: 'line', required_for_import: false, optional_for_import: true }),
      ],
    },
  });
});

describe('it is answered', () => {
  test('by no plan of a creation, and by its apply', async () => {
    const planned = await plan(fileValue(a), null);
    expect(planned.planned_identity).toBeUndefined();
    expect(pathIn((await apply(fileValue(a), null, planned)).new_identity)).toEqual({ path: 'a' });
  });

  test('by the plan and the apply of a change, also of one that fails', async () => {
    tiny.folder.files.set('a', 'text');
    const config = fileValue({ ...a, text: 'refused' });
    const planned = await plan(config, state, { prior_identity: identity('a') });
    expect(pathIn(planned.planned_identity)).toEqual({ path: 'a' });
    const applied = await apply(config, state, planned, { planned_identity: identity('a') });
    expect(short(applied.diagnostics)).toEqual(['error text: This text is refused']);
    expect(pathIn(applied.new_identity)).toEqual({ path: 'a' });
    expect(decode(applied.new_state, FILE)).toEqual(state);
  });

  test('by no plan of a replacement', async () => {
    const planned = await plan(fileValue({ ...a, path: 'b' }), state, { prior_identity: identity('a') });
    expect(planned.requires_replace).toHaveLength(1);
    expect(planned.planned_identity).toBeUndefined();
  });

  test('by no creation that made nothing', async () => {
    const config = fileValue({ ...a, text: 'refused' });
    const applied = await apply(config, null, await plan(config, null));
    expect(decode(applied.new_state, FILE)).toBeNull();
    expect(applied.new_identity).toBeUndefined();
  });

  test('by a read, also where the state came from before there were identities, and where it fails', async () => {
    tiny.folder.files.set('a', 'text');
    const read = (further: object = {}) =>
      tiny.ask('ReadResource', { type_name, current_state: encoded(state), ...further });
    expect(pathIn((await read()).new_identity)).toEqual({ path: 'a' });
    tiny.folder.files.set('a', 'unreadable');
    expect(pathIn((await read({ current_identity: identity('a') })).new_identity)).toEqual({ path: 'a' });
    tiny.folder.files.clear();
    expect((await read({ current_identity: identity('a') })).new_identity).toBeUndefined();
  });

  test('by the plan of a destruction, and not by its apply', async () => {
    const planned = await plan(null, state, { prior_identity: identity('a') });
    expect(pathIn(planned.planned_identity)).toEqual({ path: 'a' });
    const applied = await apply(null, state, planned, { planned_identity: identity('a') });
    expect(decode(applied.new_state, FILE)).toBeNull();
    expect(applied.new_identity).toBeUndefined();
  });
});

describe('an import', () => {
  const imported = (answer: Answer) =>
    (answer.imported_resources as { state: unknown; identity?: unknown }[]).map((one) => ({
      state: decode(one.state, FILE),
      identity: pathIn(one.identity),
    }));

  test('by identity is one by id, and either answers the identity', async () => {
    const expected = [{ state: fileValue({ path: 'a' }), identity: { path: 'a' } }];
    const byIdentity = await tiny.ask('ImportResourceState', { type_name, identity: identity('a') });
    expect(imported(byIdentity)).toEqual(expected);
    expect(imported(await tiny.ask('ImportResourceState', { type_name, id: 'a' }))).toEqual(expected);
  });

  test('by an identity that lacks a part says which', async () => {
    const answer = await tiny.ask('ImportResourceState', { type_name, identity: identity(null) });
    expect(short(answer.diagnostics)).toEqual(['error path: The identity is not complete']);
  });
});

describe('one with a part that may be left out', () => {
  const MARK = ['object', { path: 'string', line: 'string' }] as const;
  const importMark = (path: string | null, line: string | null) =>
    tiny.ask('ImportResourceState', {
      type_name: 'tiny_mark',
      identity: { identity_data: encode({ path, line }, MARK) },
    });
  const identitiesIn = (answer: Answer) =>
    (answer.imported_resources as { identity?: { identity_data?: unknown } }[]).map(({ identity: found }) =>
      decode(found?.identity_data, MARK),
    );

  test.each(['7', null])('is imported with it and without it, and answered as it is: %s', async (line) => {
    expect(identitiesIn(await importMark('a', line))).toEqual([{ path: 'a', line }]);
  });

  test('is nothing without the others', async () => {
    const { diagnostics } = await importMark(null, '7');
    expect(short(diagnostics)).toEqual(['error path: The identity is not complete']);
  });
});

test('an identity of the same version is kept, and one of a newer provider refused', async () => {
  const raw_identity = { json: new TextEncoder().encode('{"path":"a","gone":1}') };
  const upgrade = (version: number) => tiny.ask('UpgradeResourceIdentity', { type_name, version, raw_identity });
  expect(pathIn((await upgrade(0)).upgraded_identity)).toEqual({ path: 'a' });
  expect(short((await upgrade(1)).diagnostics)).toEqual([
    'error: The identity of tiny_file was written by a newer provider',
  ]);
});

test('a resource without one has none anywhere', async () => {
  const answer = await tiny.ask('ImportResourceState', { type_name: 'tiny_unnamed', id: '7' });
  expect(answer.imported_resources).toMatchObject([{ identity: undefined }]);
});
