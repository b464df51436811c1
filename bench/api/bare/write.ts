import { createHash, randomUUID } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import type { Pool, PoolClient } from 'pg';
import { type EmailServerRow, originOf, present } from './email-server.ts';

const OBJECT = {
  name: 'insert_email_server',
  text: `
    INSERT INTO email_server (id, org_id, created_at, updated_at, name, title, host, port, secure, username, password)
    SELECT $1, o.id, $2, $2, $3, $4, $5, $6, $7, $8, $9 FROM organization o WHERE o.name = 'admin'
    RETURNING *`,
};

const AUDIT_EVENT = {
  name: 'insert_audit_event',
  text: `
    INSERT INTO audit_event (id, org_id, created_at, step, caller_kind, caller_name, address, request_id, request, action,
                             object_type, object_id, object_name, changed_fields, outcome, status)
    VALUES ($1, $2, $3, 1, 'user', 'bare', $4, $5, 'POST /write', 'create', 'mail_server', $6, $7, $8, 'success', 201)`,
};

const ANSWER = {
  name: 'insert_idempotent_request',
  text: `
    INSERT INTO idempotent_request (id, org_id, created_at, updated_at, caller, key, request_hash, status, answer)
    VALUES ($1, $2, $3, $3, 'bare', $4, $5, 201, $6)`,
};

interface Body {
  name: string;
  title: string;
  host: string;
  port: number;
  secure: boolean;
  credentials: { username: string; password: string };
}

/** One transaction with nothing in it but what has to be kept. */
export function create(pool: Pool): RequestHandler {
  return async (request, response) => {
    const client = await pool.connect();
    try {
      await client.query('BEGIN');
      const row = await insertObject(client, request.body);
      await insertAuditEvent(client, request, row);
      const view = present(originOf(request), row);
      const key = request.get('Idempotency-Key');
      if (key !== undefined) await insertAnswer(client, key, request.body, row, view);
      await client.query('COMMIT');
      response.status(201).set('ETag', `"${row.version}"`).json(view);
    } finally {
      client.release();
    }
  };
}

async function insertObject(client: PoolClient, body: Body): Promise<EmailServerRow> {
  const { name, title, host, port, secure, credentials } = body;
  const password = Buffer.from(credentials.password);
  const values = [randomUUID(), new Date(), name, title, host, port, secure, credentials.username, password];
  const [row] = (await client.query<EmailServerRow>({ ...OBJECT, values })).rows;
  if (!row) throw new Error('There is no organization admin.');
  return row;
}

async function insertAuditEvent(client: PoolClient, request: Request, row: EmailServerRow): Promise<void> {
  const { id, org_id, name, created_at } = row;
  const fields = Object.keys(request.body);
  const values = [randomUUID(), org_id, created_at, request.ip, randomUUID(), id, name, fields];
  await client.query({ ...AUDIT_EVENT, values });
}

async function insertAnswer(client: PoolClient, key: string, body: Body, row: EmailServerRow, view: unknown) {
  const hash = createHash('sha256').update(JSON.stringify(body)).digest('hex');
  const answer = Buffer.from(JSON.stringify(view));
  await client.query({ ...ANSWER, values: [randomUUID(), row.org_id, row.created_at, key, hash, answer] });
}
