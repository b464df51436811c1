import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import supertest from 'supertest';
import { findRunningServer } from '../../api/database/embedded/running-server.ts';
import { formatUrl } from '../../api/database/embedded.ts';
import { type Sink, startSink } from '../../lab/sink.ts';
import { MAIL_SERVERS, mailServer, SETTINGS } from '../api/builder.ts';
import { signIn } from '../api/start-api.ts';
import { endAll, spawnGatepost } from '../operations/gatepost.ts';
import { execute } from '../set-up/test-database.ts';

const PASSWORD = 'correct horse battery';
const USERS = '/user-registries/admin/api-manager-lur/users';

jest.setTimeout(120_000);

let dataDir: string;
let sink: Sink;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'kill-'));
  await chmod(dataDir, 0o755);
  sink = await startSink({ security: 'plain' });
});
afterAll(async () => {
  await endAll();
  await sink.stop();
  await rm(dataDir, { recursive: true, force: true });
});

const start = () =>
  spawnGatepost([], {
    GATEPOST_DATA_DIR: dataDir,
    GATEPOST_PORT: '0',
    GATEPOST_LOG_LEVEL: 'silent',
    GATEPOST_ADMIN_PASSWORD: PASSWORD,
  });

/** Creates an organization, whose owner gets a mail through the sink. */
async function causeMail(url: string, email: string): Promise<void> {
  const token = await signIn(url, 'admin', PASSWORD);
  const send = (method: 'post' | 'put', path: string, body: object) =>
    supertest(url)[method](`/api${path}`).set('Authorization', `Bearer ${token}`).send(body);
  const { body: server } = await send('post', MAIL_SERVERS, mailServer({ host: '127.0.0.1', port: sink.port })).expect(
    201,
  );
  await send('put', SETTINGS, { mail_server_url: server.url }).expect(200);
  const { body: owner } = await send('post', USERS, { username: 'olga', email, password: PASSWORD }).expect(201);
  await send('post', '/cloud/orgs', { title: 'Acme', owner_url: owner.url }).expect(201);
}

/** Time passes: what the killed process had taken is free again. */
async function endLeases(): Promise<void> {
  const running = await findRunningServer(dataDir);
  if (!running) throw new Error('The database does not run.');
  await execute(formatUrl(running), `UPDATE delivery SET lease_until = now() WHERE state = 'sending'`);
}

describe('kill -9 of the API while mail is leaving', () => {
  test('the mail arrives after the next start, under the same Message-ID', async () => {
    sink.behaviour.delayMs = 600_000;
    const first = start();
    await causeMail(await first.url, 'olga@acme.test');
    const cut = await sink.waitFor(({ envelope }) => envelope.to.includes('olga@acme.test'));
    first.signal('SIGKILL');
    await first.exit;
    sink.behaviour.delayMs = 0;
    sink.mails.length = 0;
    const second = start();
    await second.url;
    await endLeases();
    const mail = await sink.waitFor(({ envelope }) => envelope.to.includes('olga@acme.test'), 60_000);
    expect(mail.messageId).toBe(cut.messageId);
    second.signal('SIGTERM');
    expect((await second.exit).code).toBe(0);
  });
});
