import type { RequestHandler } from 'express';
import type { Pool } from 'pg';
import { type EmailServerRow, originOf, present, urlOf } from './email-server.ts';

const ROWS = {
  name: 'email_servers',
  text: `
    SELECT id, org_id, created_at, updated_at, name, title, summary, metadata, host, port, username, password, timeout,
           secure, tls_mode, tls_client_profile_id, helo_name, max_connections, oauth2_client_secret
      FROM email_server ORDER BY created_at, id LIMIT 1000`,
};

const IDS = {
  name: 'email_server_ids',
  text: 'SELECT id, org_id FROM email_server ORDER BY created_at, id LIMIT 1000',
};

/** The first page, without asking who wants it. */
export function listRows(pool: Pool): RequestHandler {
  return async (request, response) => {
    const origin = originOf(request);
    if (request.query.fields === 'url') {
      const { rows } = await pool.query<EmailServerRow>(IDS);
      response.json({ total_results: rows.length, results: rows.map((row) => ({ url: urlOf(origin, row) })) });
      return;
    }
    const { rows } = await pool.query<EmailServerRow>(ROWS);
    response.json({ total_results: rows.length, results: rows.map((row) => present(origin, row)) });
  };
}
