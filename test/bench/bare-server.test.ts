import { expect, test } from '@jest/globals';
import type { Request } from 'express';
import { originOf, present } from '../../bench/api/bare/email-server.ts';
import { createMailServer } from '../api/builder.ts';
import { startApi } from '../api/start-api.ts';

test('the bare server of the benchmark answers what the API answers of an email server, field by field', async () => {
  const api = await startApi();
  try {
    const { id } = await createMailServer(api, {
      secure: true,
      credentials: { username: 'mailer', password: 'sesame' },
    });
    const { body } = await api.admin.get(`/orgs/admin/mail-servers/${id}`).expect(200);
    const [row] = await api.gatepost.context.database.query('SELECT * FROM email_server WHERE id = $1', [id]);
    const bare = present(originOf({ headers: { host: new URL(api.url).host } } as Request), row);
    const { password_fingerprint: _, ...same } = body;
    expect(bare).toMatchObject(same);
    expect(Object.keys(bare)).toEqual(Object.keys(body));
  } finally {
    await api.stop();
  }
});
