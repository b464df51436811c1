import type { EntityManager } from 'typeorm';
import { hashToken } from '../../access/access-token.ts';
import { issueKeyToken, narrow, type Tokens } from '../../access/session.ts';
import type { Scope } from '../../context.ts';
import { findOne } from '../../crud/locate.ts';
import { ask, run } from '../../database/statement.ts';
import { apiKeyTable } from '../../tables/api-key.ts';
import { findCloudSetting } from '../../tables/cloud-setting.ts';
import type { UserRow } from '../../tables/user.ts';
import { stateOf } from './api-key.ts';

type KeyOwner = Pick<UserRow, 'id' | 'username'>;

/**
 * A token for the user of an API key; `scopes` can only narrow what the key may do. Null: the key is unknown, has
 * expired, was used where keys work once, or its user is disabled.
 */
export async function signInByKey(
  context: Scope,
  key: string,
  scopes: string[] | null,
): Promise<{ user: KeyOwner; tokens: Tokens } | null> {
  return context.database.transaction(async (manager) => {
    const scope = { ...context, manager };
    const settings = await findCloudSetting(manager);
    // Locked: of several that use a key at once, the second sees that it was used.
    const row = await findOne(scope, { table: apiKeyTable }, { key_hash: hashToken(key) }, { lock: 'FOR UPDATE' });
    if (!row || !settings.api_key_enabled || stateOf(row, settings, scope.now) !== 'enabled') return null;
    const user = await findEnabled(manager, row.user_id);
    if (!user) return null;
    await run(manager, 'UPDATE api_key SET used_at = $2 WHERE id = $1', [row.id, scope.now]);
    const subject = { type: 'user', id: user.id, scopes: narrow(row.scopes, scopes) } as const;
    return { user, tokens: await issueKeyToken(scope, subject, row.id) };
  });
}

async function findEnabled(manager: EntityManager, id: string): Promise<KeyOwner | null> {
  const text = `SELECT id, username FROM "user" WHERE id = $1 AND state = 'enabled'`;
  return (await ask<KeyOwner>(manager, text, [id]))[0] ?? null;
}
