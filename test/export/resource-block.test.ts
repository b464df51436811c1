import { expect, test } from '@jest/globals';
import type { Entry } from '../../export/cloud/entry.ts';
import { References } from '../../export/configuration/reference.ts';
import { writeResource } from '../../export/configuration/resource-block.ts';
import { printBlock } from '../../export/hcl/block.ts';
import { bool, list, object, set, string } from '../../provider/framework/attribute-builder.ts';
import type { ValueRecord } from '../../provider/framework/value.ts';
import { optionalReference } from '../../provider/rest/reference.ts';

const ID = '2f1d1c1e-1111-4222-8333-444444444444';
const OTHER_ID = '3f1d1c1e-1111-4222-8333-444444444444';
const UNKNOWN_ID = '7d444840-9dc0-41d1-b245-5ffdce74fad2';
const description = 'It is.';

const attributes = {
  id: string({ description, computed: true }),
  title: string({ description, required: true }),
  client_id: string({ description, optional: true, computed: true }),
  store_id: optionalReference({ description, from: 'gatepost_thing.example.id' }),
  other_id: optionalReference({ description, from: 'gatepost_thing.example.id' }),
  secure: bool({ description, optional: true, computed: true, default: true }),
  scopes: set('string', { description, optional: true }),
  thing_ids: list('string', { description, optional: true }),
  note: string({ description, optional: true }),
  pem: string({ description, optional: true, sameMeaning: (a, b) => a.trim() === b.trim() }),
  token: object(
    {
      key: string({ description, optional: true, sensitive: true }),
      key_wo: string({ description, optional: true, sensitive: true, writeOnly: true }),
      key_wo_version: string({ description, optional: true }),
      url: string({ description, required: true }),
    },
    { description, optional: true },
  ),
};

function entryOf(id: string, name: string, values: ValueRecord): Entry {
  const nothing = Object.fromEntries(Object.keys(attributes).map((each) => [each, null]));
  const kind = { noun: 'thing', words: ['thing', 'things'], subject: 'cloud', path: '/things' } as const;
  const resource = { typeName: 'gatepost_thing', attributes } as unknown as NonNullable<Entry['managed']>['resource'];
  const state = { ...nothing, id, title: name, ...values };
  return { view: { id, name }, parent: null, kind, label: name, managed: { resource, importId: id, state } };
}

/** The resource as it is printed, and what it names that is not there. */
function written(values: ValueRecord, secrets: Parameters<typeof writeResource>[3] = []) {
  const entry = entryOf(ID, 'own', values);
  const references = new References([entry, entryOf(OTHER_ID, 'other', {})], new Set());
  if (!entry.managed) throw new Error('It is managed.');
  const { block, unresolved } = writeResource(entry, entry.managed, references, secrets);
  return { hcl: printBlock(block), unresolved };
}

test('what is absent, default or decided by the API is left out', () => {
  expect(written({ secure: true }).hcl).toBe('resource "gatepost_thing" "own" {\n  title = "own"\n}\n');
  expect(written({ secure: false }).hcl).toContain('secure = false');
});

test('ids become references where the attribute takes nothing else, and are told where there is none', () => {
  const { hcl, unresolved } = written({ client_id: ID, store_id: OTHER_ID.toUpperCase(), other_id: UNKNOWN_ID });
  expect(hcl).toContain(`client_id = "${ID}"`);
  expect(hcl).toContain('store_id  = gatepost_thing.other.id');
  expect(hcl).toContain(`other_id  = "${UNKNOWN_ID}"`);
  expect(unresolved).toEqual(['gatepost_thing.own.other_id']);
});

test('sets have one order, lists keep theirs, and both hold references', () => {
  const { hcl, unresolved } = written({ scopes: ['b', 'a'], thing_ids: [UNKNOWN_ID, OTHER_ID] });
  expect(hcl).toContain('scopes    = ["a", "b"]');
  expect(hcl).toContain(`thing_ids = ["${UNKNOWN_ID}", gatepost_thing.other.id]`);
  expect(unresolved).toEqual(['gatepost_thing.own.thing_ids']);
});

test('lines are ended only where that means the same', () => {
  const text = 'a\r\nb';
  expect(written({ note: text }).hcl).toContain('note  = "a\\r\\nb"');
  expect(written({ pem: text }).hcl).toContain('"a\\r\\nb"');
  expect(written({ pem: 'a\nb' }).hcl).toContain('pem   = <<EOT\na\nb\nEOT\n');
});

test('a secret comes from its variable, and its version is ignored', () => {
  const secrets = [{ path: ['token', 'key'], variable: 'thing_key' }];
  expect(written({ token: { key: null, key_wo: null, key_wo_version: null, url: 'u' } }, secrets).hcl).toBe(
    `resource "gatepost_thing" "own" {
  title = "own"
  token = {
    key_wo         = var.thing_key
    key_wo_version = "1"
    url            = "u"
  }

  lifecycle {
    ignore_changes = [token.key_wo_version]
  }
}
`,
  );
});
