import { randomBytes } from 'node:crypto';
import { number, string } from '../framework/attribute-builder.ts';
import { defineEphemeralResource } from '../rest/definition.ts';
import { segment } from '../rest/path.ts';
import { explained } from '../rest/refusal.ts';

interface ApiKeyView {
  readonly id: string;
  readonly name: string;
  readonly api_key: string;
  readonly expires_at: string;
}

const API_KEYS = '/cloud/api-keys';
const typeName = 'gatepost_api_key';
/** In the private data. */
const ID = 'id';
const AN_HOUR_S = 3600;

const attributes = {
  title: string({
    description: 'What people see in the list of keys while it is there. Default `Terraform`.',
    optional: true,
    computed: true,
    default: 'Terraform',
    constraint: { minLength: 1, maxLength: 255 },
  }),
  ttl_seconds: number({
    description: `How long it is good, should the run end without deleting it. Default \`${AN_HOUR_S}\`; the cloud settings say the most.`,
    optional: true,
    computed: true,
    default: AN_HOUR_S,
    constraint: { minimum: 1 },
  }),
  id: string({ description: 'Id, a UUID decided by the API.', computed: true }),
  name: string({ description: 'Internal key, another one each time.', computed: true }),
  api_key: string({ description: 'The key itself.', computed: true, sensitive: true }),
  expires_at: string({ description: 'When it ends by itself (RFC 3339).', computed: true }),
};

export const apiKey = defineEphemeralResource({
  typeName,
  description:
    'An API key of the user whom the provider signs in as: it is made when the run begins and deleted when it ends, which also ends what was signed in with it. The key is in no plan and in no state. A registration has no API keys.',
  attributes,
  open: ({ client, config, signal, private: kept }) =>
    explained({ client, typeName, attributes, pointers: { '/ttl': ['ttl_seconds'] }, config }, async () => {
      // Several runs at once each have their own.
      const name = `terraform-${randomBytes(8).toString('hex')}`;
      const body = { title: config.title ?? 'Terraform', name, ttl: config.ttl_seconds ?? AN_HOUR_S };
      const view = await client.post<ApiKeyView>(API_KEYS, body, signal);
      kept.set(ID, view.id);
      return { result: { id: view.id, name: view.name, api_key: view.api_key, expires_at: view.expires_at } };
    }),
  close: async ({ client, signal, private: kept }) => {
    await explained({ client, typeName, attributes }, () =>
      client.delete(`${API_KEYS}/${segment(kept.get(ID))}`, signal),
    );
  },
});
