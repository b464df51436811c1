import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { enqueue } from '../../../api/mail/outbox/outbox.ts';
import { createCipher } from '../../../api/secrets/encryption.ts';
import { waitUntil } from '../../../toolbox/poll.ts';
import { createMailServer, selectServer } from '../../api/builder.ts';
import { startApi, type TestApi } from '../../api/start-api.ts';
import { endAll, type GatepostProcess, spawnGatepost } from '../../operations/gatepost.ts';
import { account, copiesOf, unexplained } from './account.ts';
import { type CountingSink, startCountingSink } from './counting-sink.ts';
import { createRandom, readSize } from './size.ts';
import { ownerOfPort } from './socket-owner.ts';

const WORKERS = 3;
/** A dialogue of one mail has some 3,000 bytes. */
const BYTES_OF_MAIL = 3_000;
const MOST_COPIES_A_KILL = 1.5;

const size = readSize();
const key = randomBytes(32);

jest.setTimeout(size.isLong ? 3_600_000 : 300_000);

let api: TestApi;
let database: DataSource;
let sink: CountingSink;
const workers: GatepostProcess[] = [];

beforeAll(async () => {
  sink = await startCountingSink();
  api = await startApi({ GATEPOST_ROLES: 'api' }, { encryptionKey: key });
  database = api.gatepost.context.database;
  const server = await createMailServer(api, { host: '127.0.0.1', port: sink.port });
  await selectServer(api, server.url);
});
afterAll(async () => {
  await endAll();
  await api.stop();
  await sink.stop();
});

function startWorker(): GatepostProcess {
  const { url } = database.options as { url: string };
  return spawnGatepost(['start', '--roles', 'mail'], {
    GATEPOST_PORT: '0',
    GATEPOST_PUBLIC_URL: 'https://chaos.test',
    GATEPOST_DATABASE_URL: url,
    GATEPOST_ENCRYPTION_KEY: key.toString('base64'),
    GATEPOST_LOG_LEVEL: 'silent',
    // What a dead worker left is soon another one's.
    GATEPOST_MAIL_LEASE_MS: '5000',
  });
}

async function enqueueMails(count: number): Promise<void> {
  const cipher = createCipher(key);
  await database.transaction(async (manager) => {
    for (let at = 0; at < count; at += 1) {
      await enqueue(manager, cipher, {
        org_id: api.gatepost.context.adminOrgId,
        template: 'mail-server-test-connection',
        recipient: `reader-${at}@example.org`,
        variables: { mail_server: 'chaos', host: '127.0.0.1', port: String(sink.port) },
        updated_by: null,
      });
    }
  });
}

/** Kills whoever is at the other end, and puts another one in its place. */
function killOwner(socket: Socket): void {
  const pids = workers.map(({ pid }) => pid);
  const owner = ownerOfPort(socket.remotePort ?? 0, pids);
  const at = owner === undefined ? Math.floor(workers.length / 2) : pids.indexOf(owner);
  workers[at]?.signal('SIGKILL');
  workers[at] = startWorker();
}

/** Each kill at a byte of its own, anywhere in what is still to be said. */
async function killAgainAndAgain(random: () => number): Promise<number> {
  const between = Math.floor((2 * size.mails * BYTES_OF_MAIL) / (size.kills * WORKERS));
  let kills = 0;
  const next = () =>
    sink.at(1 + Math.floor(random() * between), (socket) => {
      kills += 1;
      killOwner(socket);
      if (kills < size.kills) next();
    });
  next();
  await waitUntil(waiting, (mails) => mails.length === 0, {
    timeoutMs: size.isLong ? 1_800_000 : 240_000,
    everyMs: 500,
    describe: (mails) => `After ${kills} kills these still wait: ${JSON.stringify(mails)}`,
  });
  return kills;
}

/** The mails that have not come to an end, a few of them. */
function waiting(): Promise<object[]> {
  return database.query(
    `SELECT state, attempts, lost_attempts, route_epoch, next_attempt_at, lease_until, leased_by, last_response, now()
       FROM delivery WHERE state IN ('queued', 'sending') LIMIT 5`,
  );
}

test('workers are killed (kill -9) at any byte of a dialogue: every mail arrives, and whatever arrives twice has a reason', async () => {
  await enqueueMails(size.mails);
  workers.push(...Array.from({ length: WORKERS }, startWorker));
  const kills = await killAgainAndAgain(createRandom(size.seed));
  const accounts = await account(database, sink.taken);
  const copies = copiesOf(accounts);
  process.stderr.write(
    `seed ${size.seed}: ${kills} kills over ${size.mails} mails, ${copies} copies, ${(copies / kills).toFixed(2)} a kill\n`,
  );
  expect(accounts.filter(({ state, taken }) => state !== 'sent' || taken < 1)).toEqual([]);
  expect(sink.taken.size).toBe(size.mails);
  expect(unexplained(accounts)).toEqual([]);
  expect(kills).toBeGreaterThanOrEqual(size.isLong ? size.kills : 1);
  if (size.isLong) expect(copies / kills).toBeLessThanOrEqual(MOST_COPIES_A_KILL);
});
