import { EntitySchema } from 'typeorm';
import { type HeaderRow, headerColumns, text, texts } from '../database/columns.ts';
import { foreignKey, unique } from '../database/constraints.ts';

/** What an administrator made of a shipped mail text, for one scope of an organization. Null: as it is shipped. */
export interface NotificationTemplateRow extends HeaderRow {
  scope: string;
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
    subject: text({ nullable: true }),
    body: text({ nullable: true }),
    body_html: text({ nullable: true }),
    content_type: texts({ nullable: true }),
  },
  uniques: [unique(TABLE, 'org_id', 'scope', 'name')],
  foreignKeys: [foreignKey(TABLE, 'org_id', 'organization', 'CASCADE')],
});
