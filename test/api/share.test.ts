import { describe, expect, test } from '@jest/globals';
import { callerShares } from '../../api/app.ts';
import { createShare } from '../../api/http/share.ts';
import { MAIL_SERVERS } from './builder.ts';
import { enrol } from './person.ts';
import { startApi } from './start-api.ts';

describe('a share', () => {
  test('is all that runs at once; what waits runs in its order, also behind a failure', async () => {
    const share = createShare({ most: 2, alone: 2 });
    const [begun, ends]: [number[], (() => void)[]] = [[], []];
    const runs = [0, 1, 2, 3].map((at) =>
      share('a', () => {
        begun.push(at);
        return new Promise<void>((resolve, reject) =>
          ends.push(at === 0 ? () => reject(new Error('failed')) : resolve),
        );
      }),
    );
    const first = runs[0] as Promise<void>;
    const failed = expect(first).rejects.toThrow('failed');
    await new Promise(setImmediate);
    expect(begun).toEqual([0, 1]);
    ends[0]?.();
    await failed;
    await new Promise(setImmediate);
    expect(begun).toEqual([0, 1, 2]);
    ends[1]?.();
    await runs[1];
    await new Promise(setImmediate);
    expect(begun).toEqual([0, 1, 2, 3]);
    for (const end of ends) end();
    await Promise.all(runs.slice(1));
  });

  test('of one caller leaves the others theirs', async () => {
    const share = createShare({ most: 1, alone: 1 });
    const held = share('a', () => new Promise<string>((resolve) => setImmediate(resolve, 'a')));
    expect(await Promise.race([held, share('b', async () => 'b')])).toBe('b');
    expect(await held).toBe('a');
  });

  test('is larger for whoever is alone, until others come', async () => {
    const share = createShare({ most: 1, alone: 2 });
    const ends = new Map<string, () => void>();
    const run = (whose: string, name: string) =>
      share(whose, () => new Promise<void>((resolve) => ends.set(name, resolve)));
    const end = async (name: string) => {
      ends.get(name)?.();
      await new Promise(setImmediate);
    };
    const all = ['a1', 'a2', 'a3', 'a4', 'a5'].map((name) => run('a', name));
    all.push(run('b', 'b1'));
    await new Promise(setImmediate);
    expect([...ends.keys()]).toEqual(['a1', 'a2', 'b1']);
    await end('a1');
    expect([...ends.keys()]).toEqual(['a1', 'a2', 'b1']);
    await end('a2');
    expect([...ends.keys()]).toEqual(['a1', 'a2', 'b1', 'a3']);
    await end('b1');
    expect([...ends.keys()]).toEqual(['a1', 'a2', 'b1', 'a3', 'a4']);
    await end('a3');
    await end('a4');
    await end('a5');
    await Promise.all(all);
  });
});

test('of a caller whose requests hang, others get their answers, and so does who watches the process', async () => {
  const poolSize = 4;
  const api = await startApi({ GATEPOST_DATABASE_POOL_SIZE: String(poolSize) });
  const { database } = api.gatepost.context;
  expect(callerShares(api.gatepost.context)).toEqual({ most: 1, alone: 2 });
  const { token } = await enrol(api, 'administrator');
  const runner = database.createQueryRunner();
  await runner.startTransaction();
  await runner.query('LOCK TABLE email_server IN ACCESS EXCLUSIVE MODE');
  const hanging = Array.from({ length: 2 * poolSize }, () =>
    api
      .as(token)
      .get(MAIL_SERVERS)
      .then(({ status }) => status),
  );
  await api.admin.get('/me').expect(200);
  await api.admin.post('/orgs/admin/roles', { title: 'Meanwhile', permission_urls: [] }).expect(201);
  const ready = await fetch(`${api.url}/readyz`);
  expect(ready.status).toBe(200);
  await runner.rollbackTransaction();
  await runner.release();
  expect(new Set(await Promise.all(hanging))).toEqual(new Set([200]));
  await api.stop();
});

test('a transaction ends by itself, where the server knows how', async () => {
  const api = await startApi();
  const read = () =>
    api.gatepost.context.database.query(`SELECT current_setting('transaction_timeout', true) AS bound`);
  expect(await Promise.all([read(), read(), read()])).toEqual(Array(3).fill([{ bound: '2min' }]));
  await api.stop();
});
