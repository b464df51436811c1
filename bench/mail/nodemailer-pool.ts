import { randomUUID } from 'node:crypto';
import { createTransport } from 'nodemailer';
import { CONNECTIONS, type PoolTask } from './contest.ts';
import { writtenOut } from './message.ts';

/** A process of its own: sends so many mails through nodemailer's pool, and prints how many that were a second. */
const { port, amount, authority } = JSON.parse(process.argv[2] ?? '{}') as PoolTask;
const transport = createTransport({
  host: 'localhost',
  port,
  pool: true,
  maxConnections: CONNECTIONS,
  ...(authority === null ? { ignoreTLS: true } : { requireTLS: true, tls: { ca: authority } }),
});
const startedMs = performance.now();
await Promise.all(Array.from({ length: amount }, () => transport.sendMail(writtenOut(randomUUID()))));
const tookMs = performance.now() - startedMs;
transport.close();
process.stdout.write(JSON.stringify((amount * 1000) / tookMs));
