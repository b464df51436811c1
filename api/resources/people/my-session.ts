import { z } from 'zod';
import { endSession, endSessionsOf } from '../../access/session.ts';
import type { Scope } from '../../context.ts';
import { shown } from '../../crud/field.ts';
import { envelope } from '../../crud/page.ts';
import { listSchema } from '../../crud/view-schema.ts';
import { ApiError, notFound } from '../../errors.ts';
import type { Answer, Call, Route } from '../../http/route.ts';
import { isUuid } from '../../uuid.ts';
import { newestSessions } from './session-list.ts';

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

async function list(scope: Scope): Promise<Answer> {
  const sessions = await newestSessions(scope.manager, userIdOf(scope));
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
