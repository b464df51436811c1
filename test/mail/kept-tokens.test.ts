import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { keptTokens } from '../../api/mail/oauth/kept-tokens.ts';
import { noteSaid, type OAuthCredentials } from '../../api/mail/server/access-token.ts';
import { peerWords } from '../../api/mail/server/peer-words.ts';
import { createCipher } from '../../api/secrets/encryption.ts';
import { waitUntil } from '../../toolbox/poll.ts';
import { shiftClock } from '../set-up/shifted-clock.ts';
import { type OutboxDatabase, openOutbox, startOutboxDatabase } from './outbox-database.ts';
import { issue, startTokenServer, type TokenServer } from './token-server.ts';

const DAY_MS = 86_400_000;
const cipher = createCipher(Buffer.alloc(32, 7));

/** A process is told from another one by its connections: nothing else is shared between processes, either. */
let here: OutboxDatabase;
let there: DataSource;
let endpoint: TokenServer;
let serverId: string;

beforeAll(async () => {
  here = await startOutboxDatabase();
  there = await openOutbox(here.url);
}, 60_000);
afterAll(async () => {
  await there.destroy();
  await here.stop();
});
beforeEach(async () => {
  endpoint = await startTokenServer();
  serverId = randomUUID();
  await here.database.transaction(async (manager) => {
    await manager.query('SET LOCAL session_replication_role = replica');
    await manager.query(
      `INSERT INTO email_server (id, org_id, created_at, updated_at, name, title, host, port, secure)
       VALUES ($1, $1, now(), now(), $2, 'relay', 'localhost', 25, false)`,
      [serverId, `relay-${serverId.slice(0, 8)}`],
    );
  });
});
afterEach(() => endpoint.stop());

const query = (sql: string, values: unknown[] = [serverId]) => here.database.query(sql, values);
const grow = () => query('UPDATE email_server SET oauth2_epoch = oauth2_epoch + 1 WHERE id = $1');
/** As if so many seconds had gone by since all that is kept was written. */
const age = (seconds: number) =>
  query(
    `UPDATE mail_access_token SET obtained_at = obtained_at - $2 * interval '1 s',
       use_until = use_until - $2 * interval '1 s', failed_at = failed_at - $2 * interval '1 s' WHERE id = $1`,
    [serverId, seconds],
  );

function tokens(database = here.database, given: Partial<OAuthCredentials> = {}, epoch = 0) {
  const credentials = {
    client_id: 'gatepost',
    client_secret: 'client secret',
    refresh_token: null,
    token_url: endpoint.url,
    scope: null,
    ...given,
  };
  return keptTokens({ database, cipher, serverId, epoch, credentials, destinations: { allow: [], deny: [] } });
}
const words = (asking: Promise<unknown>): Promise<string> =>
  asking.then(
    () => 'There is a token.',
    ({ message }) => message,
  );

/** Lets the endpoint wait with its answers. */
function holdBack(): () => void {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  endpoint.reply = async (_asked, nth) => {
    await released;
    return { body: issue(`token-${nth}`) };
  };
  return release;
}
const isAsked = (times = 1) =>
  waitUntil(
    () => endpoint.asked.length,
    (count) => count >= times,
    { everyMs: 10 },
  );

