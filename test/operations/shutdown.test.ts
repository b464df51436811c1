import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import supertest from 'supertest';
import { type Sink, startSink } from '../../lab/sink.ts';
import { waitUntil } from '../../toolbox/poll.ts';
import { MAIL_SERVERS, mailServer, SETTINGS } from '../api/builder.ts';
import { signIn } from '../api/start-api.ts';
import { createEmptyDatabase } from './database.ts';
import { endAll, type GatepostProcess, spawnGatepost } from './gatepost.ts';

const PASSWORD = 'finish what was begun';

let database: Awaited<ReturnType<typeof createEmptyDatabase>>;
let env: Record<string, string>;
let sink: Sink;
/** Bars changes of email servers while it is in a transaction. */
let client: pg.Client;
beforeAll(async () => {
  database = await createEmptyDatabase();
  sink = await startSink({ security: 'plain' });
  env = {
    GATEPOST_PORT: '0',
    GATEPOST_DATABASE_URL: database.url,
    GATEPOST_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    GATEPOST_ADMIN_PASSWORD: PASSWORD,
    GATEPOST_LOG_LEVEL: 'warn',
  };
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await endAll();
  await database.drop();
  await sink.stop();
});

let api: GatepostProcess;
let url: string;
let token: string;
beforeEach(async () => {
  api = spawnGatepost([], env);
  url = await api.url;
  token = await signIn(url, 'admin', PASSWORD);
});

const post = (path: string, body: object) =>
  supertest(url).post(`/api${path}`).set('Authorization', `Bearer ${token}`).send(body);

/** A creation that waits for a lock of ours until `release`. */
async function beginSlowRequest() {
  await client.query('BEGIN');
  await client.query('LOCK TABLE email_server IN EXCLUSIVE MODE');
  const answer = post(MAIL_SERVERS, mailServer()).then(
    ({ status }) => status,
    () => 'cut off',
  );
  const waiting = `SELECT count(*)::int AS n FROM pg_locks WHERE NOT granted AND relation = 'email_server'::regclass`;
  await waitUntil(
    async () => (await client.query(waiting)).rows[0].n,
    (n) => n === 1,
  );
  return { answer, release: () => client.query('COMMIT') };
}

const isRefused = () =>
  fetch(`${url}/livez`).then(
    () => false,
    () => true,
  );

describe('a first signal', () => {
  test('lets a request under way finish, takes no new one, and ends', async () => {
    const { answer, release } = await beginSlowRequest();
    api.signal('SIGTERM');
    await waitUntil(isRefused, Boolean);
    await release();
    expect(await answer).toBe(201);
    expect(await api.exit).toMatchObject({ code: 0, stdout: expect.stringContaining('Stopped.') });
  });

  test('lets a mail under way arrive, once', async () => {
    const server = await post(MAIL_SERVERS, mailServer({ host: '127.0.0.1', port: sink.port })).expect(201);
    const select = supertest(url).put(`/api${SETTINGS}`).set('Authorization', `Bearer ${token}`);
    await select.send({ mail_server_url: server.body.url }).expect(200);
    sink.behaviour.delayMs = 1_500;
    await post('/cloud/org-invitations', { email: 'late@acme.test', notify: true }).expect(201);
    const state = async () => (await client.query('SELECT state FROM delivery')).rows[0].state;
    await waitUntil(state, (now) => now === 'sending');
    api.signal('SIGINT');
    expect((await api.exit).code).toBe(0);
    expect(await state()).toBe('sent');
    expect(sink.mails.filter(({ envelope }) => envelope.to.includes('late@acme.test'))).toHaveLength(1);
  });
});

describe('a second signal', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s ends at once', async (signal, code) => {
    const { answer, release } = await beginSlowRequest();
    api.signal('SIGTERM');
    await waitUntil(
      async () => api.printed(),
      (said) => said.includes('Stopping'),
    );
    api.signal(signal);
    expect((await api.exit).code).toBe(code);
    expect(await answer).toBe('cut off');
    await release();
  });
});
