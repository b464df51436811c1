import { EntitySchema } from 'typeorm';
import { type HeaderRow, headerColumns, json, moment, text } from '../database/columns.ts';
import { foreignKey, index, listIndex, titleIndex, unique } from '../database/constraints.ts';
import type { CertificateView, StoreEnds } from './certificate.ts';

/** The certificates that a TLS client profile trusts. */
export interface TruststoreRow extends HeaderRow, StoreEnds {
  /** PEM, as sent. */
  truststore: string;
  /** What views show of it, made when it is written; null in rows of older versions. */
  certificate_views: CertificateView[] | null;
}

export const truststoreTable = new EntitySchema<TruststoreRow>({
  name: 'truststore',
  columns: {
    ...headerColumns,
    truststore: text(),
    certificate_views: json({ nullable: true }),
    first_not_after: moment({ nullable: true }),
    last_not_after: moment({ nullable: true }),
  },
  uniques: [unique('truststore', 'org_id', 'name')],
  indices: [listIndex('truststore'), titleIndex('truststore'), index('truststore', 'first_not_after')],
  foreignKeys: [foreignKey('truststore', 'org_id', 'organization', 'CASCADE')],
});
