import type { Client } from '../api/client.ts';
import { EMAIL_SERVERS, newEmailServer } from '../api/email-server.ts';
import { creationsPerSecond, readsPerSecond } from '../api/load.ts';

/** Of a hundred requests, in turn: one object, a page of them, and a new one. */
const READS = 70;
const LISTS = 20;
const WRITES = 10;
const TURN = 1_000;

/** Sends so many requests as people and programs do, most of them reads. */
export async function sendMix(api: Client, amount: number): Promise<void> {
  const { url } = await api.post<{ url: string }>(EMAIL_SERVERS, newEmailServer());
  const one = new URL(url).pathname;
  for (let left = amount; left > 0; left -= TURN) {
    const turn = Math.min(left, TURN);
    const share = (part: number) => Math.ceil((turn * part) / 100);
    await readsPerSecond(api, one, share(READS));
    await readsPerSecond(api, `${EMAIL_SERVERS}?limit=50`, share(LISTS));
    await creationsPerSecond(api, EMAIL_SERVERS, share(WRITES), () => ({ body: newEmailServer() }));
  }
}
