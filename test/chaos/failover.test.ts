import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import supertest from 'supertest';
import { type Sink, startSink } from '../../lab/sink.ts';
import { waitUntil } from '../../toolbox/poll.ts';
import { postgresDirectories, urlOn } from '../../toolbox/system-postgres.ts';
import { MAIL_SERVERS, mailServer, SETTINGS } from '../api/builder.ts';
import { ADMIN_PASSWORD, signIn } from '../api/start-api.ts';
import { endAll, type GatepostProcess, spawnGatepost } from '../operations/gatepost.ts';
import { execute } from '../set-up/test-database.ts';
import { type PostgresPair, startPair } from './postgres-pair.ts';
import { describeWith, findProgram } from './system-program.ts';
import { type Forwarder, startForwarder } from './tcp-forwarder.ts';

jest.setTimeout(180_000);

/** At least so many mails are acknowledged before the primary is killed, and so many after the standby took over. */
const MAILS = 25;
const AT_ONCE = 4;

const [programs = ''] = await postgresDirectories();
const program = await findProgram('pg_basebackup', [programs]);

describeWith(program, 'postgresql')('when the primary is killed, and a synchronous standby takes its address', () => {
  let pair: PostgresPair;
  let address: Forwarder;
  let sink: Sink;
  let gatepost: GatepostProcess;
  let url: string;
  let token: string;
  beforeAll(async () => {
    pair = await startPair(programs);
    await execute(urlOn(pair.primaryPort), 'CREATE DATABASE gatepost');
    address = await startForwarder(pair.primaryPort);
    sink = await startSink({ security: 'plain' });
    gatepost = spawnGatepost([], {
      GATEPOST_DATABASE_URL: urlOn(address.port, 'gatepost'),
      GATEPOST_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
      GATEPOST_ADMIN_PASSWORD: ADMIN_PASSWORD,
      GATEPOST_PORT: '0',
      GATEPOST_MAIL_LEASE_MS: '5000',
      GATEPOST_LOG_LEVEL: 'silent',
    });
    url = await gatepost.url;
    token = await signIn(url, 'admin', ADMIN_PASSWORD);
    const relay = mailServer({ host: '127.0.0.1', port: sink.port });
    const { body } = await send('post', MAIL_SERVERS, relay).expect(201);
    await send('put', SETTINGS, { mail_server_url: body.url }).expect(200);
  });
  afterAll(async () => {
    await endAll();
    await sink.stop();
    await address.stop();
    await pair.stop();
  });

  const send = (method: 'get' | 'post' | 'put', path: string, body?: object) =>
    supertest(url)[method](`/api${path}`).set('Authorization', `Bearer ${token}`).send(body);

  let attempts = 0;
  let isOver = false;
  const acknowledged: string[] = [];
  const refused = new Set<number>();

  /** Causes mail after mail, whatever becomes of it. */
  async function causeMails(): Promise<void> {
    while (!isOver) {
      attempts += 1;
      const email = `owner-${attempts}@acme.test`;
      const { status } = await send('post', '/cloud/org-invitations', { email, notify: true });
      if (status === 201) acknowledged.push(email);
      else refused.add(status);
    }
  }

  const acknowledge = (count: number) =>
    waitUntil(
      () => acknowledged.length,
      (length) => length >= count,
      { timeoutMs: 60_000 },
    );

  test('every mail that was acknowledged leaves, and nothing that was acknowledged is lost', async () => {
    const causing = Array.from({ length: AT_ONCE }, causeMails);
    await acknowledge(MAILS);
    await Promise.all([pair.killPrimary(), address.cut()]);
    await waitUntil(
      () => refused.size,
      (size) => size > 0,
    );
    await pair.promoteStandby();
    const before = acknowledged.length;
    address.moveTo(pair.standbyPort);
    await acknowledge(before + MAILS);
    isOver = true;
    await Promise.all(causing);

    const { body } = await send('get', '/cloud/org-invitations?limit=1000&fields=email').expect(200);
    const kept = new Set(body.results.map(({ email }: { email: string }) => email));
    expect(acknowledged.filter((email) => !kept.has(email))).toEqual([]);
    const missing = () => {
      const arrived = new Set(sink.mails.flatMap(({ envelope }) => envelope.to));
      return acknowledged.filter((email) => !arrived.has(email));
    };
    // What was under way when the primary died is tried again when its lease is over.
    expect(await waitUntil(missing, ({ length }) => length === 0, { timeoutMs: 60_000 })).toEqual([]);
    // Nobody was told anything but that the database is away.
    expect([...refused]).toEqual([503]);
    expect((await supertest(url).get('/readyz')).body).toMatchObject({ ready: true });
  });
});
