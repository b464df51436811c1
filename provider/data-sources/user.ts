import { string } from '../framework/attribute-builder.ts';
import { defineDataSource } from '../rest/definition.ts';
import { checkLookUp, lookUp, lookUpId } from '../rest/look-up.ts';
import { segment } from '../rest/path.ts';
import { findUsername, PROVIDER_REGISTRY, USERS, type UserView, userState, usersOf } from '../rest/user-registry.ts';

const typeName = 'gatepost_user';

export const user = defineDataSource({
  typeName,
  description: 'A user that is there already, by `username` or `id`, in one user registry.',
  attributes: {
    id: lookUpId,
    username: string({ description: 'User name to find it by.', optional: true, computed: true }),
    user_registry: string({
      description: `Name of the user registry. Default \`${PROVIDER_REGISTRY}\`.`,
      optional: true,
      computed: true,
      default: PROVIDER_REGISTRY,
    }),
    email: string({ description: 'E-mail address.', computed: true, nullable: true }),
    first_name: string({ description: 'First name.', computed: true, nullable: true }),
    last_name: string({ description: 'Last name.', computed: true, nullable: true }),
    language: string({ description: 'What mails to the person are written in.', computed: true, nullable: true }),
    state: string({ description: '`enabled` or `disabled`.', computed: true }),
  },
  validate: ({ config, error }) => checkLookUp('username', config, error),
  read: async (context) => {
    const { client, config, signal } = context;
    const registry = config.user_registry ?? PROVIDER_REGISTRY;
    const find = () =>
      config.id === null
        ? findUsername(client, signal, registry, config.username ?? '')
        : client.find<UserView>(`${usersOf(registry)}/${segment(config.id)}`, signal);
    const place = { path: USERS, values: { user_registry: registry } };
    const view = await lookUp(context, typeName, 'username', find, place);
    return { ...userState(view), user_registry: registry };
  },
});
