import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Secret, searchBytes } from '../../lab/secret-search.ts';
import { createAuthority } from '../../toolbox/certificate-authority.ts';
import { saslReplies } from '../mail/sasl-script.ts';
import { startScriptedServer } from '../mail/scripted-server.ts';
import { issue, startTokenServer } from '../mail/token-server.ts';
import { create, createMailServer, KEYSTORES, MAIL_SERVERS, mailServer, SETTINGS, selectServer } from './builder.ts';
import { ADMIN_PASSWORD, startApi, type TestApi } from './start-api.ts';

const PLANTED = 'planted-in-the-open';
const SECRETS: Secret[] = [
  { name: 'mail password', value: 'mail password 7f3a91' },
  { name: 'second mail password', value: 'second mail password 20cc4e' },
  { name: "user's password", value: 'user password 55d10b' },
  { name: "administrator's password", value: ADMIN_PASSWORD },
  { name: 'client secret', value: 'client secret e81c77' },
  { name: 'OAuth client secret', value: 'oauth client secret 91b3d0' },
  { name: 'OAuth refresh token', value: 'oauth refresh token c4aa12' },
  { name: 'access token', value: 'access-token-77ab02' },
  { name: 'next refresh token', value: 'next-refresh-token-0f93e6' },
];

let api: TestApi;
let logged = '';
let answered = '';
beforeAll(async () => {
  const stream = new Writable({
    write(chunk, _encoding, done) {
      logged += chunk;
      done();
    },
  });
  const env = { GATEPOST_LOG_LEVEL: 'trace', GATEPOST_TOOLKIT_CLIENT_SECRET: plain('client secret') };
  api = await startApi(env, { logStream: stream });
  await plantSecrets();
});
afterAll(() => api.stop());

const plain = (name: string) => SECRETS.find((secret) => secret.name === name)?.value ?? '';

/** Uses every way in, wrong ones too, and keeps every answer. */
async function plantSecrets(): Promise<void> {
  const keep = async (request: PromiseLike<{ text: string; headers: object }>) => {
    const response = await request;
    answered += `${response.text}\n${JSON.stringify(response.headers)}\n`;
  };
  const { admin } = api;
  const credentials = { username: 'relay', password: plain('mail password') };
  const server = await createMailServer(api, { credentials, summary: PLANTED, host: '127.0.0.1', port: 1 });
  const path = `${MAIL_SERVERS}/${server.id}`;
  await keep(admin.get(path));
  await keep(admin.get(MAIL_SERVERS));
  await keep(admin.patch(path, { credentials: { password: plain('second mail password') } }));
  await keep(admin.post(MAIL_SERVERS, mailServer({ credentials, port: 0 })));
  await keep(admin.post(MAIL_SERVERS, mailServer({ credentials, name: server.name })));
  await keep(admin.post(MAIL_SERVERS, mailServer({ credentials })).set('Idempotency-Key', 'with a secret'));
  await keep(admin.post(MAIL_SERVERS).type('json').send(`{"password": "${credentials.password}" oops`));
  const test = { mail_server: mailServer({ credentials, host: '127.0.0.1', port: 1 }) };
  await keep(admin.post(`${MAIL_SERVERS}/test-connection?diagnostics=true`, test));
  await keep(admin.post(`${path}/test-connection?diagnostics=true`, {}));
  await plantOAuth2(keep);
  await plantUser(keep);
  await plantKey(keep);
  const query = new URLSearchParams({ client_id: 'toolkit', client_secret: plain('client secret') });
  const login = { grant_type: 'password', username: 'admin', password: ADMIN_PASSWORD };
  await api.as().post(`/token?${query}`, login).expect(200);
  await keep(api.as().post(`/token?${query}`, { ...login, username: 'nobody' }));
  await keep(admin.get('/cloud/registrations'));
  await selectServer(api, server.url);
  await keep(admin.get(SETTINGS));
  await keep(admin.get('/cloud/deliveries'));
}

type Keep = (request: PromiseLike<{ text: string; headers: object }>) => Promise<void>;

