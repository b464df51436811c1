import { credentials } from '@grpc/grpc-js';
import { list, number, object, string } from '../../../provider/framework/attribute-builder.ts';
import { attributeError } from '../../../provider/framework/diagnostic.ts';
import { defineFunction } from '../../../provider/framework/function.ts';
import { decodeValue, encodeValue } from '../../../provider/framework/msgpack.ts';
import type { DiagnosticMessage, DynamicValueMessage } from '../../../provider/framework/protocol/diagnostic.ts';
import { providerService } from '../../../provider/framework/protocol/provider.ts';
import { defineProvider, definitionsFor } from '../../../provider/framework/provider.ts';
import { createService } from '../../../provider/framework/service/service.ts';
import type { Type } from '../../../provider/framework/type.ts';
import type { Value } from '../../../provider/framework/value.ts';
import { createGrpcServer } from '../../../provider/plugin/grpc-server.ts';
import type { Message } from '../../../provider/plugin/proto/message.ts';
import { listenOnFreePort } from '../../../toolbox/free-port.ts';
import { GrpcCaller } from '../plugin/grpc-caller.ts';

/** A provider of files in a folder, with one of every kind, each as small as it can be. */
export class Folder {
  readonly files = new Map<string, string>();
  readonly events: string[] = [];
  /** What an action waits for. */
  gate: Promise<void> = Promise.resolve();
}

const { defineResource, defineEphemeralResource, defineListResource, defineAction } = definitionsFor<Folder>();

const file = defineResource({
  typeName: 'tiny_file',
  description: 'A file.',
  identity: ['path'],
  attributes: {
    path: string({ description: 'Where it is.', required: true, requiresReplace: true }),
    text: string({ description: 'What is in it.', optional: true, computed: true, default: 'empty' }),
    size: number({ description: 'How long it is.', computed: true }),
    old: string({ description: 'Old.', optional: true, deprecated: 'Use text.' }),
    owner: object(
      {
        name: string({ description: 'Name.', required: true }),
        number: number({ description: 'Number.', computed: true }),
      },
      { description: 'Owner.', optional: true },
    ),
  },
  create: async ({ plan: { path, text }, client }) => write(client, path, text),
  read: async ({ prior, client }) => {
    const text = client.files.get(String(prior.path));
    if (text === 'unreadable') throw new Error('it can not be read');
    return text === undefined ? null : { path: prior.path ?? '', text, size: text.length };
  },
  update: async ({ plan: { path, text }, client }) => write(client, path, text),
  delete: async ({ prior, client }) => {
    client.files.delete(String(prior.path));
  },
  importState: async ({ id }) => ({ path: id }),
});

function write(folder: Folder, path: string, text: string) {
  if (text === 'refused') throw attributeError(['text'], 'This text is refused');
  folder.files.set(path, text);
  return { size: text.length };
}

/** A file or a line of it: what knows it may be there in part. */
const mark = defineResource({
  typeName: 'tiny_mark',
  description: 'A mark.',
  identity: ['path', 'line'],
  importIdOf: ({ path, line }) => (line === null ? String(path) : `${path}#${line}`),
  attributes: {
    path: string({ description: 'In which file.', required: true, requiresReplace: true }),
    line: string({ description: 'At which line.', optional: true, requiresReplace: true }),
  },
  create: async () => ({}),
  read: async () => ({}),
  update: async () => ({}),
  delete: async () => {},
  importState: async ({ id }) => {
    const [path = '', line = null] = id.split('#');
    return { path, line };
  },
});

const unnamed = defineResource({
  typeName: 'tiny_unnamed',
  description: 'A resource without identity.',
  attributes: { id: string({ description: 'Id.', computed: true }) },
  create: async () => ({ id: '1' }),
  read: async () => ({}),
  update: async () => ({}),
  delete: async () => {},
  importState: async ({ id }) => ({ id }),
});

const lock = defineEphemeralResource({
  typeName: 'tiny_lock',
  description: 'A lock.',
  attributes: {
    path: string({ description: 'Of what.', required: true, constraint: { minLength: 2 } }),
    key: string({ description: 'Opens it.', computed: true, sensitive: true }),
  },
  open: async ({ config, client, private: kept }) => {
    kept.set('path', config.path);
    client.events.push(`open ${config.path}`);
    return { result: { key: `key of ${config.path}` }, renewAt: new Date(1_500_000_000_250) };
  },
  renew: async ({ client, private: kept }) => {
    if (kept.get('path') === 'lost') throw new Error('the lock is lost');
    client.events.push(`renew ${kept.get('path')}`);
    kept.set('renewed', true);
    return undefined;
  },
  close: async ({ client, private: kept, signal }) => {
    client.events.push(`close ${kept.get('path')}${signal.aborted ? ' aborted' : ''}`);
  },
  validate: ({ config, error }) => {
    if (config.path === '/etc') error(['path'], 'This path is forbidden');
  },
});

