import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { median } from '../sample.ts';
import { describe } from '../table.ts';
import type { Client } from './client.ts';
import type { Servers } from './servers.ts';

const CREATIONS = 150;
/** Asked on time, whatever has become of earlier requests: who waits for them would ask less while it is slow. */
const EVERY_MS = 20;
const ALONE_MS = 2000;
const ALONE = 'GET /api/me alone';

/** Whether others have to wait while the API hashes passwords, which is meant to be slow. */
export async function benchPasswordHashing({ gatepost }: Servers): Promise<string> {
  const registries = await gatepost.get<{ results: { name: string }[] }>('/api/user-registries/admin');
  const users = `/api/user-registries/admin/${registries.results[0]?.name}/users`;
  const unmade: number[] = [];
  const lines = await describe({
    title: 'Median latency while passwords are hashed',
    unit: 'ms',
    rounds: 5,
    contestants: [
      { name: ALONE, run: () => latencyDuring(gatepost, () => sleep(ALONE_MS)) },
      {
        name: `while ${CREATIONS} users are created at once`,
        run: () => latencyDuring(gatepost, async () => void unmade.push(await createUsers(gatepost, users))),
        against: [ALONE],
      },
    ],
  });
  return `${lines}\n  creations of ${CREATIONS} that failed, round by round: ${unmade.slice(1).join(', ')}`;
}

async function latencyDuring(client: Client, work: () => Promise<void>): Promise<number> {
  let isWorking = true;
  const done = work().finally(() => {
    isWorking = false;
  });
  const latencies: Promise<number>[] = [];
  while (isWorking) {
    latencies.push(client.time('/api/me').catch(() => Number.POSITIVE_INFINITY));
    await sleep(EVERY_MS);
  }
  await done;
  return median(await Promise.all(latencies));
}

/** Answers how many could not be created. */
async function createUsers(client: Client, path: string): Promise<number> {
  const creations = Array.from({ length: CREATIONS }, () => {
    const username = `bench-${randomUUID()}`;
    return client.post(path, { username, email: `${username}@example.com`, password: `password of ${username}` });
  });
  return (await Promise.allSettled(creations)).filter(({ status }) => status === 'rejected').length;
}
