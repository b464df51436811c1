import { EntitySchema } from 'typeorm';
import type { z } from 'zod';
import { defineResource } from '../crud/definition.ts';
import { boolean, type HeaderRow, headerColumns, json, text } from '../database/columns.ts';
import { foreignKey, unique } from '../database/constraints.ts';

/** Where users live. The two that ship with Gatepost keep their users in the database ("local"). */
export interface UserRegistryRow extends HeaderRow {
  registry_type: string;
  user_managed: boolean;
  case_sensitive: boolean;
  email_required: boolean;
  /** By which a realm names the registry: `admin/<name>`, `provider/<name>`. */
  identity_providers: { name: string; title: string }[];
  state: 'enabled' | 'disabled';
}

const TABLE = 'user_registry';

export const ADMIN_REGISTRY = 'cloud-manager-lur';
export const PROVIDER_REGISTRY = 'api-manager-lur';

export const userRegistryTable = new EntitySchema<UserRegistryRow>({
  name: TABLE,
  columns: {
    ...headerColumns,
    registry_type: text({ default: 'lur' }),
    user_managed: boolean({ default: true }),
    case_sensitive: boolean({ default: false }),
    email_required: boolean({ default: true }),
    identity_providers: json({ default: [] }),
    state: text({ default: 'enabled' }),
  },
  uniques: [unique(TABLE, 'org_id', 'name')],
  foreignKeys: [foreignKey(TABLE, 'org_id', 'organization')],
});

/** Read only: there are the two that ship. */
export const userRegistry = defineResource<UserRegistryRow, z.ZodRawShape>({
  type: TABLE,
  schema: 'UserRegistry',
  terraform: { none: 'The two registries ship with Gatepost; resources name them.' },
  table: userRegistryTable,
  paths: ['/user-registries/{org}', '/orgs/{org}/user-registries'],
  permissions: { read: ['org/settings:view'], write: ['org/settings:manage'] },
  methods: ['list', 'get'],
  fields: {},
  present: (row) => ({
    registry_type: row.registry_type,
    user_managed: row.user_managed,
    case_sensitive: row.case_sensitive,
    email_required: row.email_required,
    identity_providers: row.identity_providers,
    state: row.state,
  }),
});
