import { resolve } from 'node:path';
import { runCommand } from '../../toolbox/command.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');

/** Of one process, on either side. */
export const CONNECTIONS = 5;

export interface PoolTask {
  port: number;
  amount: number;
  /** PEM of the authority that signed the sink; null: plain text. */
  authority: string | null;
}

/** Mails a second through nodemailer's pool, in a process of its own. */
export async function nodemailerPool(task: PoolTask): Promise<number> {
  const script = ['scripts/run.mjs', 'bench/mail/nodemailer-pool.ts', JSON.stringify(task)];
  const { code, output } = await runCommand(process.execPath, script, { cwd: ROOT });
  if (code !== 0) throw new Error(`nodemailer's pool failed: ${output}`);
  return JSON.parse(output.trim().split('\n').at(-1) ?? '');
}
