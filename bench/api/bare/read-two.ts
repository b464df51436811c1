import type { RequestHandler } from 'express';
import type { Pool } from 'pg';
import { type CallerRow, type GrantRow, mayRead, tokenHashOf } from './caller.ts';
import { type EmailServerRow, originOf, present } from './email-server.ts';

const CALLER = {
  name: 'caller',
  text: `
    SELECT coalesce(u.id, c.id) AS subject_id, coalesce(u.state, c.state) = 'enabled' AS enabled,
           t.expires_at <= now() AS expired, m.org_id, r.permissions
      FROM access_token t
      LEFT JOIN "user" u ON u.id = t.user_id
      LEFT JOIN registration c ON c.id = t.registration_id
      LEFT JOIN member m ON m.user_id = u.id AND m.state = 'enabled'
      LEFT JOIN role r ON r.id = ANY (m.role_ids)
     WHERE t.token_hash = $1`,
};

const EMAIL_SERVER = {
  name: 'email_server',
  text: `
    SELECT s.id, s.org_id, s.version, s.created_at, s.updated_at, s.name, s.title, s.summary, s.metadata, s.host, s.port,
           s.username, s.password, s.timeout, s.secure, s.tls_mode, s.tls_client_profile_id, s.helo_name, s.max_connections, s.oauth2_client_secret, s.oauth2_client_secret
      FROM organization o
      JOIN email_server s ON s.org_id = o.id
     WHERE o.name = $1 AND s.id = $2`,
};

/** As few statements as it takes, planned once a connection. */
export function readTwo(pool: Pool): RequestHandler {
  return async (request, response) => {
    const { org, item } = request.params;
    const callers = await pool.query<CallerRow & GrantRow>({ ...CALLER, values: [tokenHashOf(request)] });
    response.locals.callerId = callers.rows[0]?.subject_id;
    const servers = await pool.query<EmailServerRow>({ ...EMAIL_SERVER, values: [org, item] });
    const server = servers.rows[0];
    if (!server || !mayRead(callers.rows[0], callers.rows, server.org_id)) return void response.status(404).end();
    response.set('ETag', `"${server.version}"`).json(present(originOf(request), server));
  };
}