const files = defineListResource({
  typeName: 'tiny_file',
  description: 'Files.',
  attributes: { prefix: string({ description: 'How their path begins.', optional: true }) },
  validate: ({ config, error }) => {
    if (config.prefix === '..') error(['prefix'], 'There is no way up');
  },
  list: async function* ({ config, client, warn }) {
    for (const [path, text] of client.files) {
      if (!path.startsWith(config.prefix ?? '')) continue;
      client.events.push(`listed ${path}`);
      if (text === 'unreadable') throw new Error('the folder can not be read');
      if (text === 'odd') warn('An odd file is left out');
      else yield { displayName: `File ${path}`, state: { path, text, size: text.length } };
    }
  },
});

const copy = defineAction({
  typeName: 'tiny_copy',
  description: 'Copies.',
  attributes: {
    from: string({ description: 'From.', required: true }),
    to: list('string', { description: 'To.', required: true, constraint: { minLength: 1 } }),
  },
  plan: ({ config, warn }) => {
    if (config.from === 'huge') warn('This takes long', 'It is huge.', ['from']);
  },
  invoke: async ({ config, client, progress, signal }) => {
    const text = client.files.get(config.from);
    if (text === undefined) throw attributeError(['from'], 'There is no such file');
    for (const path of config.to) {
      progress(`Copying to ${path}`);
      await client.gate;
      client.files.set(path, text);
      client.events.push(`copied ${path}${signal.aborted ? ' aborted' : ''}`);
    }
  },
});

const join = defineFunction({
  name: 'join',
  summary: 'Joins two parts of a path.',
  description: 'Joins them with a slash.',
  parameters: {
    folder: string({ description: 'The folder.', required: true, constraint: { minLength: 1 } }),
    file: string({ description: 'The file.', optional: true }),
  },
  returns: object(
    {
      path: string({ description: 'Both.', computed: true }),
      note: string({ description: 'A note.', computed: true, nullable: true }),
    },
    { description: 'The path.', computed: true },
  ),
  call: ({ folder, file: name }) => {
    if (name === '..') throw attributeError(['file'], 'There is no way up', 'Name a file.');
    if (folder === 'broken') throw new Error('it is broken');
    return { path: `${folder}/${name ?? ''}`, note: null };
  },
});

export const tinyProvider = defineProvider({
  typeName: 'tiny',
  description: 'Files.',
  attributes: {},
  configure: () => current,
  resources: [file, mark, unnamed],
  dataSources: [],
  functions: async () => [join],
  ephemeralResources: [lock],
  listResources: async () => [files],
  actions: [copy],
});

let current = new Folder();

/** The provider over an empty folder, called by an independent implementation of gRPC. */
export async function serveTiny() {
  const folder = new Folder();
  current = folder;
  const server = createGrpcServer({
    services: [{ shape: providerService, implementation: createService(tinyProvider) }],
  });
  server.on('session', (session) => session.unref());
  const port = await listenOnFreePort(server.unref());
  const caller = new GrpcCaller(`127.0.0.1:${port}`, credentials.createInsecure());
  const shapeOf = (method: string) => {
    const shape = providerService.methods[method];
    if (!shape) throw new Error(`there is no method ${method}`);
    return shape;
  };
  const ask = async (method: string, request: Message = {}) => {
    const { request: sent, response } = shapeOf(method);
    return (await caller.callBoth(`/tfplugin6.Provider/${method}`, sent, response, request)) as Answer;
  };
  const stream = (method: string, request: Message) => {
    const { request: sent, response } = shapeOf(method);
    return caller.streamBoth(`/tfplugin6.Provider/${method}`, sent, response, request);
  };
  const configure = () => ask('ConfigureProvider', { config: encodeValue({}, ['object', {}]) });
  const close = async () => {
    caller.close();
    await new Promise((resolve) => server.close(resolve));
  };
  return { folder, ask, stream, configure, close };
}

export type Tiny = Awaited<ReturnType<typeof serveTiny>>;

export type Answer = Message & { readonly diagnostics?: readonly DiagnosticMessage[] };

export const encode = (value: Value, type: Type) => encodeValue(value, type);
export const decode = (message: unknown, type: Type) => decodeValue(message as DynamicValueMessage | undefined, type);

export const FILE: Type = [
  'object',
  {
    path: 'string',
    text: 'string',
    size: 'number',
    old: 'string',
    owner: ['object', { name: 'string', number: 'number' }],
  },
];
export const IDENTITY: Type = ['object', { path: 'string' }];
export const COPY: Type = ['object', { from: 'string', to: ['list', 'string'] }];
export const LOCK: Type = ['object', { path: 'string', key: 'string' }];

/** A file's state or configuration, null for what is left out. */
export function fileValue(given: Record<string, Value>): Value {
  return { path: null, text: null, size: null, old: null, owner: null, ...given };
}

/** `error path: There is no such file` */
export function short(diagnostics: unknown): string[] {
  return ((diagnostics ?? []) as readonly DiagnosticMessage[]).map(({ severity, summary, attribute }) => {
    const at = attribute?.steps.map((step) => Object.values(step).find((each) => each !== undefined)).join('.');
    return `${severity === 1 ? 'error' : 'warning'}${at ? ` ${at}` : ''}: ${summary}`;
  });
}
