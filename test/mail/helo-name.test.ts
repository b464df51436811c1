import type { Server } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { defaultHeloName, isHeloName } from '../../api/mail/server/helo-name.ts';
import { mailTo, smtpServer } from './builder.ts';
import { type Replies, startScriptedServer } from './scripted-server.ts';
import { sendMail } from './send-mail.ts';

let scripted: Server | undefined;
afterEach(() => {
  scripted?.close();
  scripted = undefined;
});

async function greetAs(helo_name: string, replies: Replies = {}): Promise<string[]> {
  const { server, port, heard } = await startScriptedServer(replies);
  scripted = server;
  await sendMail(smtpServer({ port, secure: false, timeout_ms: 1_000, helo_name }), await mailTo('a@example.org'));
  return heard.filter((line) => /^(EHLO|HELO) /.test(line));
}

describe('The name in EHLO', () => {
  test.each(['cloud.acme.test', '[192.0.2.1]', '[IPv6:2001:db8::1]'])(
    'is %s where the server says so',
    async (name) => {
      expect(await greetAs(name)).toEqual([`EHLO ${name}`]);
    },
  );

  test('is said in HELO too, to a server that knows no EHLO', async () => {
    const replies = { EHLO: '502 Not implemented', HELO: '250 scripted' };
    expect(await greetAs('cloud.acme.test', replies)).toEqual(['EHLO cloud.acme.test', 'HELO cloud.acme.test']);
  });

  test.each<[string | null, string, string]>([
    ['https://cloud.acme.test:9443/base', 'machine.acme.test', 'cloud.acme.test'],
    ['https://CLOUD.acme.test.', 'machine.acme.test', 'cloud.acme.test'],
    ['https://wölke.acme.test', 'machine.acme.test', 'xn--wlke-5qa.acme.test'],
    ['https://192.0.2.1', 'machine.acme.test', '[192.0.2.1]'],
    ['https://[2001:db8::1]:9443', 'machine.acme.test', '[IPv6:2001:db8::1]'],
    ['http://localhost:9443', 'machine.acme.test', 'machine.acme.test'],
    ['https://our_cloud.acme.test', 'machine.acme.test', 'machine.acme.test'],
    [null, 'machine.acme.test', 'machine.acme.test'],
    [null, '192.0.2.7', '[192.0.2.7]'],
    [null, 'machine', '[127.0.0.1]'],
    [null, 'our_machine.acme.test', '[127.0.0.1]'],
    [null, '', '[127.0.0.1]'],
  ])('with the public URL %s on the machine "%s" is by default %s', (publicUrl, machine, name) => {
    expect(defaultHeloName(publicUrl, machine)).toBe(name);
    expect(isHeloName(name)).toBe(true);
  });
});
