import { expect, test } from '@jest/globals';
import { objectType } from '../../../provider/framework/attribute.ts';
import { object, string } from '../../../provider/framework/attribute-builder.ts';
import { encodeValue } from '../../../provider/framework/msgpack.ts';
import { defineProvider, definitionsFor } from '../../../provider/framework/provider.ts';
import { createService } from '../../../provider/framework/service/service.ts';
import type { Message } from '../../../provider/plugin/proto/message.ts';
import type { Answer } from './engine.ts';

const SHORT = { constraint: { maxLength: 3 } } as const;
const text = (options: { sensitive?: true; writeOnly?: true } = {}) =>
  string({ description: 'Text.', optional: true, ...SHORT, ...options });

const attributes = {
  title: text(),
  secret: text({ sensitive: true }),
  secret_wo: text({ sensitive: true, writeOnly: true }),
  secret_wo_version: text(),
  token: text({ sensitive: true }),
  login: object({ user: text(), key: text({ sensitive: true }) }, { description: 'Login.', optional: true }),
  sender: object({ name: text() }, { description: 'Sender.', optional: true }),
};

const gone = async () => null;
const never = async () => ({});
const resource = definitionsFor<null>().defineResource({
  ...{ typeName: 'sample_login', description: 'A login.', attributes },
  ...{ create: never, read: gone, update: never, delete: async () => {}, importState: gone },
});
const service = createService(
  defineProvider({
    ...{ typeName: 'sample', description: 'Sample.', attributes: { token: text({ sensitive: true }) } },
    ...{ configure: () => null, resources: [resource], dataSources: [] },
  }),
);

const NOTHING = Object.fromEntries(Object.keys(attributes).map((name) => [name, null]));

async function ask(method: string, request: Message): Promise<string[]> {
  const answer = (await service[method]?.(request, { signal: new AbortController().signal })) as unknown as Answer;
  return answer.diagnostics.map(({ attribute, detail }) => {
    const steps = attribute?.steps.map((step) => step.attribute_name).join('.') ?? 'the block';
    return `${steps}: ${detail}`;
  });
}

const LONG = 'far too long a text';

/** The configuration, where the diagnostic points, and what its text has to name. */
test.each([
  [{ title: LONG }, 'title', 'title'],
  [{ secret: LONG }, 'secret_wo_version', 'secret'],
  [{ secret_wo: LONG }, 'secret_wo_version', 'secret_wo'],
  [{ token: LONG }, 'the block', 'token'],
  [{ login: { user: null, key: LONG } }, 'the block', 'login.key'],
  [{ login: { user: LONG, key: null } }, 'the block', 'login.user'],
  [{ sender: { name: LONG } }, 'sender', 'sender.name'],
])('of %p the line of %s is blamed, where no secret stands, and %s named', async (given, blamed, named) => {
  const config = encodeValue({ ...NOTHING, ...given }, objectType(attributes));
  const capabilities = { write_only_attributes_allowed: true };
  const request = { type_name: 'sample_login', config, client_capabilities: capabilities };
  expect(await ask('ValidateResourceConfig', request)).toEqual([
    `${blamed}: ${named} must have 3 characters or fewer.`,
  ]);
});

test("a secret of the provider's own block is spared too", async () => {
  const config = encodeValue({ token: LONG }, ['object', { token: 'string' }]);
  expect(await ask('ValidateProviderConfig', { config })).toEqual([
    'the block: token must have 3 characters or fewer.',
  ]);
});
