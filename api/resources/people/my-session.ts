import { z } from 'zod';
import { endSession, endSessionsOf } from '../../access/session.ts';
import type { Scope } from '../../context.ts';
import { shown } from '../../crud/field.ts';
import { envelope } from '../../crud/page.ts';
import { listSchema } from '../../crud/view-schema.ts';
import { ApiError, notFound } from '../../errors.ts';
import type { Answer, Call, Route } from '../../http/route.ts';
import { isUuid } from '../../uuid.ts';

const sessionView = z
  .strictObject({
    id: z.uuid(),
    client: z.string().nullable().describe('The registration that was signed in by; null: none was named.'),
    api_key: z.string().nullable().describe('The API key it was opened with.'),
    current: z.boolean().describe('Whether it is that of the token that asks.'),
    created_at: shown.moment(),
    expires_at: shown.moment().describe('When nothing can continue it any more.'),
  })
  .meta({ id: 'Session' });

/** Where whoever asks is signed in, and the end of it. */
export const mySessionRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/me/sessions',
    access: 'signed-in',
    doc: { summary: 'Lists the sessions of whoever asks.', isOwn: true, answer: listSchema(sessionView) },
    run: list,
  },
  {
    method: 'delete',
    path: '/me/sessions',
    access: 'signed-in',
    audit: { isOwnAccount: true, action: 'end-other-sessions' },
    doc: { summary: 'Ends every session of whoever asks, but that of the token.', isOwn: true },
    run: endOthers,
  },
  {
    method: 'delete',
    path: '/me/sessions/{item}',
    access: 'signed-in',
    audit: { type: 'session', action: 'end-session' },
    doc: { summary: 'Ends a session of whoever asks.', isOwn: true },
    run: endOne,
  },
];

/** More than anybody has. */
const MOST = 1000;

/** A session lasts as long as a token of it does; it began with its first one. */
const LIST = `
  SELECT t.session_id AS id, max(r.title) AS client, max(k.title) AS api_key,
         min(t.created_at) AS created_at, max(t.expires_at) FILTER (WHERE t.used_at IS NULL) AS expires_at
    FROM (SELECT session_id, registration_id, created_at, expires_at, NULL::timestamptz AS used_at
            FROM access_token WHERE user_id = $1
          UNION ALL
          SELECT session_id, registration_id, created_at, expires_at, used_at FROM refresh_token WHERE user_id = $1) t
    LEFT JOIN registration r ON r.id = t.registration_id
    LEFT JOIN api_key k ON k.id = t.session_id
   GROUP BY t.session_id
  HAVING max(t.expires_at) FILTER (WHERE t.used_at IS NULL) > now()
   ORDER BY min(t.created_at) DESC, t.session_id LIMIT ${MOST}`;

interface Session {
  id: string;
  client: string | null;
  api_key: string | null;
  created_at: Date;
  expires_at: Date;
}

async function list(scope: Scope): Promise<Answer> {
  const sessions: Session[] = await scope.manager.query(LIST, [userIdOf(scope)]);
  const results = sessions.map(({ created_at, expires_at, ...session }) => ({
    ...session,
    current: session.id === scope.caller.sessionId,
    created_at: created_at.toISOString(),
    expires_at: expires_at.toISOString(),
  }));
  return { status: 200, body: envelope(results.length, results) };
}

async function endOthers(scope: Scope): Promise<Answer> {
  await endSessionsOf(scope.manager, userIdOf(scope), scope.caller.sessionId);
  return { status: 204 };
}

async function endOne(scope: Scope, { params: { item = '' } }: Call): Promise<Answer> {
  const values = [userIdOf(scope), item];
  const own: unknown[] = isUuid(item) ? await scope.manager.query(FIND_OWN, values) : [];
  if (own.length === 0) throw notFound();
  await endSession(scope.manager, item);
  return { status: 204 };
}

const FIND_OWN = `
  SELECT FROM access_token WHERE user_id = $1 AND session_id = $2
  UNION ALL SELECT FROM refresh_token WHERE user_id = $1 AND session_id = $2 LIMIT 1`;

function userIdOf({ caller }: Scope): string {
  if (caller.kind === 'user' && caller.id !== null) return caller.id;
  throw new ApiError('forbidden', 'Forbidden: a registration has no account of its own.');
}
