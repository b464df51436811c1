import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { connect } from '../../../api/connect.ts';
import { type EmbeddedPostgres, startEmbedded } from '../../../api/database/embedded.ts';
import { migrate } from '../../../api/database/migrate.ts';
import { deliveryTable } from '../../../api/tables/delivery.ts';
import { findFreePort } from '../../../toolbox/free-port.ts';
import { waitUntil } from '../../../toolbox/poll.ts';
import { addSettings } from '../../mail/outbox-database.ts';
import { buildWorker, enqueueNote, routeTo } from '../../mail/worker-builder.ts';
import { account, unexplained } from './account.ts';
import { type CountingSink, startCountingSink } from './counting-sink.ts';
import { createRandom, readSize } from './size.ts';

const size = readSize();
const MAILS = size.isLong ? 1_000 : 40;
const KILLS = size.isLong ? 12 : 2;

jest.setTimeout(size.isLong ? 1_800_000 : 180_000);

let dataDir: string;
let tcpPort: number;
let postgres: EmbeddedPostgres;
let database: DataSource;
let sink: CountingSink;
/** The last thing that was done to the server, one after the other. */
let turn: Promise<void> = Promise.resolve();

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'chaos-'));
  await chmod(dataDir, 0o755);
  tcpPort = await findFreePort();
  postgres = await startPostgres();
  const { user, password, database: name } = postgres.connection;
  const url = `postgresql://${user}:${password}@127.0.0.1:${tcpPort}/${name}`;
  await migrate(url);
  database = await connect(url);
  await addSettings(database);
  sink = await startCountingSink();
}, 120_000);
afterAll(async () => {
  await turn;
  await database.destroy();
  await postgres.stop();
  await sink.stop();
  await rm(dataDir, { recursive: true, force: true });
});

/** On a port of its own, so that it comes back under the same URL; what it said is kept, it has to be on the disk. */
const startPostgres = () => startEmbedded({ dataDir, tcpPort, durable: true, log: () => undefined });

async function killAndRestart(): Promise<void> {
  process.kill(postgres.pid, 'SIGKILL');
  await postgres.stop();
  postgres = await startPostgres();
}

/** Nothing while it is away. */
async function waiting(): Promise<number | null> {
  const count = database.getRepository(deliveryTable).countBy([{ state: 'queued' }, { state: 'sending' }]);
  return count.catch(() => null);
}

test('PostgreSQL is killed (kill -9) at any byte of a dialogue: every mail arrives, and whatever arrives twice has a reason', async () => {
  const random = createRandom(size.seed);
  await Promise.all(Array.from({ length: MAILS }, () => enqueueNote(database)));
  let kills = 0;
  const next = () =>
    sink.at(1 + Math.floor((random() * MAILS * 2_000) / KILLS), () => {
      kills += 1;
      turn = turn.then(killAndRestart);
      if (kills < KILLS) next();
    });
  next();
  const route = routeTo(sink.port);
  const workers = [1, 2].map(() => buildWorker(database, { route: async () => route, leaseMs: 5_000 }));
  for (const worker of workers) worker.start();
  await waitUntil(waiting, (left) => left === 0, { timeoutMs: size.isLong ? 1_200_000 : 150_000, everyMs: 200 });
  await turn;
  await Promise.all(workers.map((worker) => worker.stop()));
  const accounts = await account(database, sink.taken);
  expect(kills).toBeGreaterThanOrEqual(1);
  expect(accounts).toHaveLength(MAILS);
  expect(accounts.filter(({ state, taken }) => state !== 'sent' || taken < 1)).toEqual([]);
  expect(unexplained(accounts)).toEqual([]);
});
