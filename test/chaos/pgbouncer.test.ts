import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import pg from 'pg';
import supertest from 'supertest';
import type { Environment } from '../../api/config.ts';
import { connect } from '../../api/connect.ts';
import { migrate } from '../../api/database/migrate.ts';
import { migrations } from '../../api/database/migrations/index.ts';
import type { Gatepost } from '../../api/start.ts';
import { type Sink, startSink } from '../../lab/sink.ts';
import { MAIL_SERVERS, mailServer, SETTINGS } from '../api/builder.ts';
import { instanceOn } from '../api/instance.ts';
import { ADMIN_PASSWORD, signIn } from '../api/start-api.ts';
import { makeMigrationSlow } from '../database/slow-migration.ts';
import { createEmptyDatabase } from '../operations/database.ts';
import { createTestDatabase, SERVER_VARIABLE, type TestDatabase } from '../set-up/test-database.ts';
import { type PgBouncer, startPgBouncer } from './pgbouncer.ts';
import { describeWith, findProgram } from './system-program.ts';

jest.setTimeout(120_000);

const program = await findProgram('pgbouncer', ['/usr/sbin', '/usr/bin', '/usr/local/bin']);

describeWith(program, 'pgbouncer')('behind PgBouncer in transaction mode', () => {
  let bouncer: PgBouncer;
  let database: TestDatabase;
  let instance: ReturnType<typeof instanceOn>;
  let sink: Sink;
  const running: Gatepost[] = [];
  beforeAll(async () => {
    bouncer = await startPgBouncer(program as string, process.env[SERVER_VARIABLE] ?? '');
    database = await createTestDatabase();
    instance = instanceOn(bouncer.through(database.url));
    sink = await startSink({ security: 'plain' });
  });
  afterAll(async () => {
    await Promise.all(running.map((each) => each.stop()));
    await sink.stop();
    await bouncer.stop();
    await database.drop();
  });

  async function start(env: Environment): Promise<Gatepost> {
    const started = await instance.start(env);
    running.push(started);
    return started;
  }

  async function clientOf({ url }: Gatepost) {
    const token = await signIn(url, 'admin', ADMIN_PASSWORD);
    return (method: 'get' | 'post' | 'put', path: string, body?: object) =>
      supertest(url)[method](`/api${path}`).set('Authorization', `Bearer ${token}`).send(body);
  }

  async function inviteAndWait(gatepost: Gatepost, email: string): Promise<void> {
    const send = await clientOf(gatepost);
    await send('post', '/cloud/org-invitations', { email, notify: true }).expect(201);
    await sink.waitFor(({ envelope }) => envelope.to.includes(email));
  }

  test('several processes at once bring an empty database up to date, however long a statement takes', async () => {
    const empty = await createEmptyDatabase();
    await makeMigrationSlow(empty.url);
    const url = bouncer.through(empty.url);
    const applied = await Promise.all([migrate(url), migrate(url), migrate(url)]);
    expect(applied.map(({ length }) => length).sort()).toEqual([0, 0, migrations.length]);
    const clients = await connect(url, 2);
    expect(await clients.query('SELECT name FROM migration ORDER BY id')).toEqual(
      migrations.map((_, index) => ({ name: expect.stringContaining(clients.migrations[index]?.name ?? '-') })),
    );
    await clients.destroy();
    await empty.drop();
  });

  test('requests of many clients are answered on a few connections, and mail leaves by polling', async () => {
    const gatepost = await start({ GATEPOST_MAIL_POLL_MS: '200' });
    const send = await clientOf(gatepost);
    const server = mailServer({ name: 'sink', host: '127.0.0.1', port: sink.port });
    const { body } = await send('post', MAIL_SERVERS, server).expect(201);
    await send('put', SETTINGS, { mail_server_url: body.url }).expect(200);
    const asked = Array.from({ length: 60 }, (_, n) =>
      n % 3 === 0
        ? send('post', MAIL_SERVERS, mailServer({ name: `server-${n}` })).then(({ status }) => status)
        : send('get', n % 3 === 1 ? MAIL_SERVERS : '/cloud/audit-events').then(({ status }) => status),
    );
    expect(new Set(await Promise.all(asked))).toEqual(new Set([200, 201]));
    await inviteAndWait(gatepost, 'polled@acme.test');
    expect((await supertest(gatepost.url).get('/readyz')).body).toMatchObject({ ready: true });
  });

  test('what runs within a transaction has its bounds, and the sessions of others keep theirs', async () => {
    const [gatepost] = running;
    const pool = gatepost?.context.database;
    const bounds = `SELECT current_setting('statement_timeout') AS statement,
                           current_setting('idle_in_transaction_session_timeout') AS idle`;
    expect(await pool?.transaction((manager) => manager.query(bounds))).toEqual([{ statement: '30s', idle: '1min' }]);
    const outside = await Promise.all(Array.from({ length: 20 }, () => pool?.query(bounds)));
    expect(new Set(outside.flat().map(({ statement, idle }) => `${statement} ${idle}`))).toEqual(new Set(['0 0']));
  });

  test('nothing is left prepared or locked in the sessions that are shared', async () => {
    const direct = new pg.Client({ connectionString: database.url });
    await direct.connect();
    const { rows } = await direct.query(`SELECT objid FROM pg_locks
      WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`);
    expect(rows).toEqual([]);
    await direct.end();
    const pool = running[0]?.context.database;
    const prepared = await Promise.all(
      Array.from({ length: 20 }, () => pool?.query('SELECT name FROM pg_prepared_statements')),
    );
    expect(prepared.flat()).toEqual([]);
  });

  test('with a way past it, mail is heard of at once', async () => {
    await Promise.all(running.splice(0).map((each) => each.stop()));
    const gatepost = await start({
      GATEPOST_DATABASE_URL: bouncer.through(database.url),
      GATEPOST_DATABASE_DIRECT_URL: database.url,
      GATEPOST_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
      // Longer than this waits for a mail.
      GATEPOST_MAIL_POLL_MS: '60000',
    });
    await inviteAndWait(gatepost, 'heard-of@acme.test');
  });
});
