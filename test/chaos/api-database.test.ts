import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import supertest from 'supertest';
import { type EmbeddedPostgres, startEmbedded } from '../../api/database/embedded.ts';
import { type Sink, startSink } from '../../lab/sink.ts';
import { findFreePort } from '../../toolbox/free-port.ts';
import { waitUntil } from '../../toolbox/poll.ts';
import { MAIL_SERVERS, mailServer, SETTINGS } from '../api/builder.ts';
import { ADMIN_PASSWORD, signIn } from '../api/start-api.ts';
import { type GatepostProcess, spawnGatepost } from '../operations/gatepost.ts';

const USERS = '/user-registries/admin/api-manager-lur/users';

jest.setTimeout(120_000);

let dataDir: string;
let tcpPort: number;
let postgres: EmbeddedPostgres;
let gatepost: GatepostProcess;
let url: string;
let token: string;
let sink: Sink;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'gone-'));
  await chmod(dataDir, 0o755);
  tcpPort = await findFreePort();
  postgres = await startPostgres();
  gatepost = startGatepost();
  url = await gatepost.url;
  token = await signIn(url, 'admin', ADMIN_PASSWORD);
  sink = await startSink({ security: 'plain' });
  const sent = mailServer({ host: '127.0.0.1', port: sink.port });
  const { body: server } = await send('post', MAIL_SERVERS, sent).expect(201);
  await send('put', SETTINGS, { mail_server_url: server.url }).expect(200);
});
afterAll(async () => {
  gatepost.signal('SIGTERM');
  await gatepost.exit;
  await postgres.stop();
  await sink.stop();
  await rm(dataDir, { recursive: true, force: true });
});

/** On a port of its own, so that it comes back under the same URL. */
const startPostgres = () => startEmbedded({ dataDir, tcpPort, durable: false, log: () => undefined });

function startGatepost(): GatepostProcess {
  const { user, password, database } = postgres.connection;
  return spawnGatepost([], {
    GATEPOST_DATABASE_URL: `postgresql://${user}:${password}@127.0.0.1:${tcpPort}/${database}`,
    GATEPOST_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    GATEPOST_ADMIN_PASSWORD: ADMIN_PASSWORD,
    GATEPOST_PORT: '0',
    GATEPOST_LOG_LEVEL: 'silent',
  });
}

const send = (method: 'get' | 'post' | 'put', path: string, body?: object) =>
  supertest(url)[method](`/api${path}`).set('Authorization', `Bearer ${token}`).send(body);

/** The owner of a new organization gets a mail. */
async function causeMail(username: string): Promise<void> {
  const { body: owner } = await send('post', USERS, { username, email: `${username}@acme.test` }).expect(201);
  await send('post', '/cloud/orgs', { title: username, owner_url: owner.url }).expect(201);
}

describe('while the database is gone', () => {
  test.each([
    ['stopped', () => postgres.stop()],
    ['killed', () => void process.kill(postgres.pid, 'SIGKILL')],
  ])('(%s) answers are 503 with Retry-After; API and mail recover without a restart', async (how, end) => {
    await send('post', MAIL_SERVERS, mailServer({ name: how })).expect(201);
    await end();
    const login = { grant_type: 'password', username: 'admin', password: ADMIN_PASSWORD };
    await waitUntil(
      () => send('get', MAIL_SERVERS),
      ({ status }) => status === 503,
    );
    for (const request of [
      send('get', `${MAIL_SERVERS}/${how}`),
      send('post', MAIL_SERVERS, mailServer({ name: `${how}-not` })),
      send('put', SETTINGS, { invitation_ttl: 60 }),
      supertest(url).post('/api/token').send(login),
    ]) {
      const { body, headers } = await request.expect(503);
      expect(body).toMatchObject({ status: 503, code: 'database_unavailable' });
      expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    }
    await postgres.stop();
    postgres = await startPostgres();
    const { body } = await waitUntil(
      () => send('get', `${MAIL_SERVERS}/${how}`),
      ({ status }) => status === 200,
    );
    expect(body.name).toBe(how);
    await send('get', `${MAIL_SERVERS}/${how}-not`).expect(404);
    await causeMail(how);
    await sink.waitFor(({ envelope }) => envelope.to.includes(`${how}@acme.test`));
  });
});
