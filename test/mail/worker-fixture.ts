import { openOutbox } from './outbox-database.ts';
import { buildWorker, routeTo } from './worker-builder.ts';

/** A worker in a process of its own, to be killed: `worker-fixture.ts <database url> <smtp port>`. */
const [, , url = '', port = '0'] = process.argv;
const worker = buildWorker(await openOutbox(url), { route: async () => routeTo(Number(port)), leaseMs: 1_000 });
worker.start();
