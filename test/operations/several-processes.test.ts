import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import supertest from 'supertest';
import { type Sink, startSink } from '../../lab/sink.ts';
import { waitUntil } from '../../toolbox/poll.ts';
import { MAIL_SERVERS, mailServer, SETTINGS } from '../api/builder.ts';
import { signIn } from '../api/start-api.ts';
import { createEmptyDatabase } from './database.ts';
import { endAll, type GatepostProcess, spawnGatepost } from './gatepost.ts';

const PASSWORD = 'two processes, one cloud';
const INVITATIONS = 12;

let database: Awaited<ReturnType<typeof createEmptyDatabase>>;
let client: pg.Client;
let sink: Sink;
let processes: GatepostProcess[];
let urls: [string, string];
beforeAll(async () => {
  database = await createEmptyDatabase();
  sink = await startSink({ security: 'plain' });
  const env = {
    GATEPOST_PORT: '0',
    GATEPOST_DATABASE_URL: database.url,
    GATEPOST_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    GATEPOST_ADMIN_PASSWORD: PASSWORD,
    GATEPOST_LOG_LEVEL: 'warn',
  };
  processes = [spawnGatepost([], env), spawnGatepost(['start'], env)];
  urls = (await Promise.all(processes.map(({ url }) => url))) as [string, string];
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});
afterAll(async () => {
  await endAll();
  await client.end();
  await database.drop();
  await sink.stop();
});

const count = async (from: string) => Number((await client.query(`SELECT count(*) AS n FROM ${from}`)).rows[0].n);

function post(url: string, token: string, path: string, body: object, key: string = randomUUID()) {
  const request = supertest(url).post(`/api${path}`).set('Authorization', `Bearer ${token}`);
  return request.set('Idempotency-Key', key).send(body);
}

describe('two processes that start at the same time on an empty database', () => {
  test('make one cloud', async () => {
    expect(await count('installation')).toBe(1);
    expect(await count('cloud_setting')).toBe(1);
    expect(await count('"user"')).toBe(1);
    expect(await count(`organization WHERE org_type = 'admin'`)).toBe(1);
    const ready = async () => Promise.all(urls.map((url) => supertest(url).get('/readyz')));
    await waitUntil(ready, (answers) => answers.every(({ status }) => status === 200));
  });

  test('know each other’s tokens, and the end of them', async () => {
    const [one, other] = urls;
    const token = await signIn(one, 'admin', PASSWORD);
    const me = () => supertest(other).get('/api/me').set('Authorization', `Bearer ${token}`);
    await me().expect(200);
    await supertest(one).post('/api/me/sign-out').set('Authorization', `Bearer ${token}`).expect(204);
    await me().expect(401);
  });

  test('give one answer to one Idempotency-Key, also at once', async () => {
    const token = await signIn(urls[0], 'admin', PASSWORD);
    const [body, key] = [mailServer(), randomUUID()];
    const answers = await Promise.all(urls.map((url) => post(url, token, MAIL_SERVERS, body, key).expect(201)));
    expect(answers[0]?.body.id).toBe(answers[1]?.body.id);
  });

  test('send every mail once', async () => {
    const token = await signIn(urls[1], 'admin', PASSWORD);
    const server = await post(urls[0], token, MAIL_SERVERS, mailServer({ host: '127.0.0.1', port: sink.port }));
    const select = supertest(urls[1]).put(`/api${SETTINGS}`).set('Authorization', `Bearer ${token}`);
    await select.send({ mail_server_url: server.body.url }).expect(200);
    const emails = Array.from({ length: INVITATIONS }, (_, index) => `owner-${index}@acme.test`);
    const invite = (email: string, index: number) =>
      post(urls[index % 2] ?? '', token, '/cloud/org-invitations', { email, notify: true }).expect(201);
    await Promise.all(emails.map(invite));
    await waitUntil(
      () => count(`delivery WHERE state = 'sent'`),
      (sent) => sent >= INVITATIONS,
    );
    const got = sink.mails.flatMap(({ envelope }) => envelope.to).sort();
    expect(got).toEqual([...emails].sort());
  });

  test('end when they are told to, without a complaint', async () => {
    for (const each of processes) each.signal('SIGTERM');
    const exits = await Promise.all(processes.map(({ exit }) => exit));
    expect(exits).toEqual([1, 2].map(() => expect.objectContaining({ code: 0, stderr: '' })));
  });
});
