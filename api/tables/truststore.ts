import { EntitySchema } from 'typeorm';
import { type HeaderRow, headerColumns, text } from '../database/columns.ts';
import { foreignKey, unique } from '../database/constraints.ts';

/** The certificates that a TLS client profile trusts. */
export interface TruststoreRow extends HeaderRow {
  /** PEM, as sent. */
  truststore: string;
}

export const truststoreTable = new EntitySchema<TruststoreRow>({
  name: 'truststore',
  columns: { ...headerColumns, truststore: text() },
  uniques: [unique('truststore', 'org_id', 'name')],
  foreignKeys: [foreignKey('truststore', 'org_id', 'organization', 'CASCADE')],
});
