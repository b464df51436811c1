import { randomUUID } from 'node:crypto';
import { describe } from '../table.ts';
import type { Client } from './client.ts';
import { EMAIL_SERVERS, newEmailServer } from './email-server.ts';
import { creationsPerSecond } from './load.ts';
import type { Servers } from './servers.ts';

const AMOUNT = 1000;
/** So many creations compile what is hot; with fewer it is the compiler that is measured. */
const WARM_UP = 4000;
const BARE = 'bare: begin, object, audit event, commit';
const BARE_KEYED = 'bare with Idempotency-Key: and its row';

/** Objects made, each with its line in the audit; then also repeatable, which Terraform's creations are. */
export async function benchWrite({ gatepost, bare }: Servers): Promise<string> {
  await createKeyed(bare, '/write', WARM_UP);
  await createKeyed(gatepost, EMAIL_SERVERS, WARM_UP);
  return describe({
    title: 'Create 1,000 email servers over 10 connections',
    unit: 'creations/s',
    rounds: 5,
    contestants: [
      { name: BARE, run: () => create(bare, '/write') },
      { name: 'Gatepost', run: () => create(gatepost, EMAIL_SERVERS), against: [BARE] },
      { name: BARE_KEYED, run: () => createKeyed(bare, '/write') },
      { name: 'Gatepost with Idempotency-Key', run: () => createKeyed(gatepost, EMAIL_SERVERS), against: [BARE_KEYED] },
    ],
  });
}

const create = (client: Client, path: string) =>
  creationsPerSecond(client, path, AMOUNT, () => ({ body: newEmailServer() }));

const createKeyed = (client: Client, path: string, amount = AMOUNT) =>
  creationsPerSecond(client, path, amount, () => ({
    body: newEmailServer(),
    headers: { 'Idempotency-Key': randomUUID() },
  }));
