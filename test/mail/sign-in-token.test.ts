import type { Server } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, test } from '@jest/globals';
import { passingTokens } from '../../api/mail/oauth/passing-tokens.ts';
import { probe } from '../../api/mail/probe/probe.ts';
import { type AccessToken, type AccessTokens, TokenFailure } from '../../api/mail/server/access-token.ts';
import { mailTo, smtpServer } from './builder.ts';
import { type SaslScript, saslReplies } from './sasl-script.ts';
import { type Replies, startScriptedServer } from './scripted-server.ts';
import { sendMail } from './send-mail.ts';
import { issue, startTokenServer, type TokenServer } from './token-server.ts';

const nobody = { recipients: [], sender: { name: null, address: 'cloud@example.org' } };
const REFUSED = '{"status":"401","schemes":"bearer","scope":"https://mail.example.com/"}';
const username = 'robot@example.com';

let servers: Server[] = [];
let endpoint: TokenServer | undefined;
afterEach(async () => {
  await endpoint?.stop();
  endpoint = undefined;
  for (const server of servers) server.close();
  servers = [];
});

async function start(script: SaslScript, tokens: AccessTokens, replies: Replies = {}) {
  const { server, port, heard } = await startScriptedServer({ ...saslReplies(script), ...replies });
  servers.push(server);
  return { heard, server: smtpServer({ port, secure: false, timeout_ms: 2_000, username, access_tokens: tokens }) };
}

interface Given {
  current?: () => Promise<AccessToken>;
  renewed?: () => Promise<AccessToken | null>;
}

/** Tokens out of a hat, with a list of what was asked for. */
function hat(given: Given = {}): AccessTokens & { asked: string[] } {
  const asked: string[] = [];
  const said = new Set<string>();
  const noted = (token: AccessToken | null) => {
    if (token) said.add(token.value);
    return token;
  };
  return {
    host: 'login.example.com',
    key: 'hat',
    said,
    asked,
    current: async () => {
      asked.push('current');
      const token = (await given.current?.()) ?? { value: 'good-token', isKept: false };
      noted(token);
      return token;
    },
    renewed: async (refused) => {
      asked.push(`instead of ${refused}`);
      return noted((await given.renewed?.()) ?? null);
    },
  };
}

const takes = (good: string) => (token: string) => (token === good ? null : REFUSED);
const kept = async () => ({ value: 'old-token', isKept: true });
const fresh = async () => ({ value: 'good-token', isKept: false });
const saidToSignIn = (heard: readonly string[]) => heard.filter((line) => line.startsWith('AUTH'));

