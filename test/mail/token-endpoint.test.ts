import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { requestTokens } from '../../api/mail/oauth/token-endpoint.ts';
import { tokenUrlFault } from '../../api/mail/oauth/token-url.ts';
import type { OAuthCredentials } from '../../api/mail/server/access-token.ts';
import type { DestinationRules } from '../../api/mail/server/destination.ts';
import { createAuthority } from '../../toolbox/certificate-authority.ts';
import { runCommand } from '../../toolbox/command.ts';
import { findFreePort } from '../../toolbox/free-port.ts';
import { issue, startTokenServer, type TokenServer } from './token-server.ts';

const anywhere: DestinationRules = { allow: [], deny: [] };
const SECRET = 'client+secret/with=signs';
const REFRESH = 'refresh-token-5b1';
const CLEAN = /^[^\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]{1,1000}$/u;

let endpoint: TokenServer;
beforeEach(async () => {
  endpoint = await startTokenServer();
});
afterEach(() => endpoint.stop());

const credentials = (given: Partial<OAuthCredentials> = {}): OAuthCredentials => ({
  client_id: 'gatepost',
  client_secret: SECRET,
  refresh_token: null,
  token_url: endpoint.url,
  scope: null,
  ...given,
});
const ask = (given: Partial<OAuthCredentials> = {}, rules = anywhere) => requestTokens(credentials(given), rules);
const failure = async (given: Partial<OAuthCredentials> = {}, rules = anywhere) => {
  const error = await ask(given, rules).then(
    () => new Error('There is a token.'),
    (thrown) => thrown,
  );
  expect(error.message).toMatch(CLEAN);
  return error;
};

describe('A token is asked for', () => {
  test("by the client's own credentials, in the body", async () => {
    expect(await ask({ scope: 'https://outlook.example/.default' })).toEqual({
      access_token: 'token-1',
      lifetime_s: 3600,
      refresh_token: null,
    });
    const client = { client_id: 'gatepost', client_secret: SECRET };
    const scope = 'https://outlook.example/.default';
    expect(endpoint.asked).toEqual([{ grant_type: 'client_credentials', ...client, scope }]);
  });

  test('by a refresh token, which may be replaced', async () => {
    endpoint.reply = () => ({ body: issue('a', { refresh_token: 'second' }) });
    expect((await ask({ refresh_token: REFRESH })).refresh_token).toBe('second');
    expect(endpoint.asked[0]).toMatchObject({ grant_type: 'refresh_token', refresh_token: REFRESH });
    await ask({ refresh_token: REFRESH, client_secret: null });
    expect(endpoint.asked[1]).toEqual({
      grant_type: 'refresh_token',
      client_id: 'gatepost',
      refresh_token: REFRESH,
    });
  });

  test.each([
    [3599, 3599],
    ['3599', 3599],
    [3599.5, 3599],
    [1e12, 86_400],
    [0, 0],
    [-1, 300],
    ['soon', 300],
    [null, 300],
    [undefined, 300],
  ])('and expires_in %j is a lifetime of %i seconds', async (expires_in, lifetime) => {
    endpoint.reply = () => ({ body: issue('a', { expires_in }) });
    expect((await ask()).lifetime_s).toBe(lifetime);
  });
});

