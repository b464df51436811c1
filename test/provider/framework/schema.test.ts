import { describe, expect, test } from '@jest/globals';
import type { Attributes } from '../../../provider/framework/attribute.ts';
import { object, set, string } from '../../../provider/framework/attribute-builder.ts';
import type { ConfigOf, KnownOf, PlanOf, Result, StateOf } from '../../../provider/framework/infer.ts';
import { providerService } from '../../../provider/framework/protocol/provider.ts';
import { defineProvider, definitionsFor } from '../../../provider/framework/provider.ts';
import { schemaMessage } from '../../../provider/framework/schema.ts';
import { schemaFaults } from '../../../provider/framework/schema-check.ts';
import { schemaJson } from '../../../provider/framework/schema-json.ts';
import { createService } from '../../../provider/framework/service/service.ts';
import type { Unknown } from '../../../provider/framework/value.ts';
import { decode } from '../../../provider/plugin/proto/decode.ts';
import { encode } from '../../../provider/plugin/proto/encode.ts';
import type { Message, MessageShape } from '../../../provider/plugin/proto/message.ts';
import { diagnosticsOf, Engine } from './engine.ts';
import { Remote } from './remote.ts';
import { sampleProvider, thing } from './sample.ts';
import { tinyProvider } from './tiny.ts';

const faultsOf = (attributes: Attributes) => schemaFaults('x', { description: 'X.', attributes });

/** Attributes that TypeScript would refuse in part, as a mistake would bring them about. */
const wrong = (options: object) => ({ a: { type: 'string', description: 'A.', ...options } }) as Attributes;

describe('the schema', () => {
  test('of a sound resource has no faults', () => {
    expect(schemaFaults(thing.typeName, thing)).toEqual([]);
  });

  test.each([
    [{}, 'neither required'],
    [{ required: true, optional: true }, 'is required, so'],
    [{ required: true, computed: true }, 'is required, so'],
    [{ optional: true, default: 'x' }, 'has a default, so'],
    [{ optional: true, computed: true, default: 5 }, 'default of another type'],
    [{ optional: true, writeOnly: true }, 'sensitive too'],
    [{ computed: true, sensitive: true, writeOnly: true }, 'is not computed'],
    [{ optional: true, sensitive: true, writeOnly: true, requiresReplace: true }, 'version'],
    [{ optional: true, sensitive: true, writeOnly: true, type: ['set', 'string'] }, 'no set in it'],
    [{ optional: true, unknownWhen: 'created' }, 'unknownWhen'],
    [{ computed: true, unknownWhen: ['b'] }, 'not beside it: b'],
    [{ optional: true, description: ' ' }, 'needs a description'],
  ])('with %j is at fault: %s', (options, fault) => {
    expect(faultsOf(wrong(options))).toEqual([expect.stringContaining(fault)]);
  });

  test('is checked in nested attributes and for reserved names', () => {
    const nested = object(wrong({}), { description: 'O.', optional: true });
    expect(faultsOf({ o: nested, count: string({ description: 'C.', optional: true }) })).toEqual([
      'x.count has a name that Terraform reserves',
      expect.stringMatching(/^x\.o\.a is neither/),
    ]);
  });

  test('of a faulty resource is an error and does not leave', async () => {
    const { defineResource } = definitionsFor<null>();
    const faulty = defineResource({ ...thing, attributes: wrong({}) } as unknown as Parameters<
      typeof defineResource
    >[0]);
    const provider = defineProvider({
      typeName: 'sample',
      description: 'S.',
      attributes: {},
      configure: () => null,
      resources: [faulty],
      dataSources: [],
    });
    const answer = await createService(provider).GetProviderSchema?.({}, { signal: new AbortController().signal });
    expect(answer).toMatchObject({
      resource_schemas: {},
      diagnostics: [{ severity: 1, detail: expect.stringContaining('sample_thing.a') }],
    });
  });

  test('of an identity is plain and visible', () => {
    const attributes = {
      id: string({ description: 'I.', computed: true, sensitive: true }),
      tags: set('string', { description: 'T.', optional: true }),
    };
    const identity = ['id', 'tags', 'gone'];
    expect(schemaFaults('x', { description: 'X.', attributes, identity })).toEqual([
      'x.id is part of the identity, so it is not sensitive',
      'x.tags is part of the identity, so it must be a string, a number or a bool',
      'x.gone is part of the identity and not there',
    ]);
  });

  test('has write-only attributes in resources alone', async () => {
    const nested = { secret_wo: string({ description: 'S.', optional: true, sensitive: true, writeOnly: true }) };
    const action = definitionsFor<null>().defineAction({
      typeName: 'sample_act',
      description: 'A.',
      attributes: { login: object(nested, { description: 'L.', optional: true }) },
      invoke: async () => {},
    });
    const offered = { configure: () => null, resources: [], dataSources: [], actions: [action] };
    const provider = defineProvider({ typeName: 'sample', description: 'S.', attributes: {}, ...offered });
    const answer = await createService(provider).GetProviderSchema?.({}, { signal: new AbortController().signal });
    expect(answer).toMatchObject({
      action_schemas: {},
      diagnostics: [{ severity: 1, detail: expect.stringContaining('sample_act.login.secret_wo is write-only') }],
    });
  });

  test('goes over the wire with types as JSON and nesting instead of blocks', () => {
    const { version, block } = schemaMessage(thing);
    const named = (name: string) => block.attributes.find((attribute) => attribute.name === name);
    expect(version).toBe(2);
    expect(new TextDecoder().decode(named('tags')?.type)).toBe('["set","string"]');
    expect(named('password_wo')).toMatchObject({ write_only: true, sensitive: true, optional: true, computed: false });
    expect(named('sender')).toMatchObject({
      nested_type: { nesting: 1, attributes: [{ name: 'name', required: true }, {}, {}] },
    });
    expect(named('servers')).toMatchObject({ nested_type: { nesting: 2 } });
    expect(named('sender')).not.toHaveProperty('type');
  });

  test('is answered with metadata and only the capabilities there are', async () => {
    const { service, ask } = new Engine();
    expect(Object.keys(service).sort()).toEqual(Object.keys(providerService.methods).sort());
    const metadata = await ask.call(new Engine(), 'GetMetadata', {});
    expect(metadata).toMatchObject({
      resources: [{ type_name: 'sample_thing' }],
      data_sources: [{ type_name: 'sample_thing' }],
    });
    const schema = await new Engine().ask('GetProviderSchema', {});
    expect(schema).toMatchObject({
      server_capabilities: { plan_destroy: true, get_provider_schema_optional: true },
      provider: { version: 0 },
      resource_schemas: { sample_thing: { version: 2 } },
      data_source_schemas: { sample_thing: { version: 0 } },
      diagnostics: [],
    });
    expect(diagnosticsOf(schema)).toEqual([]);
  });

  test('is read by an engine that knows nothing of what came later', async () => {
    const response: MessageShape = providerService.methods.GetProviderSchema?.response ?? {};
    const answer = encode(response, (await tinyProviderSchema()) as Message);
    const old = Object.fromEntries(Object.entries(response).filter(([, { number }]) => number <= 6));
    const seen = decode(old, answer);
    const now = decode(response, answer);
    expect(Object.keys(now.action_schemas as object)).toEqual(['tiny_copy']);
    expect(seen).toEqual(Object.fromEntries(Object.entries(now).filter(([name]) => name in old)));
    expect(Object.keys(seen.resource_schemas as object)).toEqual(['tiny_file', 'tiny_mark', 'tiny_unnamed']);
  });

  test('is printed as terraform providers schema -json prints it', async () => {
    const json = await schemaJson(sampleProvider(new Remote()), 'registry.terraform.io/sample/sample');
    expect(json).toMatchObject({
      format_version: '1.0',
      provider_schemas: {
        'registry.terraform.io/sample/sample': {
          provider: { version: 0, block: { attributes: { label: { type: 'string', optional: true } } } },
          data_source_schemas: { sample_thing: { block: { attributes: { title: { computed: true } } } } },
        },
      },
    });
    const { attributes } = (json as unknown as Printed).provider_schemas['registry.terraform.io/sample/sample']
      .resource_schemas.sample_thing.block;
    expect(attributes.password_wo).toEqual({
      type: 'string',
      description: 'Password.',
      description_kind: 'markdown',
      optional: true,
      sensitive: true,
      write_only: true,
    });
    expect(attributes.servers).toEqual({
      nested_type: {
        attributes: {
          host: { type: 'string', description: 'Host.', description_kind: 'markdown', required: true },
          port: { type: 'number', description: 'Port.', description_kind: 'markdown', optional: true, computed: true },
        },
        nesting_mode: 'list',
      },
      description: 'Servers.',
      description_kind: 'markdown',
      optional: true,
    });
  });
});

