import { EntitySchema } from 'typeorm';
import { type BaseRow, baseColumns, secret } from '../database/columns.ts';

/** The one row that says which cloud this database is, and with which key its secrets are written. */
export interface InstallationRow extends BaseRow {
  key_check: Buffer;
  fingerprint_key: Buffer;
}

export const installationTable = new EntitySchema<InstallationRow>({
  name: 'installation',
  columns: { ...baseColumns, key_check: secret(), fingerprint_key: secret() },
});
