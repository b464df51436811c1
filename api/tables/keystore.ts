import { EntitySchema } from 'typeorm';
import { type HeaderRow, headerColumns, json, moment, secret, text } from '../database/columns.ts';
import { foreignKey, index, listIndex, titleIndex, unique } from '../database/constraints.ts';
import type { CertificateView, StoreEnds } from './certificate.ts';

/** The certificate that a TLS client profile presents, with its private key. */
export interface KeystoreRow extends HeaderRow, StoreEnds {
  /** PEM, as sent, without the key. */
  certificates: string;
  private_key: Buffer;
  /** What views show of the two, made when they are written; null in rows of older versions. */
  certificate_views: CertificateView[] | null;
  private_key_fingerprint: string | null;
}

export const keystoreTable = new EntitySchema<KeystoreRow>({
  name: 'keystore',
  columns: {
    ...headerColumns,
    certificates: text(),
    private_key: secret(),
    certificate_views: json({ nullable: true }),
    first_not_after: moment({ nullable: true }),
    last_not_after: moment({ nullable: true }),
    private_key_fingerprint: text({ nullable: true }),
  },
  uniques: [unique('keystore', 'org_id', 'name')],
  indices: [listIndex('keystore'), titleIndex('keystore'), index('keystore', 'first_not_after')],
  foreignKeys: [foreignKey('keystore', 'org_id', 'organization', 'CASCADE')],
});
