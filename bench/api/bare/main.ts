import type { AddressInfo } from 'node:net';
import express from 'express';
import { Pool } from 'pg';
import { pino } from 'pino';
import { listRows } from './list.ts';
import { readFive } from './read-five.ts';
import { readTwo } from './read-two.ts';
import { logRequests } from './request-log.ts';
import { signIn } from './sign-in.ts';
import { countEverything } from './topology.ts';
import { create } from './write.ts';

/**
 * What Express and pg need for the same answers and nothing more: no validation, no rules, no encryption. It is what the
 * API is measured against, with as many connections to the database, and a log of the same lines.
 */
const pool = new Pool({ connectionString: process.env.BARE_DATABASE_URL, max: 10 });
const app = express();
app.disable('x-powered-by');
app.set('etag', false);
app.use(logRequests(pino({ level: 'info' }, pino.destination(2))));
app.get('/two-statements/:org/:item', readTwo(pool));
app.get('/five-statements/:org/:item', readFive(pool));
app.get('/list', listRows(pool));
app.post('/write', express.json(), create(pool));
app.post('/sign-in', express.json(), signIn(pool));
app.get('/topology', countEverything(pool));

const server = app.listen(0, '127.0.0.1', () => {
  console.log(`The bare server is at http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
