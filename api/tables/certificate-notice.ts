import { EntitySchema } from 'typeorm';
import { type BaseRow, baseColumns, integer, moment, text, uuid } from '../database/columns.ts';
import { index, unique } from '../database/constraints.ts';

/** That administrators were told, so many days before, of the end of a certificate in a store; each time once. */
export interface CertificateNoticeRow extends BaseRow {
  /** A keystore or a truststore. */
  store_id: string;
  /** SHA-256 of the certificate, as views show it. */
  fingerprint: string;
  /** They were told when no more days than these were left. */
  days: number;
  ends_at: Date;
}

const TABLE = 'certificate_notice';

export const certificateNoticeTable = new EntitySchema<CertificateNoticeRow>({
  name: TABLE,
  columns: { ...baseColumns, store_id: uuid(), fingerprint: text(), days: integer(), ends_at: moment() },
  uniques: [unique(TABLE, 'store_id', 'fingerprint', 'days')],
  indices: [index(TABLE, 'ends_at')],
});
