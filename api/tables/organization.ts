import { EntitySchema } from 'typeorm';
import { type HeaderRow, headerColumns, text, uuid } from '../database/columns.ts';
import { foreignKey, index, listIndex, unique } from '../database/constraints.ts';

/** People of `admin` sign in to the Cloud Manager, those of a provider to the API Manager. */
export const ORG_TYPES = ['admin', 'provider'] as const;
export type OrgType = (typeof ORG_TYPES)[number];

/** An organization: the one of the cloud itself (`admin`), or a provider's. All of them belong to `admin`. */
export interface OrganizationRow extends HeaderRow {
  org_type: OrgType;
  /** A user of the registries of its side; null only while the cloud itself is being set up. */
  owner_id: string | null;
  state: 'enabled' | 'disabled';
}

const TABLE = 'organization';

export const organizationTable = new EntitySchema<OrganizationRow>({
  name: TABLE,
  columns: {
    ...headerColumns,
    org_type: text({ default: 'provider' }),
    owner_id: uuid({ nullable: true }),
    state: text({ default: 'enabled' }),
  },
  uniques: [unique(TABLE, 'org_id', 'name')],
  indices: [listIndex(TABLE), index(TABLE, 'owner_id')],
  foreignKeys: [foreignKey(TABLE, 'org_id', TABLE), foreignKey(TABLE, 'owner_id', 'user')],
});

/** What a request needs to know of the organization it is about. */
export type OrganizationHead = Pick<OrganizationRow, 'id' | 'name' | 'org_type'>;
