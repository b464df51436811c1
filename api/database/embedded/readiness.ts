import type { ChildProcess } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';

const START_TIMEOUT_MS = 120_000;
const LOG_LINES = 8;

export interface Connection {
  /** A host name, or the directory of the unix socket. */
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
}

/** Waits until the server answers, through crash recovery too; fails when it ends or takes over two minutes. */
export async function waitUntilReady(child: ChildProcess, connection: Connection): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (!(await answers(connection))) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error('It ended while starting.');
    if (Date.now() > deadline) throw new Error(`It did not answer within ${START_TIMEOUT_MS / 1000} s.`);
    await wait(25);
  }
}

async function answers(connection: Connection): Promise<boolean> {
  const client = new pg.Client({ ...connection, database: 'postgres', connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
    await ensureDatabase(client, connection.database);
    return true;
  } catch (error) {
    if (isPassing(error as NodeJS.ErrnoException)) return false;
    throw error;
  } finally {
    await client.end();
  }
}

async function ensureDatabase(client: pg.Client, name: string): Promise<void> {
  const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
  if (rowCount === 0) await client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`);
}

/** 57P03 is cannot_connect_now: starting up or in recovery (PostgreSQL, appendix A). */
function isPassing(error: NodeJS.ErrnoException): boolean {
  const codes = ['ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', '57P03'];
  return codes.includes(error.code ?? '') || /timeout|terminated/.test(error.message);
}

/** The end of what the server wrote to its log since `offset` (bytes). */
export async function readLogEnd(path: string, offset: number): Promise<string> {
  const text = (await readFile(path).catch(() => Buffer.alloc(0))).subarray(offset).toString();
  return text.trim().split('\n').slice(-LOG_LINES).join('\n');
}

export async function logSize(path: string): Promise<number> {
  return (await stat(path).catch(() => undefined))?.size ?? 0;
}
