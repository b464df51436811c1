import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const FIXTURE = fileURLToPath(new URL('owner-fixture.ts', import.meta.url));
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface OwnerProcess {
  child: ChildProcess;
  pid: number;
  /** The next event it tells of. */
  next(): Promise<Record<string, unknown>>;
  /** Kills it (SIGKILL); its server goes on. */
  kill(): Promise<void>;
  /** Lets it stop its server and end, unless it has ended. */
  end(): Promise<void>;
}

/** Starts another process, leader of its own group, that owns an embedded PostgreSQL on the directory. */
export function spawnOwner(dataDir: string, env: NodeJS.ProcessEnv = process.env): OwnerProcess {
  const child = spawn(process.execPath, ['scripts/run.mjs', FIXTURE, dataDir], {
    cwd: ROOT,
    env,
    detached: true,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const exited = once(child, 'exit');
  return {
    child,
    pid: child.pid ?? 0,
    next: async () => JSON.parse((await lines.next()).value ?? '{"event":"ended"}'),
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
    end: async () => {
      child.stdin.end();
      await exited;
    },
  };
}
