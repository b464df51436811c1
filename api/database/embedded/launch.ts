import type { ChildProcess } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { type ServerSettings, spawnPostmaster, stopServer } from './postmaster.ts';
import { type Connection, logSize, readLogEnd, waitUntilReady } from './readiness.ts';
import type { ServerSetup } from './server-setup.ts';

/** How long the sessions of a killed server may take to notice and let go of its shared memory. */
const LINGER_MS = 30_000;

/** Starts the server and waits until it answers; a failure carries the end of its log. */
export async function launch(
  setup: ServerSetup,
  settings: ServerSettings,
  connection: Connection,
): Promise<ChildProcess> {
  const deadline = Date.now() + LINGER_MS;
  for (;;) {
    const offset = await logSize(setup.paths.log);
    const child = await spawnPostmaster(setup, settings);
    try {
      await waitUntilReady(child, connection);
      return child;
    } catch (error) {
      if (child.pid !== undefined && child.exitCode === null) await stopServer(child.pid, setup);
      const words = await readLogEnd(setup.paths.log, offset);
      if (!words.includes('pre-existing shared memory block') || Date.now() > deadline)
        throw explain(error, words, setup);
    }
    await wait(250);
  }
}

function explain(error: unknown, words: string, setup: ServerSetup): Error {
  const reason = error instanceof Error ? error.message : String(error);
  return new Error(
    `The embedded PostgreSQL did not start. ${reason}\n${words}\nIts log is ${setup.paths.log}; ` +
      'a PostgreSQL server of yours can be used instead with GATEPOST_DATABASE_URL.',
    { cause: error },
  );
}
