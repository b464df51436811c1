import { randomUUID } from 'node:crypto';
import { describe } from '../table.ts';
import type { Client } from './client.ts';
import { creationsPerSecond } from './load.ts';
import type { Servers } from './servers.ts';

const AMOUNT = 100;
const BARE = 'bare: look up, argon2id, token, audit event';

/** Signing in is slow on purpose: what it takes is the comparison of the password. */
export async function benchSignIn({ gatepost, bare }: Servers): Promise<string> {
  const person = { username: `bench-${randomUUID()}`, password: randomUUID() };
  const registries = await gatepost.get<{ results: { name: string }[] }>('/api/user-registries/admin');
  const users = `/api/user-registries/admin/${registries.results[0]?.name}/users`;
  await gatepost.post(users, { ...person, email: `${person.username}@example.com` });
  const signIns = (client: Client, path: string) => () =>
    creationsPerSecond(client, path, AMOUNT, () => ({ body: { grant_type: 'password', ...person } }));
  return describe({
    title: 'Sign in over 10 connections',
    unit: 'sign-ins/s',
    rounds: 5,
    contestants: [
      { name: BARE, run: signIns(bare, '/sign-in') },
      { name: 'Gatepost', run: signIns(gatepost, '/api/token'), against: [BARE] },
    ],
  });
}
