import type { Client } from './client/client.ts';
import { certificateFault, checkBlock, endpointFault, readConfiguration } from './client/configuration.ts';
import { string } from './framework/attribute-builder.ts';
import { defineProvider } from './framework/provider.ts';

const attributes = {
  endpoint: string({
    description: 'URL of the Gatepost API, such as `https://api.example.com`. Also `GATEPOST_ENDPOINT`.',
    optional: true,
    validate: endpointFault,
  }),
  username: string({
    description: 'User name to sign in with; goes with `password`. Also `GATEPOST_USERNAME`.',
    optional: true,
    constraint: { minLength: 1 },
  }),
  password: string({
    description: 'Password of the user. Also `GATEPOST_PASSWORD`.',
    optional: true,
    sensitive: true,
    constraint: { minLength: 1 },
  }),
  realm: string({
    description: 'Where the user name is known. Default `admin/default-idp-1`. Also `GATEPOST_REALM`.',
    optional: true,
    constraint: { minLength: 1 },
  }),
  client_id: string({
    description: 'Registration to sign in with; goes with `client_secret`. Also `GATEPOST_CLIENT_ID`.',
    optional: true,
    constraint: { minLength: 1 },
  }),
  client_secret: string({
    description: 'Secret of the registration. Also `GATEPOST_CLIENT_SECRET`.',
    optional: true,
    sensitive: true,
    constraint: { minLength: 1 },
  }),
  token: string({
    description: 'A ready access token, which is not renewed. Also `GATEPOST_TOKEN`.',
    optional: true,
    sensitive: true,
    constraint: { minLength: 1 },
  }),
  ca_certificate_pem: string({
    description:
      'PEM certificates of authorities to trust besides the usual ones. `GATEPOST_CA_CERTIFICATE_FILE` names a file with them.',
    optional: true,
    validate: certificateFault,
  }),
};

/** The provider `gatepost`; whatever a schema does not need is loaded when it is first used. */
export const provider = defineProvider({
  typeName: 'gatepost',
  description:
    'Manages the notification side of an API cloud through the Gatepost API: email servers with their TLS client profiles, keystores and truststores, the notification settings, users, provider organizations, invitations and portal services. Give exactly one kind of credential: `username` and `password`, or `client_id` and `client_secret`, or `token`. Where the block sets any of them, those of the environment are ignored.',
  attributes,
  validate: ({ config }) => checkBlock(config),
  configure: async ({ config, warn }): Promise<Client> => {
    const { createClient, createUnknownClient } = await import('./client/client.ts');
    const configuration = readConfiguration(config, process.env, warn);
    if (!Array.isArray(configuration)) return createClient(configuration);
    for (const name of configuration) {
      warn('Part of the provider configuration is not known yet', 'The API can not be used before it is.', [name]);
    }
    return createUnknownClient(configuration);
  },
  resources: async () => (await import('./resources/index.ts')).resources,
  dataSources: async () => (await import('./data-sources/index.ts')).dataSources,
});