describe('A failure is told in words', () => {
  test.each([
    ['an error', { status: 400, body: { error: 'invalid_grant', error_description: 'It was revoked.' } }],
    ['an error with 200', { status: 200, body: { error: 'invalid_grant', error_description: 'It was revoked.' } }],
  ])('of %s, with what the endpoint says', async (_what, reply) => {
    endpoint.reply = () => reply;
    const { message, code } = await failure();
    expect(code).toBe('TOKEN_REFUSED');
    expect(message).toMatch(
      /^The token endpoint localhost:\d+ gave no access token: .*invalid_grant: It was revoked\.$/,
    );
  });

  test.each([
    ['a page', { status: 500, body: '<html>secret page</html>' }, /answered 500$/],
    ['another JSON', { status: 500, body: { internal: 'secret page' } }, /answered 500$/],
    ['a list', { body: '[]' }, /answered 200 without a JSON object/],
    ['no JSON', { body: 'secret page' }, /answered 200 without a JSON object/],
    ['no token', { body: {} }, /no access_token that can be used/],
    ['a token with a control character', { body: issue('a\x01b') }, /no access_token that can be used/],
    ['a token with a space', { body: issue('a b') }, /no access_token that can be used/],
    ['a token that is too long', { body: issue('a'.repeat(8_193)) }, /no access_token that can be used/],
    ['a token of another type', { body: issue('a', { token_type: 'mac' }) }, /not of the type Bearer/],
    ['a refresh token that is none', { body: issue('a', { refresh_token: 7 }) }, /refresh_token that cannot be used/],
    ['an error of any kind', { status: 400, body: { error: { secret: 'page' } } }, /answered 400$/],
  ])('of %s', async (_what, reply, words) => {
    endpoint.reply = () => reply;
    const { message } = await failure();
    expect(message).toMatch(words);
    expect(message).not.toContain('secret page');
  });

  test('that hold no secret, whatever the endpoint repeats, and are clean', async () => {
    endpoint.reply = ({ client_secret, refresh_token }) => ({
      status: 400,
      body: {
        error: `bad\n\u202e ${client_secret}`,
        error_description: `${'x'.repeat(495)}${refresh_token} ${encodeURIComponent(SECRET)} \0`,
      },
    });
    const { message } = await failure({ refresh_token: REFRESH });
    for (const secret of [SECRET, encodeURIComponent(SECRET), REFRESH, REFRESH.slice(0, 4)])
      expect(message).not.toContain(secret);
  });

  test('of a redirect, which is not followed', async () => {
    const other = await startTokenServer();
    endpoint.reply = () => (response) => response.writeHead(307, { Location: other.url }).end();
    const { message, code } = await failure();
    expect(code).toBe('TOKEN_UNINTELLIGIBLE');
    expect(message).toMatch(/sends elsewhere \(307\), which is not followed/);
    expect(other.asked).toEqual([]);
    await other.stop();
  });

  test('of an answer without end', async () => {
    let sent = 0;
    endpoint.reply = () => (response) => {
      // Node 24 tells of a client that hung up by the error alone.
      const more = (error?: Error | null) => {
        sent += 65_536;
        if (!error && !response.destroyed) response.write(' '.repeat(65_536), more);
      };
      more();
    };
    const { message, code } = await failure();
    expect(code).toBe('TOKEN_UNINTELLIGIBLE');
    expect(message).toMatch(/more than 64 KB/);
    expect(sent).toBeLessThan(50 * 1024 * 1024);
  });

  test('of an endpoint that falls silent, in the middle of its answer too', async () => {
    const halfway = await startTokenServer();
    endpoint.reply = () => () => undefined;
    halfway.reply = () => (response) => response.write('{');
    const failures = await Promise.all([failure(), failure({ token_url: halfway.url })]);
    for (const { message, code } of failures) {
      expect(code).toBe('TOKEN_UNREACHABLE');
      expect(message).toMatch(/no answer within 10000 ms/);
    }
    await halfway.stop();
  });

  test('of an endpoint that is not there', async () => {
    const port = await findFreePort();
    const refused = await failure({ token_url: `http://localhost:${port}/` });
    expect(refused).toMatchObject({ code: 'TOKEN_UNREACHABLE' });
    expect(refused.message).toContain('ECONNREFUSED');
    const unknown = await failure({ token_url: 'https://no-such-host.invalid/token' });
    expect(unknown).toMatchObject({ code: 'TOKEN_UNREACHABLE' });
  });

  test('of a certificate that nobody vouches for, and nothing is said to who shows it', async () => {
    const authority = await createAuthority();
    const secured = await startTokenServer(await authority.issueServer(['localhost']));
    const { message, code } = await failure({ token_url: secured.url });
    expect(code).toBe('TOKEN_UNREACHABLE');
    expect(message).toMatch(/The certificate of the server|The server sends its certificate alone/);
    expect(secured.asked).toEqual([]);
    await secured.stop();
  });
});

test('Authorities that the machine is told to trust vouch for a token endpoint', async () => {
  const authority = await createAuthority();
  const secured = await startTokenServer(await authority.issueServer(['localhost']));
  const directory = await mkdtemp(join(tmpdir(), 'gatepost-trust-'));
  const trusted = join(directory, 'authority.pem');
  await writeFile(trusted, authority.certificatePem);
  const ask = (env: NodeJS.ProcessEnv) =>
    runCommand(process.execPath, ['scripts/run.mjs', 'test/mail/token-question.ts', secured.url], {
      cwd: resolve(import.meta.dirname, '../..'),
      env: { ...process.env, ...env },
    });
  const { stdout, output } = await ask({ NODE_EXTRA_CA_CERTS: trusted });
  expect({ stdout, output }).toMatchObject({ stdout: expect.stringContaining('token-1') });
  expect((await ask({ NODE_EXTRA_CA_CERTS: undefined })).output).toContain('TOKEN_UNREACHABLE');
  expect(secured.asked).toHaveLength(1);
  await rm(directory, { recursive: true });
  await secured.stop();
});

describe('Where mail may not go', () => {
  test.each(['localhost', '127.0.0.0/8, ::1/128'])('no token is asked for: %s is denied', async (denied) => {
    const deny = denied.split(', ');
    const { message, code } = await failure({}, { allow: [], deny });
    expect(code).toBe('TOKEN_NOT_PERMITTED');
    expect(message).toMatch(/connections may not go to its address/);
    const byAddress = endpoint.url.replace('localhost', '127.0.0.1');
    if (denied !== 'localhost') expect((await failure({ token_url: byAddress }, { allow: [], deny })).code).toBe(code);
    expect(endpoint.asked).toEqual([]);
  });

  test('it is not asked for either: addresses that are link-local are refused', async () => {
    const { code } = await failure({ token_url: 'https://169.254.169.254/token' });
    expect(code).toBe('TOKEN_NOT_PERMITTED');
  });

  test('without TLS it is asked for on this machine alone', async () => {
    const { code } = await failure({ token_url: 'http://192.0.2.1/token' });
    expect(code).toBe('TOKEN_NOT_PERMITTED');
  });
});

test.each([
  ['https://login.example.com/tenant/oauth2/v2.0/token', null],
  ['https://login.example.com:8443/token?p=1', null],
  ['http://localhost:8080/token', null],
  ['http://127.0.0.1/token', null],
  ['http://[::1]:8080/token', null],
  ['http://login.example.com/token', /must start with https/],
  ['http://10.0.0.7/token', /must start with https/],
  ['http://localhost.example.com/token', /must start with https/],
  ['https://me:secret@login.example.com/token', /no user and no password/],
  ['https://login.example.com/token#x', /no fragment/],
  ['ftp://login.example.com/', /starts with https/],
  ['login.example.com', /starts with https/],
])('The token URL %s is judged', (url, fault) => {
  if (fault === null) expect(tokenUrlFault(url)).toBeNull();
  else expect(tokenUrlFault(url)).toMatch(fault);
});