describe('With an access token', () => {
  test.each([
    ['XOAUTH2', 'XOAUTH2'],
    ['OAUTHBEARER', 'OAUTHBEARER'],
    ['LOGIN PLAIN XOAUTH2', 'XOAUTH2'],
    ['PLAIN XOAUTH2 OAUTHBEARER', 'OAUTHBEARER'],
  ])('a server that offers %s is signed in to with %s', async (offer, mechanism) => {
    const users: string[] = [];
    const judge = (token: string, user: string) => {
      users.push(user);
      return token === 'good-token' ? null : REFUSED;
    };
    const { server, heard } = await start({ offer, judge }, hat());
    expect(await sendMail(server, await mailTo('a@example.org'))).toMatchObject({ outcome: 'sent' });
    expect(saidToSignIn(heard)).toEqual([expect.stringMatching(new RegExp(`^AUTH ${mechanism} `))]);
    const { stages } = await probe(server, nobody);
    const seen = `signed in as ${username} with ${mechanism}, by an access token of login.example.com`;
    expect(stages.at(-1)).toMatchObject({ stage: 'auth', ok: true, seen });
    expect(JSON.stringify(stages)).not.toContain('good-token');
    const odd = 'a=b,c@example.com';
    expect((await probe({ ...server, username: odd }, nobody)).ok).toBe(true);
    expect(users).toEqual([username, username, odd]);
  });

  test.each(['PLAIN LOGIN CRAM-MD5', null])(
    'a server that offers %s is told, and no token is asked for',
    async (offer) => {
      const tokens = hat();
      const { server, heard } = await start({ offer }, tokens);
      const { stages } = await probe(server, nobody);
      expect(stages.at(-1)).toMatchObject({ stage: 'auth', ok: false });
      if (offer) expect(stages.at(-1)?.seen).toContain('an access token takes OAUTHBEARER or XOAUTH2');
      expect(tokens.asked).toEqual([]);
      expect(saidToSignIn(heard)).toEqual([]);
    },
  );

  test('one that was kept and is refused is replaced once, on the same connection', async () => {
    for (const offer of ['XOAUTH2', 'OAUTHBEARER']) {
      const tokens = hat({ current: kept, renewed: fresh });
      const { server, heard } = await start({ offer, judge: takes('good-token') }, tokens);
      const { ok, stages } = await probe(server, nobody);
      expect(ok).toBe(true);
      expect(stages.at(-1)?.seen).toMatch(/the one before was refused, so that a new one was taken$/);
      expect(tokens.asked).toEqual(['current', 'instead of old-token']);
      expect(saidToSignIn(heard)).toHaveLength(2);
      expect(heard.filter((line) => line.startsWith('EHLO'))).toHaveLength(1);
    }
  });

  test.each([
    ['that is new', { current: async () => ({ value: 'new-token', isKept: false }) }, ['current'], 1],
    ['for which there is no other', { current: kept }, ['current', 'instead of old-token'], 1],
    [
      'and so is the next',
      { current: kept, renewed: async () => ({ value: 'bad-too', isKept: false }) },
      ['current', 'instead of old-token'],
      2,
    ],
  ])('one %s is refused for good, with the reason', async (_words, given, asked, times) => {
    for (const offer of ['XOAUTH2', 'OAUTHBEARER']) {
      const tokens = hat(given);
      const { server, heard } = await start({ offer, judge: () => REFUSED }, tokens);
      const result = await sendMail(server, await mailTo('a@example.org'));
      expect(result).toMatchObject({
        outcome: 'temporary',
        stage: 'auth',
        response:
          '535 5.7.8 Authentication credentials invalid (status 401, scope https://mail.example.com/, schemes bearer)',
      });
      expect(tokens.asked).toEqual(asked);
      expect(saidToSignIn(heard)).toHaveLength(times);
    }
  });

  test('a server that hangs up after its refusal is told by the refusal', async () => {
    const tokens = hat({ current: kept, renewed: fresh });
    const { server } = await start({ offer: 'XOAUTH2' }, tokens, { AUTH: { cut: '535 5.7.8 Begone\r\n' } });
    const result = await sendMail(server, await mailTo('a@example.org'));
    expect(result).toMatchObject({ outcome: 'temporary', stage: 'auth', response: '535 5.7.8 Begone' });
    expect(tokens.asked).toEqual(['current', 'instead of old-token']);
  });

  test('what a server says of it is told with advice that speaks of tokens', async () => {
    const { server } = await start({ offer: 'XOAUTH2', judge: () => REFUSED }, hat());
    const { stages } = await probe(server, nobody);
    expect(stages.at(-1)?.cause).toMatch(/access token/);
    expect(stages.at(-1)?.fix).toMatch(/scope/);
  });

  test.each([
    ['no reason', '235 is not what comes', ''],
    ['a reason that is no JSON', '{"status":', ''],
    ['a reason that is no object', '"401"', ''],
    ['a reason without words', '{"status":{"a":1}}', ''],
    ['a reason of several lines', '{"status":"a\\r\\n250 b\\u202e"}', ' (status a 250 b )'],
    ['a reason without end', JSON.stringify({ status: 'x'.repeat(100_000) }), ''],
    ['a number for a reason', '{"status":400}', ' (status 400)'],
  ])('%s is told cleanly', async (_words, reason, told) => {
    const { server } = await start({ offer: 'XOAUTH2', judge: () => reason }, hat());
    const { response } = await sendMail(server, await mailTo('a@example.org'));
    expect(response).toBe(`535 5.7.8 Authentication credentials invalid${told}`);
  });

  test('a temporary refusal is no reason for another', async () => {
    const tokens = hat({ current: kept, renewed: fresh });
    const { server } = await start({ offer: 'XOAUTH2' }, tokens, { AUTH: '454 4.7.0 Temporary failure' });
    const result = await sendMail(server, await mailTo('a@example.org'));
    expect(result).toMatchObject({ outcome: 'temporary', stage: 'auth', response: '454 4.7.0 Temporary failure' });
    expect(tokens.asked).toEqual(['current']);
  });

  test('a server that gives the token back shows it to nobody', async () => {
    const token = `secret-${'t'.repeat(300)}`;
    const tokens = () => hat({ current: async () => ({ value: token, isKept: false }) });
    const coded = (line: string) => line.split(' ')[2] ?? '';
    const echoes: Replies[] = [
      { AUTH: (line) => `535 5.7.8 ${line}` },
      { AUTH: (line) => `535 5.7.8 ${Buffer.from(coded(line), 'base64').toString().replaceAll('\x01', ' ')}` },
      { AUTH: () => '235 OK', MAIL: `550 not with ${token}` },
    ];
    for (const offer of ['XOAUTH2', 'OAUTHBEARER']) {
      const reason = JSON.stringify({ status: token, scope: `${'x'.repeat(190)}${token}` });
      const scripts = [...echoes.map((replies) => ({ replies })), { replies: {}, judge: () => reason }];
      for (const { replies, ...script } of scripts) {
        const { server, heard } = await start({ offer, ...script }, tokens(), replies);
        const results = [await sendMail(server, await mailTo('a@example.org')), await probe(server, nobody)];
        const shown = JSON.stringify(results);
        expect(shown).toContain('********');
        expect(shown).not.toContain('tttt');
        for (const line of heard.filter((each) => each.startsWith('AUTH'))) expect(shown).not.toContain(coded(line));
      }
    }
  });

  test('a token endpoint that fails is a failure to sign in, in its words', async () => {
    const words = 'The token endpoint login.example.com gave no access token: it answered 400, invalid_grant';
    const current = async () => {
      throw new TokenFailure('TOKEN_REFUSED', words);
    };
    const { server, heard } = await start({ offer: 'XOAUTH2' }, hat({ current }));
    expect(await sendMail(server, await mailTo('a@example.org'))).toMatchObject({
      outcome: 'temporary',
      stage: 'auth',
      response: words,
    });
    const { stages } = await probe(server, nobody);
    expect(stages.at(-1)).toMatchObject({ stage: 'auth', ok: false, seen: words });
    expect(stages.at(-1)?.fix).toMatch(/client id.*secret.*refresh token/i);
    expect(saidToSignIn(heard)).toEqual([]);
  });

  test('a token endpoint may take longer than the mail server has', async () => {
    const current = async () => {
      await pause(900);
      return { value: 'good-token', isKept: false };
    };
    const { server } = await start({ offer: 'XOAUTH2', judge: takes('good-token') }, hat({ current }));
    expect((await sendMail({ ...server, timeout_ms: 300 }, await mailTo('a@example.org'))).outcome).toBe('sent');
  });

  test('whoever waits for a token is told when the mail is given up', async () => {
    let asked = () => {};
    const isAsked = new Promise<void>((resolve) => {
      asked = resolve;
    });
    const current = () => {
      asked();
      return new Promise<AccessToken>(() => undefined);
    };
    const cancel = new AbortController();
    const { server } = await start({ offer: 'XOAUTH2' }, hat({ current }));
    const sending = sendMail(server, await mailTo('a@example.org'), cancel.signal);
    await isAsked;
    cancel.abort();
    expect(await sending).toMatchObject({ outcome: 'temporary', stage: 'auth' });
  });
});

test('A server that is only tried asks each time, and says when that uses a refresh token up', async () => {
  endpoint = await startTokenServer();
  const client = { client_id: 'c', client_secret: 's', token_url: endpoint.url, scope: null };
  const anywhere = { allow: [], deny: [] };
  const plain = await start({ offer: 'XOAUTH2' }, passingTokens({ ...client, refresh_token: null }, anywhere));
  expect((await probe(plain.server, nobody)).stages.at(-1)?.seen).not.toContain('refresh token');
  endpoint.reply = () => ({ body: issue('another', { refresh_token: 'the-next' }) });
  const { server } = await start({ offer: 'XOAUTH2' }, passingTokens({ ...client, refresh_token: 'first' }, anywhere));
  const { stages } = await probe(server, nobody);
  expect(stages.at(-1)?.seen).toMatch(/replaced the refresh token/);
  expect(JSON.stringify(stages)).not.toContain('the-next');
  expect(endpoint.asked).toHaveLength(2);
});
