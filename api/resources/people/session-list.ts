import type { EntityManager } from 'typeorm';

/** More than anybody has. */
const MOST = 1000;
/** Most sessions have a token of each kind. */
const TOKENS_FIRST = 2 * MOST;
const GROWTH = 8;

export interface Session {
  id: string;
  client: string | null;
  api_key: string | null;
  created_at: Date;
  expires_at: Date;
}

/**
 * The sessions of a user, those that began last first. A session begins with its first token, of which no index knows, so
 * that those with new tokens are looked at, from an ever earlier moment on, until there are enough: what has none since
 * then began before it.
 */
export async function newestSessions(manager: EntityManager, userId: string): Promise<Session[]> {
  for (let tokens = TOKENS_FIRST; ; tokens *= GROWTH) {
    const [{ since }]: [{ since: Date | null }] = await manager.query(SINCE, [userId, tokens - 1]);
    const found: Session[] = await manager.query(LIST, [userId, since ?? '-infinity']);
    if (since === null || found.length === MOST) return found;
  }
}

const nthNewest = (table: string) =>
  `(SELECT created_at FROM ${table} WHERE user_id = $1 ORDER BY created_at DESC OFFSET $2 LIMIT 1)`;

/** When so many tokens of a kind were made since; null: there are not so many. */
const SINCE = `SELECT greatest(${nthNewest('access_token')}, ${nthNewest('refresh_token')}) AS since`;

const WITH_NEW_TOKENS = `ARRAY(
    SELECT session_id FROM access_token WHERE user_id = $1 AND created_at >= $2::timestamptz
    UNION SELECT session_id FROM refresh_token WHERE user_id = $1 AND created_at >= $2::timestamptz)`;

/** A session lasts as long as a token of it does. */
const LIST = `
  SELECT t.session_id AS id, max(r.title) AS client, max(k.title) AS api_key,
         min(t.created_at) AS created_at, max(t.expires_at) AS expires_at
    FROM (SELECT session_id, registration_id, created_at, expires_at
            FROM access_token WHERE session_id = ANY (${WITH_NEW_TOKENS})
          UNION ALL
          SELECT session_id, registration_id, created_at, CASE WHEN used_at IS NULL THEN expires_at END
            FROM refresh_token WHERE session_id = ANY (${WITH_NEW_TOKENS})) t
    LEFT JOIN registration r ON r.id = t.registration_id
    LEFT JOIN api_key k ON k.id = t.session_id
   GROUP BY t.session_id
  HAVING max(t.expires_at) > now() AND min(t.created_at) >= $2::timestamptz
   ORDER BY min(t.created_at) DESC, t.session_id LIMIT ${MOST}`;
