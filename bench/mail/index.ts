import { join } from 'node:path';
import { createAuthority } from '../../toolbox/certificate-authority.ts';
import { startServer } from '../api/server-process.ts';
import { describe } from '../table.ts';
import { type MailCloud, withMailCloud } from './cloud.ts';
import { CONNECTIONS, nodemailerPool, type PoolTask } from './contest.ts';
import { addFinished, mailsPerSecond } from './outbox.ts';

/** Enough to tell what a mail costs from what a start costs; fewer are for trying the bench out. */
const AMOUNT = Number(process.env.GATEPOST_BENCH_MAILS ?? 20_000);
const FINISHED = 1_000_000;
const WORKERS = [1, 2, 4];
const ROUNDS = 2;
const POOL = `nodemailer's pool, ${CONNECTIONS} connections`;

/** The outbox, from rows to the sink, against nodemailer's pool with the same messages to the same sink. */
export async function benchMail(print: (text: string) => void): Promise<void> {
  const authority = await createAuthority('Bench CA');
  const { certificatePem, privateKeyPem } = await authority.issueServer(['localhost']);
  await withMailCloud(async (cloud, directory) => {
    const logFile = join(directory, 'sink.log');
    const sink = (env: Record<string, string>) => startServer({ script: 'bench/mail/sink.ts', env, logFile });
    const plain = await sink({});
    const secured = await sink({ SINK_KEY: privateKeyPem, SINK_CERTIFICATE: certificatePem });
    const portOf = ({ url }: { url: string }) => Number(new URL(url).port);
    try {
      await cloud.select(portOf(plain), null);
      print(await measure(cloud, 'plain text', { port: portOf(plain), authority: null }));
      const behindTls = { port: portOf(secured), authority: authority.certificatePem };
      await cloud.select(behindTls.port, behindTls.authority);
      print(await measure(cloud, 'STARTTLS', behindTls));
      await addFinished(cloud, FINISHED);
      print(await measure(cloud, `STARTTLS, with ${FINISHED} finished rows`, behindTls, [1]));
    } finally {
      await Promise.all([plain.stop(), secured.stop()]);
    }
  });
}

async function measure(
  cloud: MailCloud,
  how: string,
  { port, authority }: Omit<PoolTask, 'amount'>,
  workers = WORKERS,
): Promise<string> {
  return describe({
    title: `Send ${AMOUNT} mails over ${how}`,
    unit: 'mails/s',
    rounds: ROUNDS,
    contestants: [
      { name: POOL, run: () => nodemailerPool({ port, amount: AMOUNT, authority }) },
      ...workers.map((count) => ({
        name: count === 1 ? 'Gatepost, 1 worker' : `Gatepost, ${count} workers`,
        run: () => cloud.withWorkers(count, () => mailsPerSecond(cloud, AMOUNT)),
        against: [POOL],
      })),
    ],
  });
}
