import { type EntityManager, EntitySchema } from 'typeorm';
import { type HeaderRow, headerColumns, text, uuid } from '../database/columns.ts';
import { foreignKey, listIndex, ownIndex, titleIndex, unique } from '../database/constraints.ts';
import type { UserRegistryRow } from './user-registry.ts';

/** A person with an account in a registry. */
export interface UserRow extends HeaderRow {
  user_registry_id: string;
  username: string;
  /** What usernames are compared by: in lower case unless the registry is case-sensitive. */
  username_key: string;
  email: string | null;
  first_name: string | null;
  last_name: string | null;
  /** What mails to this person are written in; null: in English. */
  language: string | null;
  password_hash: string | null;
  state: 'enabled' | 'disabled';
  identity_provider: string;
}

const TABLE = 'user';

export const userTable = new EntitySchema<UserRow>({
  name: TABLE,
  columns: {
    ...headerColumns,
    user_registry_id: uuid(),
    username: text(),
    username_key: text(),
    email: text({ nullable: true }),
    first_name: text({ nullable: true }),
    last_name: text({ nullable: true }),
    language: text({ nullable: true }),
    password_hash: text({ nullable: true }),
    state: text({ default: 'enabled' }),
    identity_provider: text(),
  },
  uniques: [unique(TABLE, 'user_registry_id', 'username_key'), unique(TABLE, 'user_registry_id', 'name')],
  indices: [
    listIndex(TABLE),
    listIndex(TABLE, 'user_registry_id'),
    titleIndex(TABLE, 'user_registry_id'),
    ownIndex(TABLE, 'email', 'user_registry_id'),
  ],
  foreignKeys: [foreignKey(TABLE, 'org_id', 'organization'), foreignKey(TABLE, 'user_registry_id', 'user_registry')],
});

export function usernameKey(registry: UserRegistryRow, username: string): string {
  return registry.case_sensitive ? username : username.toLowerCase();
}

/** The user of a registry who signs in with this name. */
export function findUser(manager: EntityManager, registry: UserRegistryRow, username: string): Promise<UserRow | null> {
  return manager
    .getRepository(userTable)
    .findOneBy({ user_registry_id: registry.id, username_key: usernameKey(registry, username) });
}
