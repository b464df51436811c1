import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { shippedMails } from '../../api/mail/content/templates/index.ts';
import { priorityOf } from '../../api/mail/outbox/priority.ts';
import { claim, look } from '../../api/mail/worker/claim.ts';
import { giveBack } from '../../api/mail/worker/lease.ts';
import type { Delivery } from '../../api/tables/delivery.ts';
import { type OutboxDatabase, startOutboxDatabase } from './outbox-database.ts';
import { enqueueNote } from './worker-builder.ts';

const MANY = 100_000;
const BATCH = 20;

let outbox: OutboxDatabase;
let database: DataSource;
beforeAll(async () => {
  outbox = await startOutboxDatabase();
  database = outbox.database;
}, 60_000);
afterAll(() => outbox?.stop());
beforeEach(() => database.query('TRUNCATE delivery, delivery_attempt'));

/** Mail that has been due for longer than anything else. */
const flood = (org: string, amount: number, recipient = `'x' || n || '@d' || n || '.test'`, priority = 2) =>
  database.query(
    `INSERT INTO delivery (id, org_id, created_at, updated_at, template, recipient, state, next_attempt_at, priority)
     SELECT gen_random_uuid(), $1, now(), now(), 'announcement', ${recipient}, 'queued', now() - interval '1 hour', $2
       FROM generate_series(1, ${amount}) n`,
    [org, priority],
  );

async function take(limit = BATCH): Promise<Delivery[]> {
  const seen = await look(database.manager);
  return (await claim(database.manager, seen, { workerId: 'w', leaseMs: 60_000 }, limit)).deliveries;
}
const ids = (deliveries: readonly Delivery[]) => deliveries.map(({ id }) => id);

test('Mail for security has the first priority, invitations the second, all else the third', () => {
  const of = (priority: number) => shippedMails.map(({ name }) => name).filter((name) => priorityOf(name) === priority);
  expect(of(0).sort()).toEqual(['address-changed', 'password-changed', 'password-reset']);
  expect(of(1).sort()).toEqual(['invitation', 'member-invitation', 'organization-owner']);
  expect(priorityOf('announcement')).toBe(2);
});

describe('With 100,000 announcements of one organization waiting', () => {
  const loud = randomUUID();
  beforeEach(() => flood(loud, MANY));

  test('a new password, an invitation and an announcement of others leave with the very next mails', async () => {
    const org_id = randomUUID();
    const mails = await Promise.all(
      ['password-reset', 'invitation', 'announcement'].map((template) => enqueueNote(database, { org_id, template })),
    );
    const taken = await take();
    expect(taken).toHaveLength(BATCH);
    expect(ids(taken)).toEqual(expect.arrayContaining(ids(mails)));
  });

  test('links for new passwords, however many, do not hold everything else up', async () => {
    await flood(randomUUID(), 1_000, `'x' || n || '@d' || n || '.test'`, 0);
    const taken = await take(40);
    const counts = [0, 1, 2].map((priority) => taken.filter((each) => each.priority === priority).length);
    expect(counts[0]).toBeGreaterThan(30);
    expect(counts[2]).toBeGreaterThanOrEqual(1);
  });

  test('two workers take whole batches at once, and no mail twice', async () => {
    const both = await Promise.all([take(100), take(100)]);
    expect(both.map((taken) => taken.length)).toEqual([100, 100]);
    expect(new Set(both.flatMap(ids)).size).toBe(200);
  });
});

test('More organizations than a batch has mails all get their turn', async () => {
  await database.query(
    `INSERT INTO delivery (id, org_id, created_at, updated_at, template, recipient, state, next_attempt_at)
     SELECT gen_random_uuid(), gen_random_uuid(), now(), now(), 'announcement', 'x@d' || n || '.test', 'queued', now()
       FROM generate_series(1, 500) n`,
  );
  let taken = 0;
  for (let looks = 0; looks < 25; looks += 1) taken += (await take()).length;
  expect(taken).toBe(500);
  expect(await take()).toEqual([]);
});

test('Many recipients of one domain leave room for those of others', async () => {
  const org = randomUUID();
  await flood(org, 60, `'x' || n || '@large.test'`);
  const { id } = await enqueueNote(database, { org_id: org, recipient: 'y@small.test', template: 'announcement' });
  expect(ids(await take())).toContain(id);
});

test('What was taken and given back is taken in its turn again, without an attempt', async () => {
  await enqueueNote(database);
  const taken = await take();
  await giveBack(database.manager, taken, 0);
  expect(await take()).toMatchObject([{ id: taken[0]?.id, attempts: 1 }]);
});
