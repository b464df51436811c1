import { spawn } from 'node:child_process';

export interface Outcome {
  code: number | null;
  output: string;
}

/**
 * The environment of every PostgreSQL program: nothing of the user's shell, for `LANG`, `PGDATA` and their like
 * change what initdb and the server do.
 */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = ['PATH', 'SystemRoot', 'TEMP', 'TMP'];
  const entries = kept.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]));
  return { ...Object.fromEntries(entries), LC_ALL: 'C', TZ: 'UTC' };
}

/** Runs a program to its end as the given account (default: as we are), with stdout and stderr as one text. */
export function run(file: string, args: string[], cwd: string, account?: Account): Promise<Outcome> {
  return new Promise((resolve) => {
    const identity = account === undefined ? {} : { uid: account.uid, gid: account.gid };
    const child = spawn(file, args, { cwd, env: cleanEnvironment(), stdio: ['ignore', 'pipe', 'pipe'], ...identity });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk;
    });
    child.stderr.on('data', (chunk: Buffer) => {
      output += chunk;
    });
    child.on('error', (error) => resolve({ code: null, output: error.message }));
    child.on('close', (code) => resolve({ code, output: output.trim() }));
  });
}

/** The system user that PostgreSQL runs as; the server refuses to run as root. */
export interface Account {
  name: string;
  uid: number;
  gid: number;
}
