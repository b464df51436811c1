import type { Attributes } from '../../../provider/framework/attribute.ts';
import { bool, list, listOf, map, number, object, set, string } from '../../../provider/framework/attribute-builder.ts';
import { attributeError } from '../../../provider/framework/diagnostic.ts';
import { defineProvider, definitionsFor } from '../../../provider/framework/provider.ts';
import { timeouts } from '../../../provider/framework/timeouts.ts';
import { isUnknown, known } from '../../../provider/framework/value.ts';
import type { Remote, Row } from './remote.ts';

export interface Client {
  readonly remote: Remote;
  readonly label: string;
}

const { defineResource, defineDataSource } = definitionsFor<Client>();

const attributes = {
  id: string({ description: 'Identifier.', computed: true, unknownWhen: 'created' }),
  title: string({
    description: 'Title.',
    required: true,
    constraint: { minLength: 1, maxLength: 40 },
    sameMeaning: (a, b) => a.trim() === b.trim(),
  }),
  name: string({
    description: 'Name.',
    optional: true,
    computed: true,
    unknownWhen: 'created',
    requiresReplace: true,
    constraint: { pattern: '^[a-z0-9-]+$' },
  }),
  size: number({
    description: 'Size.',
    optional: true,
    computed: true,
    default: 10,
    constraint: { minimum: 1, maximum: 99 },
  }),
  secure: bool({ description: 'Secure.', optional: true, computed: true, default: true }),
  tags: set('string', { description: 'Tags.', optional: true, elements: { minLength: 1 } }),
  labels: map('string', { description: 'Labels.', optional: true }),
  hosts: list('string', { description: 'Hosts.', optional: true, constraint: { maxLength: 3 } }),
  password_wo: string({ description: 'Password.', optional: true, sensitive: true, writeOnly: true }),
  password_wo_version: string({ description: 'Version of the password.', optional: true }),
  fingerprint: string({
    description: 'Of the password.',
    computed: true,
    nullable: true,
    unknownWhen: ['password_wo_version'],
  }),
  revision: number({ description: 'Counts changes.', computed: true }),
  note: string({ description: 'Note.', optional: true, computed: true, nullable: true }),
  sender: object(
    {
      name: string({ description: 'Name.', required: true }),
      address: string({
        description: 'Address.',
        required: true,
        validate: (text) => (text.includes('@') ? undefined : 'must have an @'),
      }),
      verified_by: string({ description: 'Who verified it.', computed: true }),
    },
    { description: 'Sender.', optional: true },
  ),
  servers: listOf(
    {
      host: string({ description: 'Host.', required: true }),
      port: number({ description: 'Port.', optional: true, computed: true, default: 25 }),
    },
    { description: 'Servers.', optional: true },
  ),
  timeouts: timeouts('30s'),
} satisfies Attributes;

/** What the remote says, without the password and its version, which it does not give. */
function stateOf({ password, ...row }: Row) {
  return { ...row, fingerprint: password === null ? null : `${password.length}#` };
}

export const thing = defineResource({
  typeName: 'sample_thing',
  description: 'A thing.',
  version: 2,
  attributes,
  create: async ({ plan, config, client, private: kept, save }) => {
    kept.set('made_by', client.label);
    const { id, revision, fingerprint, password_wo, password_wo_version, timeouts: _, sender, ...fields } = plan;
    const row = client.remote.create({
      ...fields,
      name: known(fields.name),
      note: known(fields.note),
      password: config.password_wo,
      sender: sender && { name: sender.name, address: sender.address, verified_by: '' },
    });
    if (row.title === 'breaks half way') {
      save({ id: row.id, title: row.title });
      throw attributeError(['sender', 'address'], 'The address bounced', 'Write another one.');
    }
    return stateOf(row);
  },
  read: async ({ client, prior, private: kept }) => {
    kept.set('read', true);
    const row = client.remote.rows.get(prior.id);
    return row ? stateOf(row) : null;
  },
  update: async ({ plan, config, prior, client, changed, private: kept, save }) => {
    kept.set('updated', true);
    const row = client.remote.update(prior.id, {
      title: plan.title,
      size: plan.size,
      secure: plan.secure,
      tags: plan.tags,
      labels: plan.labels,
      hosts: plan.hosts,
      note: known(plan.note),
      servers: plan.servers,
      sender: plan.sender && { name: plan.sender.name, address: plan.sender.address, verified_by: '' },
      ...(changed('password_wo_version') && { password: config.password_wo }),
    });
    if (row.title === 'half updated') {
      save({ title: row.title });
      throw new Error('the second step failed');
    }
    return stateOf(row);
  },
  delete: async ({ client, prior }) => client.remote.delete(prior.id),
  importState: async ({ client, id, private: kept }) => {
    kept.set('imported', id);
    const row = [...client.remote.rows.values()].find((one) => one.id === id || one.name === id);
    return row ? { id: row.id } : null;
  },
  validate: ({ config, error }) => {
    if (config.title === 'forbidden') error(['title'], 'This title is forbidden');
  },
  sameAsBefore: async ({ client, config }) => {
    if (client?.remote.failing) throw client.remote.failing;
    return config.name !== null && config.name === client?.remote.alias ? ['name'] : [];
  },
  modifyPlan: ({ prior, plan, changed, replace, warn }) => {
    if (prior && changed('name')) warn('A new name destroys the old thing');
    if (plan.title === 'replace me') replace('title');
  },
  planDestroy: ({ prior, warn }) => warn(`Mail of ${prior.title} will be held`),
  upgrade: {
    0: ({ label, ...raw }) => ({ ...raw, title: label }),
    1: ({ title, ...raw }) => ({ ...raw, title: `${title}!` }),
  },
});

export const lookup = defineDataSource({
  typeName: 'sample_thing',
  description: 'A thing that is there.',
  attributes: {
    id: string({ description: 'Identifier.', optional: true, computed: true }),
    name: string({ description: 'Name.', optional: true, computed: true }),
    title: string({ description: 'Title.', computed: true }),
  },
  read: async ({ config, client }) => {
    const row = [...client.remote.rows.values()].find(({ id, name }) => id === config.id || name === config.name);
    if (!row) throw attributeError([config.id === null ? 'name' : 'id'], 'There is no such thing');
    return row.title === 'nameless' ? { id: row.id } : { id: row.id, name: row.name, title: row.title };
  },
});

/** A provider over the remote, its resources loaded on demand. */
export function sampleProvider(remote: Remote) {
  return defineProvider({
    typeName: 'sample',
    description: 'A sample.',
    attributes: {
      label: string({ description: 'Label.', optional: true }),
      token: string({ description: 'Token.', optional: true, sensitive: true }),
    },
    configure: async ({ config, warn }): Promise<Client> => {
      if (isUnknown(config.label)) warn('The label is not known yet', undefined, ['label']);
      if (config.label === 'wrong') throw attributeError(['label'], 'This label is wrong');
      return { remote, label: typeof config.label === 'string' ? config.label : 'none' };
    },
    resources: async () => [thing],
    dataSources: [lookup],
  });
}
