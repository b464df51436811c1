import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { anonymous } from '../../api/access/caller.ts';
import { scopeOf } from '../../api/http/unit-of-work.ts';
import { requestPasswordReset } from '../../api/resources/people/password-reset-request.ts';
import { type Sink, startSink } from '../../lab/sink.ts';
import { createMailServer, selectServer } from './builder.ts';
import { startApi, type TestApi } from './start-api.ts';

const USERS = '/user-registries/admin/api-manager-lur/users';
const ACCOUNTS = 20;
const ROUNDS = 12;

let api: TestApi;
let sink: Sink;
beforeAll(async () => {
  api = await startApi({ GATEPOST_TRUST_PROXY: 'loopback' });
  sink = await startSink({ security: 'plain' });
  const server = await createMailServer(api, { host: '127.0.0.1', port: sink.port, secure: false });
  await selectServer(api, server.url);
  for (let index = 0; index < ACCOUNTS; index += 1) {
    await api.admin.post(USERS, { username: `known-${index}`, email: `known-${index}@acme.test` }).expect(201);
  }
});
afterAll(async () => {
  await api.stop();
  await sink.stop();
});

let requests = 0;

/** Milliseconds until the answer, over a kept connection, from an address of its own. */
async function time(email: string): Promise<number> {
  requests += 1;
  const forwardedFor = `10.1.${requests >> 8}.${requests & 255}`;
  const request = {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': forwardedFor },
    body: JSON.stringify({ email, realm: 'provider/default-idp-2' }),
  };
  const startedMs = performance.now();
  const { status } = await fetch(`${api.url}/api/request-password-reset`, request);
  const tookMs = performance.now() - startedMs;
  expect(status).toBe(204);
  return tookMs;
}

/**
 * How often a time of one kind is longer than one of the other: 0.5 for the same distribution, 0 or 1 for two that can
 * be told apart (the statistic of Mann and Whitney). It asks for order only, so that no outlier weighs.
 */
function chanceOfLonger(ones: number[], others: number[]): number {
  const wins = ones.flatMap((one) => others.map((other): number => (one > other ? 1 : one === other ? 0.5 : 0)));
  return wins.reduce((sum, win) => sum + win, 0) / wins.length;
}

test('known and unknown addresses cannot be told apart by the time of the answer', async () => {
  for (let index = 0; index < 10; index += 1) await time(`warm-up-${index}@acme.test`);
  const known: number[] = [];
  const unknown: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    for (let index = 0; index < ACCOUNTS; index += 1) {
      // Who comes first alternates, so that whatever drifts drifts for both.
      const kinds: [number[], string][] = [
        [known, 'known'],
        [unknown, 'unknown'],
      ];
      for (const [times, kind] of index % 2 === 0 ? kinds : kinds.reverse()) {
        times.push(await time(`${kind}-${index}@acme.test`));
      }
    }
  }
  await sink.waitFor(({ envelope }) => envelope.to.includes('known-0@acme.test'));
  const chance = chanceOfLonger(known, unknown);
  // Of 240 times each, more than five standard deviations around one half.
  expect(chance).toBeGreaterThan(0.35);
  expect(chance).toBeLessThan(0.65);
}, 240_000);

/** The statements a request makes of the database, in their order. */
async function statementsFor(email: string): Promise<unknown[]> {
  const { context } = api.gatepost;
  const runner = context.database.createQueryRunner();
  const statements: unknown[] = [];
  const query = runner.query.bind(runner);
  runner.query = async (text: string, ...rest: never[]) => {
    statements.push(text);
    return query(text, ...rest);
  };
  await runner.startTransaction();
  const scope = { ...scopeOf(context, anonymous), manager: runner.manager };
  const body = { email, realm: 'provider/default-idp-2' };
  const call = { params: {}, query: {}, body, headers: {}, address: '', requestId: null, orgId: context.adminOrgId };
  await requestPasswordReset(scope, call);
  await runner.rollbackTransaction();
  await runner.release();
  return statements;
}

test('a request makes the same statements for known and unknown addresses, and looks nobody up', async () => {
  const known = await statementsFor('known-0@acme.test');
  expect(known.join()).toContain('INSERT INTO "password_reset_request"');
  expect(known.join()).not.toMatch(/"user" /);
  expect(await statementsFor('unknown-0@acme.test')).toEqual(known);
});

test('the measure tells two distributions apart that differ', () => {
  const ones = Array.from({ length: 100 }, (_, index) => 10 + (index % 7));
  const others = ones.map((each) => each + 5);
  expect(chanceOfLonger(others, ones)).toBeGreaterThan(0.65);
  expect(chanceOfLonger(ones, [...ones])).toBeCloseTo(0.5);
});
