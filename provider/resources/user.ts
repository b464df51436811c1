import type { Client } from '../client/client.ts';
import { string } from '../framework/attribute-builder.ts';
import { isUnknown, type Unknown, type ValueRecord } from '../framework/value.ts';
import { constraints } from '../generated/constraints.ts';
import { defineResource } from '../rest/definition.ts';
import { id } from '../rest/header.ts';
import { locateIn } from '../rest/import-within.ts';
import { driftedSecrets } from '../rest/kept-secret.ts';
import { splitImportId } from '../rest/parent.ts';
import { isUuid } from '../rest/reference.ts';
import { explained } from '../rest/refusal.ts';
import { restResource } from '../rest/resource.ts';
import { checkSecret, newSecret, plainSecret, secretAttributes } from '../rest/secret.ts';
import { isSameAddress, isSameInAnyCase, isSameLanguage, isSameNameOrId } from '../rest/spelling.ts';
import {
  findUsername,
  PROVIDER_REGISTRY,
  REGISTRY_OF_USER,
  USERS,
  type UserView,
  userState,
} from '../rest/user-registry.ts';

const typeName = 'gatepost_user';
const limits = constraints.user;

function passwordOf(config: ValueRecord): { password: string } | undefined {
  const password = plainSecret('password', config);
  return password === undefined ? undefined : { password };
}

interface Spelled {
  /** Absent where the provider is not configured. */
  readonly client?: Client;
  readonly signal: AbortSignal;
  readonly config: { readonly username: string | Unknown; readonly user_registry: string | null | Unknown };
  readonly prior: { readonly id: string; readonly username: string | null; readonly user_registry: string | null };
}

async function respelled(context: Spelled): Promise<readonly 'username'[]> {
  return (await isSameUsername(context)) ? ['username'] : [];
}

/** Whether a name in another case is that of the same user, which the registry decides. Unasked, nobody is replaced. */
async function isSameUsername({ client, signal, config, prior }: Spelled): Promise<boolean> {
  const { username, user_registry: wanted } = config;
  const { username: before, user_registry: registry } = prior;
  if (isUnknown(username) || isUnknown(wanted) || before === null || registry === null) return false;
  if (username === before || !isSameInAnyCase(username, before)) return false;
  if (!isSameNameOrId(wanted ?? PROVIDER_REGISTRY, registry)) return false;
  if (!client) return true;
  const ask = () => findUsername(client, signal, registry, username);
  const within = { signal, path: USERS, values: prior };
  const found = await explained({ client, typeName, attributes: {}, within }, ask);
  return found?.id === prior.id;
}

export const user = defineResource(
  restResource({
    typeName,
    description:
      'A person with an account in a user registry. Whoever owns a provider organization needs one in `api-manager-lur`.',
    attributes: {
      id,
      username: string({
        description:
          'What the person signs in with; another case is no change, unless the registry tells cases apart. A change replaces the user.',
        required: true,
        requiresReplace: true,
        constraint: limits.username,
      }),
      email: string({
        description: 'E-mail address; the registries that ship want one.',
        optional: true,
        constraint: limits.email,
        sameMeaning: isSameAddress,
      }),
      first_name: string({ description: 'First name.', optional: true, constraint: limits.first_name }),
      last_name: string({ description: 'Last name.', optional: true, constraint: limits.last_name }),
      language: string({
        description: 'What mails to the person are written in, such as `de` or `pt-BR`. Default: English.',
        optional: true,
        constraint: limits.language,
        sameMeaning: isSameLanguage,
      }),
      user_registry: string({
        description: `Name of the user registry. Default \`${PROVIDER_REGISTRY}\`. A change replaces the user.`,
        optional: true,
        computed: true,
        default: PROVIDER_REGISTRY,
        requiresReplace: true,
        sameMeaning: isSameNameOrId,
      }),
      state: string({
        description:
          '`enabled` or `disabled`: who is disabled cannot sign in, and is signed out at once. Default `enabled`.',
        optional: true,
        computed: true,
        default: 'enabled',
        constraint: limits.state,
      }),
      ...secretAttributes('password', 'Password to sign in with.', limits.password),
      drifted_secrets: driftedSecrets,
    },
    collection: USERS,
    parent: REGISTRY_OF_USER,
    validate: ({ config, error }) => checkSecret('password', config, error),
    sameAsBefore: respelled,
    toWire: ({ plan, prior, config, changed }) => ({
      // Refused in a change, even unchanged.
      username: prior ? undefined : plan.username,
      email: plan.email,
      first_name: plan.first_name,
      last_name: plan.last_name,
      language: plan.language,
      state: plan.state,
      password: newSecret('password', { config, changed }),
    }),
    fromWire: (view: UserView) => userState(view),
    secrets: [
      {
        at: ['password'],
        onWire: ['password'],
        fingerprint: ({ password_set, password_fingerprint }) =>
          password_set ? (password_fingerprint ?? undefined) : null,
        toWire: (config) => passwordOf(config),
      },
    ],
    pointers: { '/password': (_, config) => [config.password === null ? 'password_wo' : 'password'] },
    locate: async (call, importId) => {
      const { parent = PROVIDER_REGISTRY, item } = splitImportId(importId);
      if (isUuid(item)) return locateIn(call, { typeName, collection: USERS }, REGISTRY_OF_USER, userState, importId);
      const view = await findUsername(call.client, call.signal, parent, item);
      return view && { ...userState(view), user_registry: parent };
    },
    findExisting: async ({ client, plan, signal }) => {
      const view = await findUsername(client, signal, plan.user_registry, plan.username);
      return view ? `${plan.user_registry}/${view.username}` : undefined;
    },
  }),
);
