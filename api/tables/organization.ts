import { EntitySchema } from 'typeorm';
import { type HeaderRow, headerColumns, integer, json, text, uuid } from '../database/columns.ts';
import { foreignKey, index, listIndex, titleIndex, unique } from '../database/constraints.ts';
import type { EmailSender } from './cloud-setting.ts';

/** People of `admin` sign in to the Cloud Manager, those of a provider to the API Manager. */
export const ORG_TYPES = ['admin', 'provider'] as const;
export type OrgType = (typeof ORG_TYPES)[number];

/** An organization: the one of the cloud itself (`admin`), or a provider's. All of them belong to `admin`. */
export interface OrganizationRow extends HeaderRow {
  org_type: OrgType;
  /** A user of the registries of its side; null only while the cloud itself is being set up. */
  owner_id: string | null;
  state: 'enabled' | 'disabled';
  /** What it settles for itself; null: as the cloud settings say. */
  email_sender: EmailSender | null;
  /** Seconds. */
  invitation_ttl: number | null;
  /** Seconds. */
  reset_password_ttl: number | null;
}

const TABLE = 'organization';

export const organizationTable = new EntitySchema<OrganizationRow>({
  name: TABLE,
  columns: {
    ...headerColumns,
    org_type: text({ default: 'provider' }),
    owner_id: uuid({ nullable: true }),
    state: text({ default: 'enabled' }),
    email_sender: json({ nullable: true }),
    invitation_ttl: integer({ nullable: true }),
    reset_password_ttl: integer({ nullable: true }),
  },
  uniques: [unique(TABLE, 'org_id', 'name')],
  indices: [listIndex(TABLE), titleIndex(TABLE), index(TABLE, 'owner_id')],
  foreignKeys: [foreignKey(TABLE, 'org_id', TABLE), foreignKey(TABLE, 'owner_id', 'user')],
});

/** What a request needs to know of the organization it is about. */
export type OrganizationHead = Pick<OrganizationRow, 'id' | 'name' | 'org_type'>;
