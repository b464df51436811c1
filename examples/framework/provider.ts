import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { attributeError, defineProvider, definitionsFor, number, string } from '@gatepost/terraform-framework';

/** What every function gets: the folder of the provider block. */
const { defineResource, defineListResource, defineAction } = definitionsFor<{ folder: string }>();

const name = string({ description: 'Name of the file.', required: true, requiresReplace: true, validate: nameFault });
const text = string({ description: 'What is in it.', required: true });

const file = defineResource({
  typeName: 'files_file',
  description: 'A text file in the folder.',
  identity: ['name'],
  attributes: { name, text, size: number({ description: 'Its length in characters.', computed: true }) },
  create: async ({ plan, client }) => write(client.folder, plan, 'wx'),
  read: async ({ prior, client }) => readOne(client.folder, prior.name ?? ''),
  update: async ({ plan, client }) => write(client.folder, plan, 'w'),
  delete: async ({ prior, client }) => rm(join(client.folder, prior.name ?? ''), { force: true }),
  importState: async ({ id, client }) => readOne(client.folder, basename(id)),
});

const files = defineListResource({
  typeName: 'files_file',
  description: 'The files of the folder.',
  attributes: {},
  list: async function* ({ client: { folder } }) {
    for (const each of await readdir(folder)) {
      const state = await readOne(folder, each);
      if (state) yield { displayName: each, state };
    }
  },
});

const copy = defineAction({
  typeName: 'files_copy',
  description: 'Copies a file.',
  attributes: { from: name, to: name },
  invoke: async ({ config: { from, to }, client: { folder }, progress }) => {
    const found = await readOne(folder, from);
    if (!found) throw attributeError(['from'], 'There is no such file');
    progress(`Copying ${from} to ${to}`);
    await writeFile(join(folder, to), found.text);
  },
});

export const provider = defineProvider({
  typeName: 'files',
  description: 'Text files in a folder.',
  attributes: { folder: string({ description: 'Where they are.', required: true }) },
  configure: ({ config }) => ({ folder: String(config.folder) }),
  resources: [file],
  dataSources: [],
  listResources: [files],
  actions: [copy],
});

async function write(folder: string, given: { name: string; text: string }, flag: 'wx' | 'w') {
  await writeFile(join(folder, given.name), given.text, { flag }).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EEXIST' ? attributeError(['name'], 'There is such a file', 'Import it.') : error;
  });
  return { size: given.text.length };
}

/** Null: there is no such file. */
async function readOne(folder: string, each: string) {
  const found = await readFile(join(folder, each), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  return found === null ? null : { name: each, text: found, size: found.length };
}

function nameFault(value: string): string | undefined {
  return basename(value) === value && !value.startsWith('.') ? undefined : 'must be the name of a file, without a path';
}
