import { EntitySchema } from 'typeorm';
import { type HeaderRow, headerColumns, secret, text } from '../database/columns.ts';
import { foreignKey, unique } from '../database/constraints.ts';

/** The certificate that a TLS client profile presents, with its private key. */
export interface KeystoreRow extends HeaderRow {
  /** PEM, as sent, without the key. */
  certificates: string;
  private_key: Buffer;
}

export const keystoreTable = new EntitySchema<KeystoreRow>({
  name: 'keystore',
  columns: { ...headerColumns, certificates: text(), private_key: secret() },
  uniques: [unique('keystore', 'org_id', 'name')],
  foreignKeys: [foreignKey('keystore', 'org_id', 'organization', 'CASCADE')],
});
