import { EntitySchema } from 'typeorm';
import { boolean, type HeaderRow, headerColumns, json, text } from '../database/columns.ts';
import { foreignKey, listIndex, ownIndex, titleIndex, unique } from '../database/constraints.ts';
import type { Visibility } from './service.ts';

/** By what people name a registry when they sign in: the realm `provider/<name>`. */
export interface IdentityProvider {
  name: string;
  title: string;
}

/** Where users live. All registries are local: they keep their users in the database. */
export interface UserRegistryRow extends HeaderRow {
  registry_type: string;
  user_managed: boolean;
  case_sensitive: boolean;
  email_required: boolean;
  /** An address belongs to one user of the registry at most. */
  email_unique_if_exist: boolean;
  visibility: Visibility;
  /** By which a realm names the registry: `admin/<name>`, `provider/<name>`. */
  identity_providers: IdentityProvider[];
  state: 'enabled' | 'disabled';
  is_shipped: boolean;
}

const TABLE = 'user_registry';

export const userRegistryTable = new EntitySchema<UserRegistryRow>({
  name: TABLE,
  columns: {
    ...headerColumns,
    registry_type: text({ default: 'lur' }),
    user_managed: boolean({ default: true }),
    case_sensitive: boolean({ default: false }),
    email_required: boolean({ default: true }),
    email_unique_if_exist: boolean({ default: false }),
    visibility: json({ default: { type: 'private' } }),
    identity_providers: json({ default: [] }),
    state: text({ default: 'enabled' }),
    is_shipped: boolean({ default: false }),
  },
  uniques: [unique(TABLE, 'org_id', 'name')],
  indices: [
    listIndex(TABLE),
    titleIndex(TABLE),
    ownIndex(TABLE, 'identity_providers', 'identity_providers'),
    ownIndex(TABLE, 'visibility_org_ids', 'visibility'),
  ],
  foreignKeys: [foreignKey(TABLE, 'org_id', 'organization')],
});
