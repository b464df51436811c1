import type { DataSource } from 'typeorm';
import type { Cipher } from '../context.ts';
import { runUnprepared } from '../database/statement.ts';
import { ifReadable } from './encryption.ts';

/** A column of ciphertexts. */
export interface SecretColumn {
  table: string;
  column: string;
}

export interface Rotation extends SecretColumn {
  /** How many were written anew. */
  rotated: number;
  /** Ids of rows that no given key reads; they stay as they are. */
  unreadable: string[];
}

const BATCH_ROWS = 200;
/** While processes still write with the older key, there is always something left. */
const PASSES = 3;

/** Every column that holds ciphertexts: all binary columns, as the schema has them. */
export function secretColumns(database: DataSource): SecretColumn[] {
  return database.entityMetadatas.flatMap(({ tableName, columns }) =>
    columns
      .filter(({ type }) => type === 'bytea')
      .map(({ databaseName }) => ({ table: tableName, column: databaseName })),
  );
}

/**
 * Writes every ciphertext anew with the current key, while the API runs. What is done shows in the ciphertexts
 * themselves, so it can be broken off and begun again, and run twice.
 */
export async function rotateKey(
  database: DataSource,
  cipher: Cipher,
  progress: (rotation: Rotation) => void,
): Promise<void> {
  for (const column of secretColumns(database)) progress(await rotateColumn(database, cipher, column));
}

async function rotateColumn(database: DataSource, cipher: Cipher, place: SecretColumn): Promise<Rotation> {
  const rotation: Rotation = { ...place, rotated: 0, unreadable: [] };
  for (let pass = 1; pass <= PASSES; pass += 1) {
    const before = rotation.rotated;
    await rotateOnce(database, cipher, rotation);
    if (rotation.rotated === before) break;
  }
  return rotation;
}

/** One walk over the rows in the order of their ids. */
async function rotateOnce(database: DataSource, cipher: Cipher, rotation: Rotation): Promise<void> {
  rotation.unreadable = [];
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const rows = await findOutdated(database, cipher, rotation, after);
    for (const row of rows) await rotateRow(database, cipher, rotation, row);
    after = rows.at(-1)?.id ?? after;
    if (rows.length < BATCH_ROWS) return;
  }
}

interface Row {
  id: string;
  sealed: Buffer;
}

function findOutdated(database: DataSource, cipher: Cipher, place: SecretColumn, after: string): Promise<Row[]> {
  const { table, column } = place;
  return database.query(
    `SELECT id, "${column}" AS sealed FROM "${table}"
      WHERE id > $1 AND substring("${column}" FROM 1 FOR ${cipher.keyId.length}) <> $2 ORDER BY id LIMIT ${BATCH_ROWS}`,
    [after, cipher.keyId],
  );
}

/** Replaces exactly what was read: a row that changed meanwhile was written by somebody else, and is met again. */
async function rotateRow(database: DataSource, cipher: Cipher, rotation: Rotation, row: Row): Promise<void> {
  const { table, column } = rotation;
  const place = { table, column, row: row.id };
  // Told by the row's id: the ciphertext itself says no more.
  const plain = ifReadable(() => cipher.decrypt(row.sealed, place));
  if (plain === null) {
    rotation.unreadable.push(row.id);
    return;
  }
  const count = await runUnprepared(
    database.manager,
    `UPDATE "${table}" SET "${column}" = $1 WHERE id = $2 AND "${column}" = $3`,
    [cipher.encrypt(plain, place), row.id, row.sealed],
  );
  rotation.rotated += count;
}

/** How many ciphertexts are still written with an older key. */
export async function countOutdated(database: DataSource, cipher: Cipher): Promise<number> {
  const parts = secretColumns(database).map(
    ({ table, column }) =>
      `SELECT count(*) AS n FROM "${table}" WHERE substring("${column}" FROM 1 FOR ${cipher.keyId.length}) <> $1`,
  );
  const rows: { total: number }[] = await database.query(
    `SELECT sum(n)::int AS total FROM (${parts.join(' UNION ALL ')}) AS each`,
    [cipher.keyId],
  );
  return rows[0]?.total ?? 0;
}
