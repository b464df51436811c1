import { describe, expect, test } from '@jest/globals';
import { object, string } from '../../../provider/framework/attribute-builder.ts';
import { encodeValue } from '../../../provider/framework/msgpack.ts';
import { validateConfig } from '../../../provider/framework/validate.ts';
import { UNKNOWN, type ValueRecord } from '../../../provider/framework/value.ts';
import { diagnosticsOf, Engine } from './engine.ts';
import { thing } from './sample.ts';

const nothing: ValueRecord = Object.fromEntries(Object.keys(thing.attributes).map((name) => [name, null]));
const plain: ValueRecord = { ...nothing, title: 'one' };
const check = async (change: ValueRecord, writeOnly = true) =>
  new Engine().validate({ ...plain, ...change }, writeOnly);

describe('validate', () => {
  test('says nothing about a sound configuration', async () => {
    expect(
      diagnosticsOf(await check({ size: 99, tags: ['a'], sender: { name: 'a', address: 'a@x', verified_by: null } })),
    ).toEqual([]);
  });

  test.each<[ValueRecord, string]>([
    [{ id: 'mine' }, 'error id: This attribute is read-only'],
    [
      { sender: { name: 'a', address: 'a@x', verified_by: 'me' } },
      'error sender.verified_by: This attribute is read-only',
    ],
    [{ title: null }, 'error title: A required value is null'],
    [{ sender: { name: null, address: 'a@x', verified_by: null } }, 'error sender.name: A required value is null'],
    [
      {
        servers: [
          { host: 'a', port: 1 },
          { host: null, port: 1 },
        ],
      },
      'error servers.1.host: A required value is null',
    ],
    [{ size: 0 }, 'error size: A value is not allowed here'],
    [{ size: 100 }, 'error size: A value is not allowed here'],
    [{ size: '25.5' }, 'error size: A value is not allowed here'],
    [{ size: 9007199254740993n }, 'error size: A value is not allowed here'],
    [{ title: '' }, 'error title: A value is not allowed here'],
    [{ title: 'x'.repeat(41) }, 'error title: A value is not allowed here'],
    [{ name: 'Not This' }, 'error name: A value is not allowed here'],
    [{ hosts: ['a', 'b', 'c', 'd'] }, 'error hosts: A value is not allowed here'],
    [{ hosts: ['a', null] }, 'error hosts.1: A value is not allowed here'],
    [{ labels: { team: null } }, 'error labels.team: A value is not allowed here'],
    [{ tags: ['a', ''] }, 'error tags: A value is not allowed here'],
    [
      { sender: { name: 'a', address: 'nowhere', verified_by: null } },
      'error sender.address: A value is not allowed here',
    ],
    [{ timeouts: { create: 'soon' } }, 'error timeouts.create: A value is not allowed here'],
    [{ title: 'forbidden' }, 'error title: This title is forbidden'],
  ])('refuses %p at the attribute', async (change, expected) => {
    expect(diagnosticsOf(await check(change))).toEqual([expected]);
  });

  test('says what is wrong without quoting the value', async () => {
    const { diagnostics } = await check({ name: 'Top Secret!' });
    expect(diagnostics[0]?.detail).toBe('name must match the pattern ^[a-z0-9-]+$.');
  });

  test('never complains about an unknown', async () => {
    const unknown = Object.fromEntries(Object.keys(plain).map((name) => [name, UNKNOWN]));
    expect(diagnosticsOf(await check(unknown))).toEqual([]);
    expect(
      diagnosticsOf(
        await check({
          hosts: [UNKNOWN],
          servers: [UNKNOWN],
          sender: { name: UNKNOWN, address: UNKNOWN, verified_by: UNKNOWN },
        }),
      ),
    ).toEqual([]);
  });

  test.each([['hunter2'], [UNKNOWN]])(
    'refuses write-only values, known or not, on engines that would store them',
    async (secret) => {
      const refused = await check({ password_wo: secret }, false);
      expect(diagnosticsOf(refused)).toEqual(['error password_wo_version: Write-only attributes need a newer engine']);
      expect(refused.diagnostics[0]?.detail).toMatch(/Use password instead.*Terraform or OpenTofu 1\.11/);
      const silent = await new Engine().ask('ValidateResourceConfig', {
        config: encodeValue({ ...plain, password_wo: secret }, [
          'object',
          Object.fromEntries(Object.entries(thing.attributes).map(([name, { type }]) => [name, type])),
        ]),
      });
      expect(diagnosticsOf(silent)).toEqual(diagnosticsOf(refused));
      expect(diagnosticsOf(await check({ password_wo: secret }))).toEqual([]);
      expect(diagnosticsOf(await check({ password_wo: null }, false))).toEqual([]);
    },
  );

  test('refuses an unknown object on such engines when a write-only value may be in it', () => {
    const secret = string({ description: 'S.', optional: true, sensitive: true, writeOnly: true });
    const attributes = { login: object({ secret }, { description: 'L.', optional: true }) };
    const refused = validateConfig(attributes, { login: UNKNOWN }, { writeOnlyAllowed: false });
    expect(refused).toEqual([expect.objectContaining({ path: ['login'], severity: 'error' })]);
    expect(validateConfig(attributes, { login: UNKNOWN }, { writeOnlyAllowed: true })).toEqual([]);
  });

  test('checks data sources and the provider too', async () => {
    const config = encodeValue({ id: null, name: 'x', title: 'mine' }, [
      'object',
      { id: 'string', name: 'string', title: 'string' },
    ]);
    expect(diagnosticsOf(await new Engine().ask('ValidateDataResourceConfig', { config }))).toEqual([
      'error title: This attribute is read-only',
    ]);
    const provider = encodeValue({ label: UNKNOWN, token: 'x' }, ['object', { label: 'string', token: 'string' }]);
    expect(
      diagnosticsOf(await new Engine().ask('ValidateProviderConfig', { type_name: '', config: provider })),
    ).toEqual([]);
  });
});
