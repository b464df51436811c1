import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '..', '..');

/** A server with an event loop of its own. */
export interface ServerProcess {
  /** Without a trailing slash. */
  url: string;
  stop(): Promise<void>;
}

export interface ServerEntry {
  /** Path of the script, from the root of the project. */
  script: string;
  env: Record<string, string>;
  /** Where its log and its errors go. */
  logFile: string;
}

/** Starts a server that says on standard output where it listens. @throws with what it logged when it ends before. */
export async function startServer({ script, env, logFile }: ServerEntry): Promise<ServerProcess> {
  const log = openSync(logFile, 'a');
  const child = spawn(process.execPath, [join(ROOT, 'scripts', 'run.mjs'), script], {
    cwd: ROOT,
    // Nothing else of the environment: settings of whoever runs this would be measured.
    env: { PATH: process.env.PATH ?? '', TMPDIR: process.env.TMPDIR ?? '', ...env },
    stdio: ['ignore', 'pipe', log],
  });
  closeSync(log);
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('close', () => process.off('exit', kill));
  const url = await printedUrl(child).catch(async () => {
    throw new Error(`${script} ended before it listened.\n${await readFile(logFile, 'utf8')}`);
  });
  return { url, stop: () => stop(child) };
}

function printedUrl(child: ChildProcess): Promise<string> {
  let output = '';
  return new Promise((resolve, reject) => {
    child.once('error', reject).once('close', reject);
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      const url = /\bis at (http:\S+)\s/.exec(output)?.[1];
      if (url !== undefined) resolve(url);
    });
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'close');
}
