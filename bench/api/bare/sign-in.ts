import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { verify } from '@node-rs/argon2';
import type { RequestHandler } from 'express';
import type { Pool } from 'pg';

const USER = {
  name: 'user_by_name',
  text: 'SELECT id, org_id, password_hash FROM "user" WHERE username_key = $1',
};

const TOKEN = {
  name: 'insert_access_token',
  text: `
    INSERT INTO access_token (id, org_id, created_at, updated_at, token_hash, subject_type, user_id, session_id, expires_at)
    VALUES ($1, $2, now(), now(), $3, 'user', $4, $5, now() + interval '8 hours')`,
};

const AUDIT_EVENT = {
  name: 'insert_sign_in_event',
  text: `
    INSERT INTO audit_event (id, org_id, created_at, step, caller_kind, caller_name, address, request_id, request, action,
                             object_type, object_id, object_name, changed_fields, outcome, status)
    VALUES ($1, $2, now(), 1, 'user', $3, $4, $5, 'POST /sign-in', 'sign-in', 'user', $6, $3, '{}', 'success', 200)`,
};

interface UserRow {
  id: string;
  org_id: string;
  password_hash: string;
}

/** A token for whoever knows the password, without a limit for those who do not. */
export function signIn(pool: Pool): RequestHandler {
  return async ({ body, ip }, response) => {
    const { username, password } = body as { username: string; password: string };
    const [user] = (await pool.query<UserRow>({ ...USER, values: [username] })).rows;
    if (!user || !(await verify(user.password_hash, password))) {
      response.status(401).end();
      return;
    }
    const token = randomBytes(32).toString('base64url');
    const client = await pool.connect();
    try {
      await client.query('BEGIN');
      const hash = createHash('sha256').update(token).digest('hex');
      await client.query({ ...TOKEN, values: [randomUUID(), user.org_id, hash, user.id, randomUUID()] });
      await client.query({
        ...AUDIT_EVENT,
        values: [randomUUID(), user.org_id, username, ip, randomUUID(), user.id],
      });
      await client.query('COMMIT');
    } finally {
      client.release();
    }
    response.json({ access_token: token, token_type: 'Bearer', expires_in: 28_800 });
  };
}
