import pg from 'pg';
import { startEmbedded } from '../../api/database/embedded.ts';

/** Holds the data directory it is given until standard input ends, and tells on standard output what happens. */
const [dataDir = ''] = process.argv.slice(2);
const say = (event: object) => process.stdout.write(`${JSON.stringify(event)}\n`);

const server = await startEmbedded({ dataDir, durable: false, log: () => {} });
process.on('SIGINT', async () => {
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  const { rows } = await client.query('SELECT 1 AS one');
  await client.end();
  say({ event: 'interrupted', rows });
});
process.stdin.on('end', async () => {
  await server.stop();
  say({ event: 'stopped' });
});
process.stdin.resume();
// Said last: whoever hears it may interrupt at once.
say({ event: 'ready', url: server.url, server_pid: server.pid });