const tinyProviderSchema = () =>
  createService(tinyProvider).GetProviderSchema?.({}, { signal: new AbortController().signal });

interface Printed {
  readonly provider_schemas: {
    readonly 'registry.terraform.io/sample/sample': {
      readonly resource_schemas: {
        readonly sample_thing: { readonly block: { readonly attributes: Record<string, unknown> } };
      };
    };
  };
}

/** Checked by the compiler: the types of a resource's functions follow from its attributes. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const typed = {
  id: string({ description: 'I.', computed: true }),
  title: string({ description: 'T.', required: true }),
  note: string({ description: 'N.', optional: true }),
  mode: string({ description: 'M.', optional: true, computed: true, default: 'a' }),
  secret: string({ description: 'S.', optional: true, sensitive: true, writeOnly: true }),
  tags: set('string', { description: 'G.', optional: true }),
  sender: object({ at: string({ description: 'A.', computed: true }) }, { description: 'O.', required: true }),
};
type Typed = typeof typed;

test('types are inferred: nullable where optional, unknown where computed, null where write-only', () => {
  const proven: [
    Same<StateOf<Typed>['id'], string>,
    Same<StateOf<Typed>['note'], string | null>,
    Same<StateOf<Typed>['mode'], string>,
    Same<StateOf<Typed>['secret'], null>,
    Same<ConfigOf<Typed>['secret'], string | null>,
    Same<ConfigOf<Typed>['id'], null>,
    Same<ConfigOf<Typed>['title'], string>,
    Same<PlanOf<Typed>['id'], string | Unknown>,
    Same<PlanOf<Typed>['mode'], string>,
    Same<PlanOf<Typed>['tags'], readonly string[] | null>,
    Same<PlanOf<Typed>['sender']['at'], string | Unknown>,
    Same<KnownOf<Typed>['title'], string | null>,
    Same<KnownOf<Typed>['id'], string>,
    Same<Result<Typed>['title'], string | undefined>,
  ] = [true, true, true, true, true, true, true, true, true, true, true, true, true, true];
  expect(proven).not.toContain(false);
});
