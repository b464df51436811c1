import type { Server } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { probe } from '../../api/mail/probe/probe.ts';
import { mayDial } from '../../api/mail/server/destination.ts';
import { mailTo, smtpServer } from './builder.ts';
import { startScriptedServer } from './scripted-server.ts';
import { sendMail } from './send-mail.ts';

const nothing = { allow: [], deny: [] };
const REFUSED = [
  '169.254.169.254',
  'fe80::1',
  'febf::1',
  '224.0.0.1',
  '239.255.255.250',
  'ff02::1',
  '0.0.0.0',
  '0.1.2.3',
  '::',
  '255.255.255.255',
  '::ffff:169.254.169.254',
  '::ffff:0.0.0.0',
  '64:ff9b::a9fe:a9fe',
  '2002:a9fe:a9fe::1',
];
const ALLOWED = ['127.0.0.1', '::1', '10.1.2.3', '172.16.0.1', '192.168.1.1', 'fd00::1', '192.0.2.1', '2001:db8::1'];

let server: Server | undefined;
afterEach(() => {
  server?.close();
  server = undefined;
});

describe('Mail', () => {
  test.each(REFUSED)('does not go to %s unless that is allowed', (address) => {
    expect(mayDial('smtp.acme.test', address, nothing)).toBe(false);
    expect(mayDial('smtp.acme.test', address, { allow: [address], deny: [address] })).toBe(true);
    expect(mayDial('SMTP.acme.test.', address, { allow: ['smtp.acme.test'], deny: [] })).toBe(true);
    expect(mayDial('smtp.acme.test', address, { allow: ['127.0.0.1', 'acme.test', '10.0.0.0/8'], deny: [] })).toBe(
      false,
    );
  });

  test.each(ALLOWED)('goes to %s unless that is denied', (address) => {
    expect(mayDial('smtp.acme.test', address, nothing)).toBe(true);
    for (const deny of [address, '0.0.0.0/0', '::/0', 'smtp.acme.test', '*.acme.test', '*.test']) {
      const isOther = deny.endsWith('/0') && deny.includes(':') !== address.includes(':');
      expect(mayDial('smtp.acme.test', address, { allow: [], deny: [deny] })).toBe(isOther);
    }
    expect(
      mayDial('smtp.acme.test', address, { allow: [], deny: ['acme.test', '*.smtp.acme.test', '192.0.2.9'] }),
    ).toBe(true);
  });

  test('goes nowhere but where it is allowed when everything is denied', () => {
    const rules = { allow: ['10.9.0.0/16'], deny: ['0.0.0.0/0', '::/0'] };
    expect(['10.9.1.1', '10.8.1.1', '::1'].map((each) => mayDial('a.test', each, rules))).toEqual([true, false, false]);
  });

  test('is held back at the address that a name leads to, and nothing is dialled', async () => {
    let dialled = 0;
    const scripted = await startScriptedServer({});
    server = scripted.server.on('connection', () => (dialled += 1));
    const denied = { allow: [], deny: ['127.0.0.0/8', '::1'] };
    const target = smtpServer({ port: scripted.port, secure: false, host: 'localhost', destinations: denied });
    expect(await sendMail(target, await mailTo('a@example.org'))).toMatchObject({ outcome: 'temporary', stage: 'tcp' });
    const { ok, stages } = await probe(target, { recipients: [], sender: { name: null, address: 'c@example.org' } });
    expect(ok).toBe(false);
    expect(stages.at(-1)).toMatchObject({
      stage: 'tcp',
      ok: false,
      fix: expect.stringContaining('GATEPOST_SMTP_ALLOW'),
    });
    expect(dialled).toBe(0);
    const allowed = { ...target, destinations: { allow: ['localhost'], deny: ['127.0.0.0/8', '::1'] } };
    expect((await sendMail(allowed, await mailTo('a@example.org'))).outcome).toBe('sent');
    expect(dialled).toBe(1);
  });

  test.each(['169.254.169.254', '0.0.0.0', '0', '::', 'fe80::1', '::ffff:169.254.169.254'])(
    'is held back from the host %s at once',
    async (host) => {
      const result = await sendMail(smtpServer({ port: 25, host, secure: false }), await mailTo('a@example.org'));
      expect(result).toMatchObject({
        outcome: 'temporary',
        stage: 'tcp',
        response: 'not tried: mail may not go to this address',
      });
    },
  );
});
