import { type EntityManager, EntitySchema } from 'typeorm';
import { type HeaderRow, headerColumns, integer, moment, text, texts, uuid } from '../database/columns.ts';
import { foreignKey, listIndex, titleIndex, unique } from '../database/constraints.ts';

/** What a program signs in with instead of its user's password. The key itself is in one answer only; its hash is kept. */
export interface ApiKeyRow extends HeaderRow {
  user_id: string;
  key_hash: string;
  client_type: string;
  description: string | null;
  /** Seconds; null: as long as the cloud settings say. */
  ttl: number | null;
  /** What the token was narrowed to that made it: a key opens no more than that. Null: all that its user may do. */
  scopes: string[] | null;
  /** When it last signed in. */
  used_at: Date | null;
}

const TABLE = 'api_key';

export const apiKeyTable = new EntitySchema<ApiKeyRow>({
  name: TABLE,
  columns: {
    ...headerColumns,
    user_id: uuid(),
    key_hash: text(),
    client_type: text({ default: 'toolkit' }),
    description: text({ nullable: true }),
    ttl: integer({ nullable: true }),
    scopes: texts({ nullable: true }),
    used_at: moment({ nullable: true }),
  },
  uniques: [unique(TABLE, 'user_id', 'name'), unique(TABLE, 'key_hash')],
  indices: [listIndex(TABLE, 'user_id'), titleIndex(TABLE, 'user_id')],
  foreignKeys: [foreignKey(TABLE, 'user_id', 'user', 'CASCADE')],
});

/** Ends every key of a user. */
export async function endKeysOf(manager: EntityManager, userId: string): Promise<void> {
  await manager.getRepository(apiKeyTable).delete({ user_id: userId });
}
