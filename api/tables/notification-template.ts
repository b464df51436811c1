import { EntitySchema } from 'typeorm';
import { type HeaderRow, headerColumns, text, texts, uuid } from '../database/columns.ts';
import { foreignKey, index, ownIndex } from '../database/constraints.ts';

/** What an administrator made of a mail's text in one language, for one scope of a cloud, an organization or a catalog. */
export interface NotificationTemplateRow extends HeaderRow {
  scope: string;
  language: string;
  /** Null: it is the organization's own, or the cloud's where that is `admin`. */
  catalog_id: string | null;
  /** Null, as each part is: what it stands over says. */
  subject: string | null;
  body: string | null;
  body_html: string | null;
  content_type: ('text' | 'html')[] | null;
}

const TABLE = 'notification_template';

export const notificationTemplateTable = new EntitySchema<NotificationTemplateRow>({
  name: TABLE,
  columns: {
    ...headerColumns,
    scope: text(),
    language: text({ default: 'en' }),
    catalog_id: uuid({ nullable: true }),
    subject: text({ nullable: true }),
    body: text({ nullable: true }),
    body_html: text({ nullable: true }),
    content_type: texts({ nullable: true }),
  },
  // One text of each kind, also where there is no catalog.
  indices: [ownIndex(TABLE, 'own', 'org_id'), index(TABLE, 'catalog_id')],
  foreignKeys: [
    foreignKey(TABLE, 'org_id', 'organization', 'CASCADE'),
    foreignKey(TABLE, 'catalog_id', 'catalog', 'CASCADE'),
  ],
});
