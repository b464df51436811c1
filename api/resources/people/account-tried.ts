import type { Context } from '../../context.ts';
import { isObject } from '../../crud/parse.ts';
import { ask } from '../../database/statement.ts';
import type { AuditSubject } from '../../errors.ts';
import type { Call } from '../../http/route.ts';

/**
 * Whose account a failed sign-in was about. A name that nobody has is not kept: people type their password there. The
 * query is the same whether somebody has it or not.
 */
export async function accountTried(context: Context, call: Call): Promise<AuditSubject> {
  const { username, client_id, realm = 'admin/default-idp-1' } = isObject(call.body) ? call.body : {};
  const [, provider = ''] = String(realm).split('/');
  const clientId = client_id ?? call.query.client_id ?? call.headers['x-ibm-client-id'];
  const values = [username, provider, username === undefined ? clientId : ''].map(storable);
  const [found] = await ask<{ id: string; name: string }>(context.database.manager, FIND_ACCOUNT, values);
  const object_type = username === undefined ? 'registration' : 'user';
  return { object_type, object_id: found?.id ?? null, object_name: found?.name ?? null };
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