/** A token endpoint and a mail server that give back what they were sent, and one that takes it. */
async function plantOAuth2(keep: Keep): Promise<void> {
  const endpoint = await startTokenServer();
  const [greedy, echoing] = [
    await startScriptedServer(saslReplies({ offer: 'XOAUTH2' })),
    await startScriptedServer(
      saslReplies({ offer: 'OAUTHBEARER', judge: (token) => JSON.stringify({ status: token }) }),
    ),
  ];
  const secrets = { client_secret: plain('OAuth client secret'), refresh_token: plain('OAuth refresh token') };
  const auth = { type: 'oauth2', client_id: 'gatepost', token_url: endpoint.url, ...secrets };
  const credentials = { username: 'robot@acme.test', auth };
  const { admin } = api;
  for (const { port } of [greedy, echoing]) {
    endpoint.reply = (asked) => ({ status: 400, body: { error: 'x', error_description: Object.values(asked).join() } });
    const fields = { credentials, host: 'localhost', port };
    await keep(admin.post(`${MAIL_SERVERS}/test-connection?diagnostics=true`, { mail_server: mailServer(fields) }));
    endpoint.reply = () => ({
      body: issue(plain('access token'), { expires_in: 100, refresh_token: plain('next refresh token') }),
    });
    const { id } = await createMailServer(api, fields);
    await keep(admin.post(`${MAIL_SERVERS}/${id}/test-connection?diagnostics=true`, {}));
    await keep(admin.get(`${MAIL_SERVERS}/${id}`));
    await keep(admin.patch(`${MAIL_SERVERS}/${id}`, { port: 26 }));
  }
  await keep(admin.post(MAIL_SERVERS, mailServer({ credentials: { auth } })));
  await endpoint.stop();
  for (const { server } of [greedy, echoing]) server.close();
}

async function plantUser(keep: Keep): Promise<void> {
  const users = '/user-registries/admin/api-manager-lur/users';
  const sent = { username: 'ann', email: 'ann@acme.test', password: plain("user's password") };
  await keep(api.admin.post(users, sent));
  await keep(api.admin.post(users, sent));
  await keep(api.admin.post('/cloud/orgs', { title: 'Acme', owner_url: `/api${users}/ann` }));
}

async function plantKey(keep: Keep): Promise<void> {
  const { certificatePem, privateKeyPem } = await (await createAuthority()).issueClient('client');
  SECRETS.push({ name: 'private key', value: privateKeyPem.split('\n')[1] ?? '' });
  const { name } = await create(api, KEYSTORES, { keystore: privateKeyPem + certificatePem });
  await keep(api.admin.get(KEYSTORES));
  await keep(api.admin.get(`${KEYSTORES}/${name}?fields=keystore,private_key,certificates`));
  await keep(api.admin.patch(`${KEYSTORES}/${name}`, { keystore: privateKeyPem }));
}

/** Every row of every table, with bytea as its own bytes. */
async function dumpDatabase(): Promise<Buffer> {
  const { database } = api.gatepost.context;
  const tables: { tablename: string }[] = await database.query(
    `SELECT tablename FROM pg_tables WHERE schemaname = 'public'`,
  );
  const parts: Buffer[] = [];
  for (const { tablename } of tables) {
    for (const row of (await database.query(`SELECT * FROM "${tablename}"`)) as Record<string, unknown>[]) {
      const values = Object.values(row);
      parts.push(Buffer.from(JSON.stringify(values.filter((value) => !Buffer.isBuffer(value)))));
      parts.push(...values.filter((value) => Buffer.isBuffer(value)));
    }
  }
  return Buffer.concat(parts);
}

describe('a secret', () => {
  test('stands in no answer', async () => {
    expect(answered).toContain(PLANTED);
    expect(await searchBytes(Buffer.from(answered), 'answers', SECRETS)).toEqual([]);
  });

  test('stands in no log line, whatever the level, nor does a token', async () => {
    expect(logged).toContain('/api/token');
    expect(logged).toContain('/test-connection');
    const secrets = [...SECRETS, { name: 'token', value: api.token }];
    expect(await searchBytes(Buffer.from(logged), 'log', secrets)).toEqual([]);
  });

  test('stands in no table in clear, nor does a token', async () => {
    const dump = await dumpDatabase();
    expect(dump.includes(PLANTED)).toBe(true);
    const secrets = [...SECRETS, { name: 'token', value: api.token }];
    expect(await searchBytes(dump, 'database', secrets)).toEqual([]);
  });

  test('is bound to its row: a password copied to another server does not open', async () => {
    const thief = await createMailServer(api, { credentials: { username: 'x', password: 'y' } });
    await api.gatepost.context.database.query(
      `UPDATE email_server SET password = (SELECT password FROM email_server WHERE summary = $1) WHERE id = $2`,
      [PLANTED, thief.id],
    );
    const headers = { authorization: `Bearer ${api.token}` };
    const connect = `${api.url}/api${MAIL_SERVERS}/${thief.id}/test-connection`;
    const answer = await fetch(connect, { method: 'POST', headers });
    expect(answer.status).toBe(409);
    expect(await answer.text()).not.toContain(PLANTED);
  });
});
