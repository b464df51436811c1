import { string } from '../framework/attribute-builder.ts';
import { constraints } from '../generated/constraints.ts';
import { defineResource } from '../rest/definition.ts';
import { id } from '../rest/header.ts';
import { findIn, splitImportId } from '../rest/parent.ts';
import { isUuid } from '../rest/reference.ts';
import { restResource, segment } from '../rest/resource.ts';
import { checkSecret, newSecret, secretAttributes } from '../rest/secret.ts';
import {
  findUsername,
  PROVIDER_REGISTRY,
  REGISTRIES,
  type UserView,
  userState,
  usersOf,
} from '../rest/user-registry.ts';

const limits = constraints.user;

export const user = defineResource(
  restResource({
    typeName: 'gatepost_user',
    description:
      'A person with an account in a user registry. Whoever owns a provider organization needs one in `api-manager-lur`.',
    attributes: {
      id,
      username: string({
        description: 'What the person signs in with. A change replaces the user.',
        required: true,
        requiresReplace: true,
        constraint: limits.username,
      }),
      email: string({
        description: 'E-mail address; the registries that ship want one.',
        optional: true,
        constraint: limits.email,
      }),
      first_name: string({ description: 'First name.', optional: true, constraint: limits.first_name }),
      last_name: string({ description: 'Last name.', optional: true, constraint: limits.last_name }),
      user_registry: string({
        description: `Name of the user registry. Default \`${PROVIDER_REGISTRY}\`. A change replaces the user.`,
        optional: true,
        computed: true,
        default: PROVIDER_REGISTRY,
        requiresReplace: true,
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
    },
    collection: ({ user_registry }) => usersOf(user_registry),
    validate: ({ config, error }) => checkSecret('password', config, error),
    toWire: ({ plan, prior, config, changed }) => ({
      // Refused in a change, even unchanged.
      username: prior ? undefined : plan.username,
      email: plan.email,
      first_name: plan.first_name,
      last_name: plan.last_name,
      state: plan.state,
      password: newSecret('password', { config, changed }),
    }),
    fromWire: (view: UserView) => userState(view),
    pointers: { '/password': (_, config) => [config.password === null ? 'password_wo' : 'password'] },
    locate: async ({ client, signal }, importId) => {
      const { parent, item } = splitImportId(importId);
      const first = parent ?? PROVIDER_REGISTRY;
      if (!isUuid(item)) {
        const view = await findUsername(client, signal, first, item);
        return view && { ...userState(view), user_registry: first };
      }
      const parents = parent === undefined ? { first, collection: REGISTRIES } : { first };
      const found = await findIn<UserView>(client, signal, parents, (name) => `${usersOf(name)}/${segment(item)}`);
      return found && { ...userState(found.view), user_registry: found.parent };
    },
    findExisting: async ({ client, plan, signal }) => {
      const view = await findUsername(client, signal, plan.user_registry, plan.username);
      return view ? `${plan.user_registry}/${view.username}` : undefined;
    },
  }),
);