describe('An access token', () => {
  test('is kept for all processes, encrypted and bound to its place', async () => {
    expect(await tokens().current()).toEqual({ value: 'token-1', isKept: false });
    expect(await tokens().current()).toEqual({ value: 'token-1', isKept: true });
    expect(await tokens(there).current()).toEqual({ value: 'token-1', isKept: true });
    const [row] = await query('SELECT * FROM mail_access_token WHERE id = $1');
    expect(JSON.stringify(row)).not.toContain('token-1');
    expect(row.access_token.includes('token-1')).toBe(false);
    const place = { table: 'mail_access_token', column: 'access_token', row: serverId };
    expect(cipher.decrypt(row.access_token, place)).toBe('token-1');
    expect(endpoint.asked).toHaveLength(1);
  });

  test.each([
    [3600, 3530, 3545],
    [100, 75, 85],
    [10, 5, 9],
  ])('that is good for %i seconds is used until near its end', async (expires_in, inTime, late) => {
    endpoint.reply = (_asked, nth) => ({ body: issue(`token-${nth}`, { expires_in }) });
    await tokens().current();
    await age(inTime);
    expect((await tokens().current()).value).toBe('token-1');
    await age(late - inTime);
    expect((await tokens().current()).value).toBe('token-2');
  });

  test('is taken out of what its mail server says, over a connection that was opened by another look, too', async () => {
    await tokens().current();
    const login = { username: 'robot', password: null, access_tokens: tokens() };
    expect(peerWords('550 not with token-1', login)).toBe('550 not with ********');
    const { said } = login.access_tokens;
    for (let nth = 0; nth < 1_000; nth += 1) noteSaid(said, `later-${nth}`);
    expect(said.size).toBeLessThan(100);
    expect(said.has('later-999')).toBe(true);
  });

  test('goes by the clock of the database, however wrong that of the process is', async () => {
    for (const shift of [-DAY_MS, DAY_MS]) {
      const back = shiftClock(shift);
      try {
        expect((await tokens().current()).value).toBe('token-1');
      } finally {
        back();
      }
    }
  });

  test('is asked for once, however many want it in however many processes', async () => {
    const release = holdBack();
    const wanting = [here.database, there].flatMap((database) =>
      Array.from({ length: 10 }, () => tokens(database).current()),
    );
    await isAsked();
    release();
    const got = await Promise.all(wanting);
    expect(new Set(got.map(({ value }) => value))).toEqual(new Set(['token-1']));
    expect(endpoint.asked).toHaveLength(1);
  });

  test('keeps nobody from changing its email server while it is asked for', async () => {
    const release = holdBack();
    const asking = tokens().current();
    await isAsked();
    await there.transaction(async (manager) => {
      await manager.query(`SET LOCAL lock_timeout = '1s'`);
      await manager.query('SELECT id FROM email_server WHERE id = $1 FOR UPDATE', [serverId]);
      await manager.query(`UPDATE email_server SET title = 'changed' WHERE id = $1`, [serverId]);
    });
    release();
    expect((await asking).value).toBe('token-1');
  });

  test('is asked for by another process where the one that asked loses its connection', async () => {
    const release = holdBack();
    const lost = words(tokens(there).current());
    await isAsked();
    await query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE pid <> pg_backend_pid() AND datname = current_database() AND state = 'idle in transaction'`,
      [],
    );
    const next = tokens().current();
    await isAsked(2);
    release();
    expect((await next).value).toBe('token-2');
    expect(await lost).not.toBe('There is a token.');
  });
});

describe('A refresh token', () => {
  test('that is replaced is kept, for other processes too, until it is replaced again', async () => {
    endpoint.reply = (_asked, nth) => ({
      body: issue(`token-${nth}`, nth === 2 ? {} : { refresh_token: `refresh-${nth}` }),
    });
    for (const database of [here.database, there, here.database, there]) {
      await tokens(database, { refresh_token: 'first' }).current();
      await age(3600);
    }
    const used = endpoint.asked.map(({ refresh_token }) => refresh_token);
    expect(used).toEqual(['first', 'refresh-1', 'refresh-1', 'refresh-3']);
    const [row] = await query('SELECT refresh_token FROM mail_access_token WHERE id = $1');
    expect(row.refresh_token.includes('refresh-')).toBe(false);
  });

  test('survives a failure', async () => {
    endpoint.reply = (_asked, nth) =>
      nth === 2 ? { status: 503, body: '' } : { body: issue(`token-${nth}`, { refresh_token: `refresh-${nth}` }) };
    await tokens(here.database, { refresh_token: 'first' }).current();
    await age(3600);
    expect(await words(tokens(there, { refresh_token: 'first' }).current())).toMatch(/answered 503/);
    await age(31);
    await tokens(here.database, { refresh_token: 'first' }).current();
    expect(endpoint.asked.at(-1)?.refresh_token).toBe('refresh-1');
  });
});

describe('A failure', () => {
  const refuse = () => {
    endpoint.reply = () => ({ status: 400, body: { error: 'invalid_client' } });
  };

  test('speaks for a while to all who would ask again, and then it is asked again', async () => {
    refuse();
    expect(await words(tokens().current())).toMatch(/invalid_client$/);
    for (const database of [here.database, there]) {
      expect(await words(tokens(database).current())).toMatch(
        /invalid_client \(That was \d s ago; it is asked again after 30 s\.\)$/,
      );
    }
    expect(endpoint.asked).toHaveLength(1);
    await age(31);
    expect(await words(tokens(there).current())).toMatch(/invalid_client$/);
    expect(endpoint.asked).toHaveLength(2);
  });

  test('is one for all who waited', async () => {
    refuse();
    const wanting = [here.database, there].flatMap((database) =>
      Array.from({ length: 5 }, () => words(tokens(database).current())),
    );
    for (const said of await Promise.all(wanting)) expect(said).toContain('invalid_client');
    expect(endpoint.asked).toHaveLength(1);
  });

  test('is forgotten with the settings that led to it', async () => {
    refuse();
    await words(tokens().current());
    await grow();
    endpoint.reply = () => ({ body: issue('better') });
    expect((await tokens(here.database, {}, 1).current()).value).toBe('better');
  });
});

describe('A token that the mail server refused', () => {
  test('is replaced once it has some age, and everybody has the new one', async () => {
    await tokens().current();
    await age(61);
    const replaced = await Promise.all([here.database, there].map((database) => tokens(database).renewed('token-1')));
    expect(replaced.map((token) => token?.value)).toEqual(['token-2', 'token-2']);
    expect((await tokens(there).current()).value).toBe('token-2');
    expect(endpoint.asked).toHaveLength(2);
  });

  test('is not replaced while it is new: a mail server that takes none does not wear the endpoint out', async () => {
    await tokens().current();
    expect(await tokens().renewed('token-1')).toBeNull();
    expect(await tokens(there).renewed('token-1')).toBeNull();
    expect(endpoint.asked).toHaveLength(1);
  });
});

describe('After a change of the settings', () => {
  test('no token and no refresh token of older ones is used', async () => {
    endpoint.reply = (_asked, nth) => ({ body: issue(`token-${nth}`, { refresh_token: `refresh-${nth}` }) });
    await tokens(here.database, { refresh_token: 'old' }).current();
    await grow();
    expect((await tokens(here.database, { refresh_token: 'new' }, 1).current()).value).toBe('token-2');
    expect(endpoint.asked.at(-1)?.refresh_token).toBe('new');
  });

  test('whoever still goes by older ones asks nobody', async () => {
    await tokens(here.database, {}, 0).current();
    await grow();
    expect(await words(tokens(there, {}, 0).current())).toMatch(/settings of the email server changed meanwhile/);
    await tokens(here.database, {}, 1).current();
    expect(await words(tokens(there, {}, 0).renewed('token-1'))).toMatch(/changed meanwhile/);
    expect((await tokens(there, {}, 1).current()).value).toBe('token-2');
    expect(endpoint.asked).toHaveLength(2);
  });

  test('of a server that was deleted there is none', async () => {
    await tokens().current();
    await query('DELETE FROM email_server WHERE id = $1');
    expect(await words(tokens().current())).toMatch(/was deleted meanwhile/);
    expect(await query('SELECT id FROM mail_access_token WHERE id = $1')).toEqual([]);
  });
});
