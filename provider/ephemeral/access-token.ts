import { number, set, string } from '../framework/attribute-builder.ts';
import { defineEphemeralResource } from '../rest/definition.ts';
import { explained } from '../rest/refusal.ts';

const typeName = 'gatepost_access_token';
/** In the private data, which stay in the engine's memory. */
const TOKEN = 'token';

const attributes = {
  scopes: set('string', {
    description:
      'What the token is narrowed to, such as `cloud/view` and `org/settings:manage`. Without it, it may do what the provider may.',
    optional: true,
    constraint: { minLength: 1, maxLength: 100 },
    elements: {
      pattern: '^[!#-\\[\\]-~]{1,255}$',
      patternMeaning: 'must be a scope: no spaces, quotes or backslashes',
    },
  }),
  token: string({
    description: 'The access token, sent as `Authorization: Bearer …`.',
    computed: true,
    sensitive: true,
  }),
  expires_in: number({ description: 'For how many seconds it is good, from when it was made.', computed: true }),
};

export const accessToken = defineEphemeralResource({
  typeName,
  description:
    'An access token of the API for as long as the run takes: it is made by signing in once more with the credentials of the provider (not possible where these are a ready `token`), is in no plan and in no state, and is revoked at the end. For other providers and for provisioners that call the API.',
  attributes,
  open: ({ client, config, signal, private: kept }) =>
    explained({ client, typeName, attributes, pointers: { '/scope': ['scopes'] }, config }, async () => {
      const { token, expiresIn } = await client.sessions.open(config.scopes ?? [], signal);
      kept.set(TOKEN, token);
      return { result: { token, expires_in: expiresIn } };
    }),
  close: async ({ client, signal, private: kept }) => client.sessions.close(String(kept.get(TOKEN)), signal),
});
