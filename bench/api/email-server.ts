import { randomUUID } from 'node:crypto';

/** A body as people send it: most servers ask for a password, which is encrypted and never shown. */
export function newEmailServer() {
  const name = `bench-${randomUUID()}`;
  return {
    name,
    title: name,
    host: 'smtp.example.com',
    port: 587,
    secure: true,
    credentials: { username: 'bench', password: randomUUID() },
  };
}

export const EMAIL_SERVERS = '/api/orgs/admin/mail-servers';
