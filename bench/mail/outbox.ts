import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { CHANNEL, placeOf } from '../../api/mail/outbox/outbox.ts';
import { createCipher } from '../../api/secrets/encryption.ts';
import { waitUntil } from '../../toolbox/poll.ts';
import type { MailCloud } from './cloud.ts';
import { RECIPIENT, variablesOf } from './message.ts';

/** An hour; with fewer mails a second there is nothing to measure. */
const PATIENCE_MS = 3_600_000;

/** Puts so many mails into the outbox, and answers how many of them the workers sent in a second. */
export async function mailsPerSecond(cloud: MailCloud, amount: number): Promise<number> {
  return onDatabase(cloud, async (database) => {
    await fill(database, cloud, amount);
    const startedMs = performance.now();
    const left = async () => (await database.query(LEFT)).rows[0].left;
    await waitUntil(left, (some) => !some, { timeoutMs: PATIENCE_MS, everyMs: 25 });
    const tookMs = performance.now() - startedMs;
    await demandSent(database);
    return (amount * 1000) / tookMs;
  });
}

/** Mails that have long left, each with its attempt. */
export function addFinished(cloud: MailCloud, amount: number): Promise<void> {
  return onDatabase(cloud, async (database) => {
    await database.query(FINISHED, [amount]);
    await database.query('VACUUM ANALYZE delivery, delivery_attempt');
  });
}

const LEFT = `SELECT EXISTS (SELECT FROM delivery WHERE state = 'queued')
                  OR EXISTS (SELECT FROM delivery WHERE state = 'sending') AS left`;

const FILL = `
  INSERT INTO delivery (id, org_id, created_at, updated_at, template, recipient, variables, state, next_attempt_at)
  SELECT id, (SELECT org_id FROM cloud_setting), now(), now(), 'invitation', $3, variables, 'queued', now()
    FROM unnest($1::uuid[], $2::bytea[]) AS mail (id, variables)`;

const FINISHED = `
  WITH finished AS (
    INSERT INTO delivery (id, org_id, created_at, updated_at, template, recipient, state, attempts, next_attempt_at,
           first_sent_at, sent_at)
    SELECT gen_random_uuid(), gen_random_uuid(), now(), now(), 'invitation', 'x@acme.test', 'sent', 1, now(), now(), now()
      FROM generate_series(1, $1::int) RETURNING id, org_id)
  INSERT INTO delivery_attempt (id, org_id, delivery_id, created_at, updated_at, started_at, finished_at, outcome, stage,
         response)
  SELECT gen_random_uuid(), org_id, id, now(), now(), now(), now(), 'sent', 'data', '250 Taken' FROM finished`;

async function fill(database: pg.Client, { encryptionKey }: MailCloud, amount: number): Promise<void> {
  const cipher = createCipher(encryptionKey);
  const ids = Array.from({ length: amount }, () => randomUUID());
  const variables = ids.map((id) => cipher.encrypt(JSON.stringify(variablesOf(id)), placeOf(id)));
  await database.query('BEGIN');
  await database.query(FILL, [ids, variables, RECIPIENT]);
  await database.query(`SELECT pg_notify('${CHANNEL}', '')`);
  await database.query('COMMIT');
}

async function demandSent(database: pg.Client): Promise<void> {
  const { rows } = await database.query(`SELECT count(*)::int AS failed FROM delivery WHERE state <> 'sent'`);
  if (rows[0].failed > 0) throw new Error(`${rows[0].failed} mails were not sent.`);
}

async function onDatabase<Answer>(cloud: MailCloud, run: (database: pg.Client) => Promise<Answer>): Promise<Answer> {
  const database = new pg.Client({ connectionString: cloud.databaseUrl });
  await database.connect();
  try {
    return await run(database);
  } finally {
    await database.end();
  }
}
