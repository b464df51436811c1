import type { RequestHandler } from 'express';
import type { Pool } from 'pg';
import { type CallerRow, type GrantRow, mayRead, tokenHashOf } from './caller.ts';
import { type EmailServerRow, originOf, present } from './email-server.ts';

const CALLER = `
  SELECT t.subject_type, coalesce(u.id, r.id) AS subject_id, coalesce(u.username, r.name) AS name,
         coalesce(u.state, r.state) = 'enabled' AS enabled, t.expires_at <= now() AS expired, t.session_id,
         t.scopes AS token_scopes, r.scopes AS registration_scopes
    FROM access_token t
    LEFT JOIN "user" u ON u.id = t.user_id
    LEFT JOIN registration r ON r.id = t.registration_id
   WHERE t.token_hash = $1`;

const GRANTS = `
  SELECT m.org_id, r.permissions FROM member m JOIN role r ON r.id = ANY (m.role_ids)
   WHERE m.user_id = $1 AND m.state = 'enabled'`;

const ORGANIZATION = `
  SELECT id, org_id, version, updated_by, created_at, updated_at, name, title, summary, metadata, org_type, owner_id, state
    FROM organization`;

const EMAIL_SERVER = `
  SELECT id, org_id, version, updated_by, created_at, updated_at, name, title, summary, metadata, host, port, username,
         password, timeout, secure, tls_mode, tls_client_profile_id, helo_name, max_connections, oauth2_client_secret
    FROM email_server WHERE org_id = $1 AND id = $2 LIMIT 1`;

interface OrganizationRow {
  id: string;
  org_id: string;
}

/** A statement for each question, one after the other, as a mapper of objects to rows asks them: none is prepared. */
export function readFive(pool: Pool): RequestHandler {
  return async (request, response) => {
    const { org: name, item } = request.params;
    const [caller] = (await pool.query<CallerRow>(CALLER, [tokenHashOf(request)])).rows;
    response.locals.callerId = caller?.subject_id;
    const { rows: grants } = await pool.query<GrantRow>(GRANTS, [caller?.subject_id]);
    const [org] = (await pool.query<OrganizationRow>(`${ORGANIZATION} WHERE name = $1 LIMIT 1`, [name])).rows;
    if (!org || !mayRead(caller, grants, org.id)) return void response.status(404).end();
    const within = `${ORGANIZATION} WHERE org_id = $1 AND name = $2 LIMIT 1`;
    const [parent] = (await pool.query<OrganizationRow>(within, [org.org_id, name])).rows;
    const [server] = (await pool.query<EmailServerRow>(EMAIL_SERVER, [parent?.id, item])).rows;
    if (!server) return void response.status(404).end();
    response.set('ETag', `"${server.version}"`).json(present(originOf(request), server));
  };
}
