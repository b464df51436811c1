import { EntitySchema } from 'typeorm';
import { type HeaderRow, headerColumns, json, uuid } from '../database/columns.ts';
import { foreignKey, index, unique } from '../database/constraints.ts';
import type { EmailSender } from './cloud-setting.ts';

/** The settings of one catalog. But for the sender Gatepost keeps them as they are sent; what they mean is the business of others. */
export interface CatalogSettingRow extends HeaderRow {
  catalog_id: string;
  /** Who mails about the catalog come from; null: whoever the organization's do. */
  email_sender: EmailSender | null;
  settings: Record<string, unknown>;
}

const TABLE = 'catalog_setting';

export const catalogSettingTable = new EntitySchema<CatalogSettingRow>({
  name: TABLE,
  columns: {
    ...headerColumns,
    catalog_id: uuid(),
    email_sender: json({ nullable: true }),
    settings: json({ default: {} }),
  },
  uniques: [unique(TABLE, 'catalog_id')],
  indices: [index(TABLE, 'org_id')],
  foreignKeys: [
    foreignKey(TABLE, 'org_id', 'organization', 'CASCADE'),
    foreignKey(TABLE, 'catalog_id', 'catalog', 'CASCADE'),
  ],
});
