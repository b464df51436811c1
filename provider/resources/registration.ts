import { set, string } from '../framework/attribute-builder.ts';
import { constraints } from '../generated/constraints.ts';
import { defineResource } from '../rest/definition.ts';
import { id, name, summary, title } from '../rest/header.ts';
import { driftedSecrets, type KeptSecret } from '../rest/kept-secret.ts';
import { ordinaryResource } from '../rest/ordinary-resource.ts';
import { checkSecret, isConfigured, newSecret, plainSecret, secretAttributes, secretMissing } from '../rest/secret.ts';

const SECRET = 'client_secret';
const limits = constraints.registration;

/** What a registration's view tells of its secret. */
interface SecretView {
  readonly id: string;
  readonly client_secret_fingerprint: string | null;
  readonly unreadable: boolean;
}

const clientSecret: KeptSecret<SecretView> = {
  at: [SECRET],
  onWire: [SECRET],
  fingerprint: ({ unreadable, client_secret_fingerprint }) =>
    unreadable ? null : (client_secret_fingerprint ?? undefined),
  toWire: (config) => {
    const client_secret = plainSecret(SECRET, config);
    return client_secret === undefined ? undefined : { client_secret };
  },
};

export const registration = defineResource(
  ordinaryResource({
    typeName: 'gatepost_registration',
    description:
      'A client of the API, such as a pipeline. With scopes it signs in by itself (`client_credentials`) and may do what they say. Its secret is given to it rather than made up by the API: what the API makes up is answered once, and would have to live in the state. `toolkit` ships. A change of the secret ends the sessions that were opened with it.',
    attributes: {
      id,
      title,
      name,
      summary,
      client_id: string({
        description:
          'What the client calls itself; made up when it is created without one. A change replaces the registration.',
        optional: true,
        computed: true,
        unknownWhen: 'created',
        requiresReplace: true,
        constraint: limits.client_id,
      }),
      client_type: string({
        description: 'What kind of client it is. Default `toolkit`.',
        optional: true,
        computed: true,
        default: 'toolkit',
        constraint: limits.client_type,
      }),
      scopes: set('string', {
        description:
          'What the client may do by itself, spelled as permissions: `cloud/manage`, `org/settings:view`. Default: nothing. Whoever applies it holds all of them.',
        optional: true,
        computed: true,
        default: [],
        constraint: limits.scopes,
        elements: limits.scopes.elements,
      }),
      state: string({
        description:
          '`enabled` or `disabled`: a disabled client and its tokens are refused at once. Default `enabled`.',
        optional: true,
        computed: true,
        default: 'enabled',
        constraint: limits.state,
      }),
      ...secretAttributes(SECRET, 'Secret with which the client signs in.', limits.client_secret),
      drifted_secrets: driftedSecrets,
    },
    collection: '/cloud/registrations',
    validate: ({ config, error }) => checkSecret(SECRET, config, error),
    modifyPlan: ({ config, prior }) => {
      if (!prior && !isConfigured(SECRET, config)) throw secretMissing(SECRET);
    },
    further: ({ config, changed }) => ({ client_secret: newSecret(SECRET, { config, changed }) }),
    secrets: [clientSecret],
    pointers: { '/client_secret': (_, config) => [config.client_secret === null ? `${SECRET}_wo` : SECRET] },
  }),
);
