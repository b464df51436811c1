import type { Client } from './client/client.ts';
import { certificateFault, checkBlock, endpointFault, readConfiguration } from './client/configuration.ts';
import { readSettings } from './client/settings.ts';
import { userAgent } from './client/user-agent.ts';
import { number, string } from './framework/attribute-builder.ts';
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
      'PEM certificates of authorities to trust besides those of the system. `GATEPOST_CA_CERTIFICATE_FILE` names a file with them.',
    optional: true,
    validate: certificateFault,
  }),
  secret_diff: string({
    description:
      'When a secret counts as changed. `version`, the default: when its `…_wo_version` (or plain value) changes, and when it was changed outside of Terraform. `exact`: also when the API says that the configured value is another one than it has; each plan asks it for each secret with `validate_only`, which its limit on comparing secrets counts. Such a change is planned as known after apply, since the plan that is made again during apply may find that the secret is the same by then.',
    optional: true,
    constraint: { enum: ['version', 'exact'] },
  }),
  expiry_warning_days: number({
    description:
      'Plans warn of certificates in keystores and truststores that end within so many days. Default `30`; `0` warns only of those that have ended.',
    optional: true,
    constraint: { minimum: 0, maximum: 3650 },
  }),
};

/** The provider `gatepost`; whatever a schema does not need is loaded when it is first used. */
export const provider = defineProvider({
  typeName: 'gatepost',
  description:
    'Manages the notification side of an API cloud through the Gatepost API: email servers with their TLS client profiles, keystores and truststores, the notification settings and the texts of mails, user registries with their users, registrations, provider organizations with their roles, members, invitations and catalogs, and the services of availability zones. What is within a provider organization is for those who may manage it, mostly its owner: give their credentials in a second provider block with an alias. Give exactly one kind of credential: `username` and `password`, or `client_id` and `client_secret`, or `token`. Where the block sets any of them, those of the environment are ignored.',
  attributes,
  validate: ({ config }) => checkBlock(config),
  configure: async ({ config, warn, engineVersion }): Promise<Client> => {
    const { createClient, createUnknownClient } = await import('./client/client.ts');
    const { env, argv } = process;
    const { secret_diff, expiry_warning_days, ...block } = config;
    const settings = readSettings({ secret_diff, expiry_warning_days });
    const configuration = readConfiguration(block, env, warn);
    const asking = { engineVersion, executable: argv[1] ?? '', appended: env.TF_APPEND_USER_AGENT };
    if (!Array.isArray(configuration))
      return createClient({ ...configuration, settings }, { env, userAgent: userAgent(asking) });
    for (const name of configuration) {
      warn('Part of the provider configuration is not known yet', 'The API can not be used before it is.', [name]);
    }
    return createUnknownClient(configuration);
  },
  resources: async () => (await import('./resources/index.ts')).resources,
  dataSources: async () => (await import('./data-sources/index.ts')).dataSources,
  functions: async () => (await import('./functions/index.ts')).functions,
  ephemeralResources: async () => (await import('./ephemeral/index.ts')).ephemeralResources,
  listResources: async () => (await import('./list-resources/index.ts')).listResources,
  actions: async () => (await import('./actions/index.ts')).actions,
});
