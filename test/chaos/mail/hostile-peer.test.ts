import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { MailRoute } from '../../../api/mail/worker/claim.ts';
import { deliveryTable } from '../../../api/tables/delivery.ts';
import { waitUntil } from '../../../toolbox/poll.ts';
import { type OutboxDatabase, startOutboxDatabase } from '../../mail/outbox-database.ts';
import { buildWorker, enqueueNote, routeTo } from '../../mail/worker-builder.ts';
import { shiftClock } from '../../set-up/shifted-clock.ts';
import { account, unexplained } from './account.ts';
import { startCountingSink } from './counting-sink.ts';
import { type Mood, POLITE } from './dialogue.ts';
import { createRandom, readSize } from './size.ts';

const size = readSize();
const MAILS = size.isLong ? 1_000 : 80;
/** A peer that says nothing is waited for so long. */
const PATIENCE_MS = 300;

jest.setTimeout(size.isLong ? 1_800_000 : 180_000);

const silentAt = (verb: string): Mood => ({ replies: { [verb]: null } });
const saying = (verb: string, reply: string): Mood => ({ replies: { [verb]: reply } });

/** What peers do; some of it to most mails, so that all of it happens to some. */
const MOODS: readonly Mood[] = [
  saying('greeting', '421 Too busy'),
  saying('greeting', '554 Not you'),
  saying('MAIL', '421 Closing'),
  saying('MAIL', '450 Not now'),
  saying('RCPT', '450 Greylisted'),
  saying('RCPT', '550 No such user'),
  saying('.', '452 Disk full'),
  saying('.', '550 Spam'),
  saying('.', '250 ok \0 queued\0'),
  saying('.', `250 ${'x'.repeat(1_000_000)}`),
  saying('greeting', `220 ${'y'.repeat(1_000_000)}`),
  saying('greeting', '\0\xff\x01garbage'),
  saying('.', '999 what'),
  saying('.', '354 Go on'),
  { replies: { EHLO: '250-chaos.test\r\n250 SIZE 10', MAIL: '552 Larger than I said' } },
  ...['greeting', 'EHLO', 'MAIL', 'RCPT', 'DATA'].map(silentAt),
  ...(size.isLong ? [silentAt('.')] : []),
  ...['greeting', 'EHLO', 'MAIL', 'RCPT', 'DATA', '.', 'RSET'].map((hangsUpAt) => ({ hangsUpAt })),
  { mailsAtMost: 1 },
  { mailsAtMost: 10 },
  { byteEveryMs: 2 },
];

let outbox: OutboxDatabase;
beforeAll(async () => {
  outbox = await startOutboxDatabase();
}, 60_000);
afterAll(() => outbox.stop());

function patiently(route: MailRoute): MailRoute {
  return { ...route, servers: route.servers.map((server) => ({ ...server, timeout_ms: PATIENCE_MS })) };
}

test(`peers in every mood, clocks that jump: each mail comes to an end that the peer explains (seed ${size.seed})`, async () => {
  const random = createRandom(size.seed);
  let left = 2 * MOODS.length + MAILS;
  const moodOf = (): Mood => {
    left -= 1;
    return left < 0 ? POLITE : (MOODS[Math.floor(random() * MOODS.length)] ?? POLITE);
  };
  const sink = await startCountingSink(moodOf);
  const { database } = outbox;
  const route = patiently(routeTo(sink.port));
  // Nothing is given up for the time it took: how a mail ends is the doing of the peer.
  const backoff = { firstMs: 10, longestMs: 50, giveUpMs: 3_600_000, ambiguousAtMost: 3 };
  const workers = [1, 2].map(() => buildWorker(database, { route: async () => route, concurrency: 10, backoff }));
  const repair: (() => void)[] = [];
  try {
    await Promise.all(Array.from({ length: MAILS }, () => enqueueNote(database)));
    for (const worker of workers) worker.start();
    const count = () => database.getRepository(deliveryTable).countBy([{ state: 'queued' }, { state: 'sending' }]);
    await waitUntil(count, (waiting) => waiting < MAILS / 2, { timeoutMs: size.isLong ? 900_000 : 90_000 });
    repair.push(shiftClock(2 * 3_600_000));
    await waitUntil(count, (waiting) => waiting < MAILS / 4, { timeoutMs: size.isLong ? 900_000 : 90_000 });
    repair.push(shiftClock(-4 * 3_600_000));
    await waitUntil(count, (waiting) => waiting === 0, { timeoutMs: size.isLong ? 900_000 : 90_000 });
  } finally {
    for (const back of repair.reverse()) back();
    await Promise.all(workers.map((worker) => worker.stop()));
    await sink.stop();
  }
  const accounts = await account(database, sink.taken);
  expect(accounts).toHaveLength(MAILS);
  expect(accounts.filter(({ state, taken }) => state === 'sent' && taken < 1)).toEqual([]);
  expect(accounts.filter(({ state, ambiguous }) => state === 'ambiguous' && ambiguous < 3)).toEqual([]);
  expect(accounts.filter(({ state }) => state === 'sent').length).toBeGreaterThan(MAILS / 4);
  expect(unexplained(accounts)).toEqual([]);
  const [{ unclean }] = await database.query(
    `SELECT count(*)::int AS unclean FROM delivery_attempt WHERE response ~ '[\\x01-\\x1f\\x7f]' OR length(response) > 1000`,
  );
  expect(unclean).toBe(0);
});
