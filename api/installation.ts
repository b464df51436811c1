import { randomBytes, randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { Cipher } from './context.ts';
import { newBaseRow } from './database/row.ts';
import { type InstallationRow, installationTable } from './tables/installation.ts';

const KEY_CHECK = 'gatepost';

export interface Installation {
  cloudId: string;
  adminOrgId: string;
  fingerprintKey: Buffer;
  /** True when this very call set the database up. */
  isNew: boolean;
}

/**
 * Reads the installation row, or makes it in an empty database.
 * @throws when the encryption key is not the one the database was written with.
 */
export async function openInstallation(database: DataSource, cipher: Cipher): Promise<Installation> {
  const repository = database.getRepository(installationTable);
  const existing = await repository.findOne({ where: {}, order: { created_at: 'ASC' } });
  const row = existing ?? (await createInstallation(database, cipher));
  const place = (column: string) => ({ table: 'installation', column, row: row.id });
  try {
    cipher.decrypt(row.key_check, place('key_check'));
  } catch {
    throw new Error(
      'The encryption key is not the one this database was written with. Start with the key of the first start ' +
        '(GATEPOST_ENCRYPTION_KEY, or the file encryption-key in the data directory).',
    );
  }
  const fingerprintKey = Buffer.from(cipher.decrypt(row.fingerprint_key, place('fingerprint_key')), 'base64');
  return { cloudId: row.id, adminOrgId: row.org_id, fingerprintKey, isNew: !existing };
}

/** Several processes may start at once on an empty database: an advisory lock lets one of them make the row. */
async function createInstallation(database: DataSource, cipher: Cipher): Promise<InstallationRow> {
  return database.transaction(async (manager) => {
    await manager.query(`SELECT pg_advisory_xact_lock(hashtext('gatepost.installation'))`);
    const repository = manager.getRepository(installationTable);
    const other = await repository.findOne({ where: {} });
    if (other) return other;
    const base = newBaseRow(randomUUID(), null, new Date());
    const place = (column: string) => ({ table: 'installation', column, row: base.id });
    return repository.save({
      ...base,
      key_check: cipher.encrypt(KEY_CHECK, place('key_check')),
      fingerprint_key: cipher.encrypt(randomBytes(32).toString('base64'), place('fingerprint_key')),
    });
  });
}
