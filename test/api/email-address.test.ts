import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ConfigError, readConfig } from '../../api/config.ts';
import { email } from '../../api/crud/field.ts';
import { mailTo, smtpServer } from '../mail/builder.ts';
import { startScriptedServer } from '../mail/scripted-server.ts';
import { sendMail } from '../mail/send-mail.ts';
import { MAIL_SERVERS, mailServer, SETTINGS } from './builder.ts';
import { startApi, type TestApi } from './start-api.ts';

/** What means something of its own where mail is addressed. */
const SPECIALS = [...'<>,;:"()\\[]'];
const wrong = SPECIALS.flatMap((each) => [`a${each}b@acme.test`, `ab@ac${each}me.test`, `${each}ab@acme.test`]);
const WRONG = [...wrong, '"ab@acme.test', '"a"b"@acme.test', '"a\\"@acme.test', '""@acme.test', 'Ann <a@acme.test>'];
const RIGHT = [
  'admin@localhost',
  "o'neil+tag=x/y!#$%&*?^_`{|}~@acme.test",
  'jürgen@bücher.example',
  ...[...',;:()[]'].map((each) => `"a${each}b"@acme.test`),
  '"a\\"b"@acme.test',
  '"a\\\\b"@acme.test',
];

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

/** Every place where an address is given. */
const DOORS: Record<string, { pointer: string; send(address: string): ReturnType<TestApi['admin']['post']> }> = {
  user: {
    pointer: '/email',
    send: (value) =>
      api.admin.post('/user-registries/admin/api-manager-lur/users', { username: 'someone', email: value }),
  },
  'owner invitation': {
    pointer: '/email',
    send: (value) => api.admin.post('/cloud/org-invitations', { email: value, notify: false }),
  },
  'member invitation': {
    pointer: '/email',
    send: (value) => api.admin.post('/orgs/admin/member-invitations', { email: value, notify: false }),
  },
  sender: {
    pointer: '/email_sender/address',
    send: (value) => api.admin.put(SETTINGS, { email_sender: { name: 'Cloud', address: value } }),
  },
  'connection test': {
    pointer: '/recipients/0',
    send: (value) =>
      api.admin.post(`${MAIL_SERVERS}/test-connection`, { mail_server: mailServer(), recipients: [value] }),
  },
  'password reset': {
    pointer: '/email',
    send: (value) => api.as().post('/request-password-reset', { email: value }),
  },
};

describe('an address that SMTP would read as something else', () => {
  test.each(Object.entries(DOORS))('is refused where it is given: %s', async (_door, { pointer, send }) => {
    const { body } = await send('a,b@acme.test').expect(400);
    expect(body.violations).toEqual([{ pointer, message: expect.stringContaining('outside quotes') }]);
  });

  test.each(WRONG)('is refused: %s', (address) => {
    expect(email().safeParse(address).success).toBe(false);
    expect(() => readConfig({ GATEPOST_ADMIN_EMAIL: address }, () => '')).toThrow(ConfigError);
  });

  test.each(RIGHT)('is told from one that is sent to: %s', async (address) => {
    expect(email().safeParse(address).success).toBe(true);
    expect(readConfig({ GATEPOST_ADMIN_EMAIL: address }, () => '').admin.email).toBe(address);
    const { server, port } = await startScriptedServer({ EHLO: '250-scripted\r\n250 SMTPUTF8' });
    expect((await sendMail(smtpServer({ port, secure: false }), await mailTo(address))).outcome).toBe('sent');
    server.close();
  });
});
