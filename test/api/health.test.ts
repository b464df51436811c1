import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import supertest from 'supertest';
import type { Gatepost } from '../../api/start.ts';
import { waitUntil } from '../../toolbox/poll.ts';
import { createTestDatabase, execute, onDatabase, SERVER_VARIABLE } from '../set-up/test-database.ts';
import { instanceOn } from './instance.ts';

let database: { url: string; drop(): Promise<void> };
let gatepost: Gatepost;
beforeAll(async () => {
  database = await createTestDatabase();
  gatepost = await instanceOn(database.url).start();
});
afterAll(async () => {
  await gatepost.stop();
  await database.drop();
});

const get = (path: string) => supertest(gatepost.url).get(path);
const ready = () => get('/readyz').then(({ status, body }) => ({ status, body }));
const becomes = (status: number) => waitUntil(ready, (answer) => answer.status === status);
const server = () => onDatabase(database.url, new URL(process.env[SERVER_VARIABLE] ?? '').pathname.slice(1));
const name = () => new URL(database.url).pathname.slice(1);

describe('/livez and /readyz', () => {
  test('need no token and say so when everything is there', async () => {
    expect((await get('/livez').expect(200)).body).toEqual({ status: 'alive' });
    const { body } = await becomes(200);
    const ok = { ok: true };
    expect(body).toEqual({
      ready: true,
      checks: { running: ok, database: ok, migrations: ok, worker: ok, housekeeping: ok },
    });
  });

  test('/readyz names a migration that is not applied', async () => {
    const { context } = gatepost;
    const [last] = await context.database.query('SELECT * FROM migration ORDER BY id DESC LIMIT 1');
    await context.database.query('DELETE FROM migration WHERE id = $1', [last.id]);
    const { body } = await becomes(503);
    expect(body.checks.migrations).toEqual({ ok: false, detail: expect.stringContaining(last.name) });
    expect(body.checks.database).toEqual({ ok: true });
    await context.database.query('INSERT INTO migration (timestamp, name) VALUES ($1, $2)', [
      last.timestamp,
      last.name,
    ]);
    await becomes(200);
  });

  test('/readyz says that the mail worker stands still', async () => {
    const { vitals } = gatepost.context;
    const { lastBeatAt } = vitals;
    vitals.lastBeatAt = () => new Date(Date.now() - 60_000);
    const { body } = await becomes(503);
    expect(body.checks.worker).toEqual({ ok: false, detail: expect.stringContaining('60 s ago') });
    vitals.lastBeatAt = lastBeatAt;
    await becomes(200);
  });

  test('without a database the process is alive, not ready, and its metrics can be read', async () => {
    await execute(server(), `ALTER DATABASE ${name()} WITH ALLOW_CONNECTIONS false`);
    await execute(server(), `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name()}'`);
    try {
      const { body } = await becomes(503);
      expect(body.checks.database).toEqual({ ok: false, detail: expect.stringContaining('did not answer') });
      expect(body.checks.migrations.ok).toBe(false);
      await get('/livez').expect(200);
      const { text } = await get('/metrics').expect(200);
      expect(text).toContain('gatepost_database_up 0');
      expect(text).toContain('process_cpu_seconds_total');
      expect(text).not.toContain('gatepost_outbox_deliveries{');
    } finally {
      await execute(server(), `ALTER DATABASE ${name()} WITH ALLOW_CONNECTIONS true`);
    }
    await becomes(200);
  });
});
