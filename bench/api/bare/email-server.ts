import { createHash } from 'node:crypto';
import type { Request } from 'express';

export interface EmailServerRow {
  id: string;
  org_id: string;
  version: number;
  created_at: Date;
  updated_at: Date;
  name: string;
  title: string;
  summary: string | null;
  metadata: Record<string, string>;
  host: string;
  port: number;
  username: string | null;
  password: Buffer | null;
  timeout: number;
  secure: boolean;
  tls_mode: string | null;
  tls_client_profile_id: string | null;
  helo_name: string | null;
  max_connections: number;
  oauth2_client_secret: Buffer | null;
}

export const originOf = (request: Request) => `http://${request.headers.host}`;

export const urlOf = (origin: string, row: Pick<EmailServerRow, 'id' | 'org_id'>) =>
  `${origin}/api/orgs/${row.org_id}/mail-servers/${row.id}`;

const fingerprintOf = (secret: Buffer | null) => secret && createHash('sha256').update(secret).digest('hex');

/** The same JSON as the API's; fingerprints are those of whatever is stored. */
export function present(origin: string, row: EmailServerRow) {
  const { id, org_id, name, title, summary, metadata, host, port, timeout, secure, username, password } = row;
  return {
    type: 'mail_server',
    api_version: '2.0.0',
    id,
    name,
    title,
    ...(summary !== null && { summary }),
    metadata,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
    org_url: `${origin}/api/orgs/${org_id}`,
    url: urlOf(origin, row),
    host,
    port,
    credentials: { ...(username && { username }), ...(password && { password: '********' }) },
    timeout,
    secure,
    tls_mode: row.tls_mode,
    tls_client_profile_url: row.tls_client_profile_id,
    helo_name: row.helo_name,
    max_connections: row.max_connections,
    password_set: password !== null,
    password_fingerprint: fingerprintOf(password),
    client_secret_fingerprint: fingerprintOf(row.oauth2_client_secret),
    unreadable: false,
    warnings: [],
  };
}
