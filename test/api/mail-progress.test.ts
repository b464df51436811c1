import { createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import supertest from 'supertest';
import { enqueue } from '../../api/mail/outbox/outbox.ts';
import { listenOnFreePort } from '../../toolbox/free-port.ts';
import { waitUntil } from '../../toolbox/poll.ts';
import { createMailServer, selectServer } from './builder.ts';
import { startApi, type TestApi } from './start-api.ts';

/** How many mails are under way at once; what is more waits for a place. */
const PLACES = 5;
const MAILS = 8;

let api: TestApi;
let mute: Server;
const sockets = new Set<Socket>();
beforeAll(async () => {
  api = await startApi();
  mute = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
});
afterAll(async () => {
  mute.close();
  for (const socket of sockets) socket.destroy();
  await api.stop();
});

const get = (path: string) => supertest(api.url).get(path);
const becomes = (status: number) =>
  waitUntil(
    () => get('/readyz').then((answer) => ({ status: answer.status, body: answer.body })),
    (answer) => answer.status === status,
  );

async function enqueueOld(): Promise<void> {
  const { database, cipher, adminOrgId } = api.gatepost.context;
  await database.transaction(async (manager) => {
    for (let count = 0; count < MAILS; count++) {
      const variables = { mail_server: 'x', host: 'x', port: '1' };
      const mail = { org_id: adminOrgId, recipient: 'x@acme.test', variables, updated_by: null };
      await enqueue(manager, cipher, { ...mail, template: 'mail-server-test-connection' });
    }
    await manager.query(`UPDATE delivery SET next_attempt_at = now() - interval '10 minutes'`);
  });
}

test('due mail that does not move is seen by /readyz and /metrics, although the worker looks at the outbox', async () => {
  const { vitals } = api.gatepost.context;
  const idleFor = (s: number) => {
    vitals.lastProgressAt = () => new Date(Date.now() - s * 1000);
  };
  await enqueueOld();
  idleFor(400);
  // Held mail is not due.
  await becomes(200);
  const held = (await get('/metrics')).text;
  expect(held).toContain('gatepost_outbox_due_seconds 0\n');
  expect(held).toContain('gatepost_outbox_oldest_due_seconds{priority="other"} 0\n');
  const port = await listenOnFreePort(mute);
  const server = await createMailServer(api, { host: '127.0.0.1', port, timeout: 60_000 });
  await selectServer(api, server.url);
  await api.gatepost.context.database.query(
    `UPDATE delivery SET next_attempt_at = now() - interval '10 minutes' WHERE state = 'queued'`,
  );
  await waitUntil(
    () => sockets.size,
    (taken) => taken === PLACES,
  );
  const { body } = await becomes(503);
  const detail = expect.stringMatching(/due for 6\d\d s.*for 4\d\d s/);
  expect(body.checks).toMatchObject({ worker: { ok: false, detail }, database: { ok: true } });
  const { text } = await get('/metrics');
  expect(text).toMatch(/gatepost_outbox_due_seconds 6\d\d/);
  expect(text).toMatch(/gatepost_outbox_oldest_due_seconds\{priority="other"\} 6\d\d/);
  expect(text).toContain('gatepost_outbox_oldest_due_seconds{priority="security"} 0\n');
  expect(text).toMatch(/gatepost_worker_idle_seconds 4\d\d/);
  // Nor is mail due that is held back on purpose.
  await api.gatepost.context.database.query('UPDATE cloud_setting SET mail_held_since = now()');
  await becomes(200);
  await api.gatepost.context.database.query('UPDATE cloud_setting SET mail_held_since = NULL');
  await becomes(503);
  idleFor(100);
  await becomes(200);
});

test('an attempt that ends is progress', async () => {
  const { worker } = api.gatepost;
  const before = worker.lastProgressAt;
  for (const socket of sockets) socket.destroy();
  await waitUntil(
    () => worker.lastProgressAt,
    (at) => at !== null && before !== null && at > before,
  );
});
