import { callerOfToken } from '../access/access-token.ts';
import { anonymous, type Caller } from '../access/caller.ts';
import type { Context } from '../context.ts';
import { isObject } from '../crud/parse.ts';
import type { Answer, Call } from '../http/route.ts';
import type { Subject } from './subject.ts';

/** Who signed in: the bearer of the token that was just answered. */
export async function signedInBy(context: Context, answer: Answer, address: string): Promise<Caller> {
  const token = isObject(answer.body) ? answer.body.access_token : undefined;
  return typeof token === 'string' ? { ...(await callerOfToken(context, token)), address } : { ...anonymous, address };
}

/**
 * Whose account a failed sign-in was about. A name that nobody has is not kept: people type their password there. The
 * query is the same whether somebody has it or not.
 */
export async function triedAccount(context: Context, call: Call): Promise<Subject> {
  const { username, client_id, realm = 'admin/default-idp-1' } = isObject(call.body) ? call.body : {};
  const [, provider = ''] = String(realm).split('/');
  const clientId = client_id ?? call.query.client_id ?? call.headers['x-ibm-client-id'];
  const values = [username, provider, username === undefined ? clientId : ''].map(storable);
  const rows: { id: string; name: string }[] = await context.database.query(FIND_ACCOUNT, values);
  const object_type = username === undefined ? 'registration' : 'user';
  return { object_type, object_id: rows[0]?.id ?? null, object_name: rows[0]?.name ?? null };
}

const FIND_ACCOUNT = `
  SELECT u.id, u.name FROM "user" u JOIN user_registry r ON r.id = u.user_registry_id
   WHERE u.username_key = CASE WHEN r.case_sensitive THEN $1 ELSE lower($1) END
     AND r.identity_providers @> jsonb_build_array(jsonb_build_object('name', $2::text))
  UNION ALL
  SELECT id, name FROM registration WHERE client_id = $3
  LIMIT 1`;

/** PostgreSQL has no text with a NUL in it. */
const storable = (value: unknown): string => String(value ?? '').replaceAll('\0', '');
