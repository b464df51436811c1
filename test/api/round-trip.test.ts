import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type supertest from 'supertest';
import { hashPassword, verifyPassword } from '../../api/access/password.ts';
import type { Admission } from '../../api/access/sign-in-guard.ts';
import { createMailServer, MAIL_SERVERS } from './builder.ts';
import { enrol, type Person } from './person.ts';
import { startApi, type TestApi } from './start-api.ts';
import { type Statement, statementsOf } from './statement-count.ts';

const USERS = '/user-registries/admin/cloud-manager-lur/users';

let api: TestApi;
let viewer: Person;
beforeAll(async () => {
  // Nothing else asks the database in this process.
  api = await startApi({ GATEPOST_ROLES: 'api' });
  viewer = await enrol(api, 'viewer');
});
afterAll(() => api.stop());

/** Each text once, for one statement may pass there twice. */
const different = (statements: readonly Statement[]) => [
  ...new Map(statements.map((each) => [each.text, each])).values(),
];

/** Of several times that which asked least: a connection that the pool opens meanwhile asks something too. */
async function fewestStatements(run: () => Promise<unknown>): Promise<Statement[]> {
  const runs: Statement[][] = [];
  for (let time = 0; time < 4; time += 1) runs.push(different(await statementsOf(run)));
  return runs.sort((one, other) => one.length - other.length)[0] ?? [];
}

describe('a read', () => {
  test.each(['admin', 'a viewer'])(
    'of one email server by %s asks twice: who calls, and for the object',
    async (who) => {
      const client = who === 'admin' ? api.admin : api.as(viewer.token);
      const { id } = await createMailServer(api);
      const statements = await fewestStatements(() => client.get(`${MAIL_SERVERS}/${id}`).expect(200));
      expect(statements.map(({ text }) => /FROM "?(access_token|email_server)\b/.exec(text)?.[1])).toEqual([
        'access_token',
        'email_server',
      ]);
      expect(statements.map(({ name }) => name)).toEqual([expect.any(String), expect.any(String)]);
    },
  );
});

/** As many as may be hashed at once wait for the answer of whoever admits them, so that no other password is hashed. */
async function whileNothingIsHashed(run: () => Promise<void>): Promise<void> {
  const hash = await hashPassword('long enough');
  let admit = () => {};
  const admitted = new Promise<void>((resolve) => {
    admit = resolve;
  });
  // Only a guard makes one that counts; this one has to wait.
  const admission = { demand: () => admitted } as unknown as Admission;
  const held = [1, 2, 3].map(() => verifyPassword(admission, hash, 'long enough'));
  try {
    await run();
  } finally {
    admit();
    await Promise.all(held);
  }
}

async function openTransactions(): Promise<number> {
  const [{ count }] = await api.gatepost.context.watch.query(
    `SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%'`,
  );
  return count;
}

const LOOKS = 10;
const EVERY_MS = 20;

const WRITES: readonly [string, () => supertest.Test][] = [
  ['a new user', () => api.admin.post(USERS, { username: 'hashed', email: 'h@acme.test', password: 'long enough' })],
  ['a changed password', () => api.admin.patch(`${USERS}/${viewer.username}`, { password: 'chosen by another' })],
];

describe('no transaction is open while a password is hashed', () => {
  test.each(WRITES)('of %s', async (_, write) => {
    let answered = false;
    let answer: Promise<{ status: number }> | undefined;
    await whileNothingIsHashed(async () => {
      answer = write().then((response) => {
        answered = true;
        return response;
      });
      for (let look = 0; look < LOOKS; look += 1) {
        await pause(EVERY_MS);
        expect(await openTransactions()).toBe(0);
      }
      expect(answered).toBe(false);
    });
    expect([200, 201]).toContain((await answer)?.status);
  });
});
