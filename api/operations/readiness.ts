import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import type { Context, MailProgress, Vitals } from '../context.ts';
import { measureDue } from './mail-progress.ts';

/** One thing that must be so for the process to be of use. */
export interface Check {
  ok: boolean;
  /** What is missing, and what to do; only where something is. */
  detail?: string;
}

export interface Readiness {
  ready: boolean;
  /** Those of roles, only where the process has them. */
  checks: Record<'running' | 'database' | 'migrations', Check> & Partial<Record<'worker' | 'housekeeping', Check>>;
}

const ANSWER_TIMEOUT_MS = 2_000;
/** Beyond the time between two looks at the outbox: a look itself may wait for the database. */
const HEARTBEAT_TIMEOUT_MS = 30_000;
/** It is seen to once a minute that somebody keeps house. */
const HOUSEKEEPING_TIMEOUT_MS = 300_000;
/** One mail takes a few minutes with a server that answers each time at the last moment. */
const PROGRESS_TIMEOUT_S = 300;

/** Looks at everything at once; bounded, so that a database that hangs is an answer too. */
export async function checkReadiness({ watch: database, vitals, config: { scale } }: Context): Promise<Readiness> {
  const [connection, migrations, progress] = await Promise.all([
    checkDatabase(database),
    checkMigrations(database),
    measureProgress({ watch: database, vitals }),
  ]);
  const checks = {
    running: vitals.isStopping ? missing('The process is stopping.') : { ok: true },
    database: connection,
    migrations,
    ...(scale.roles.has('mail') && { worker: checkWorker(vitals.lastBeatAt(), scale.mailWorker.pollMs, progress) }),
    ...(scale.roles.has('housekeeping') && { housekeeping: checkHousekeeping(vitals.lastHousekeepingAt()) }),
  };
  return { ready: Object.values(checks).every(({ ok }) => ok), checks };
}

const missing = (detail: string): Check => ({ ok: false, detail });

async function checkDatabase(database: DataSource): Promise<Check> {
  const answered = await soon(database.query('SELECT 1'));
  return answered ? { ok: true } : missing(`The database did not answer within ${ANSWER_TIMEOUT_MS} ms.`);
}

async function checkMigrations(database: DataSource): Promise<Check> {
  const applied: { name: string }[] | null = await soon(database.query('SELECT name FROM migration'));
  if (!applied) return missing('Not known: the database did not answer.');
  const names = new Set(applied.map(({ name }) => name));
  const pending = database.migrations.map(({ name }) => name ?? '').filter((name) => !names.has(name));
  return pending.length === 0 ? { ok: true } : missing(`Not applied: ${pending.join(', ')}. Run gatepost migrate.`);
}

/** Whether mail moves, as far as can be told now. */
export async function measureProgress({ watch, vitals }: Pick<Context, 'watch' | 'vitals'>): Promise<MailProgress> {
  return { due_for_s: await soon(measureDue(watch)), idle_for_s: idleForS(vitals) };
}

function idleForS({ lastProgressAt }: Vitals): number | null {
  const at = lastProgressAt();
  return at === null ? null : (Date.now() - at.getTime()) / 1000;
}

/** A loop that runs sends no mail when every place of the worker is taken for ever, so that both are looked at. */
function checkWorker(lastBeatAt: Date | null, pollMs: number, progress: MailProgress): Check {
  if (lastBeatAt === null) return missing('The mail worker has not looked at the outbox yet.');
  const ageMs = Date.now() - lastBeatAt.getTime();
  if (ageMs > HEARTBEAT_TIMEOUT_MS + pollMs) {
    return missing(`The mail worker last looked at the outbox ${Math.round(ageMs / 1000)} s ago; no mail leaves.`);
  }
  const waits = [progress.due_for_s ?? 0, progress.idle_for_s ?? 0].map(Math.round);
  if (Math.min(...waits) < PROGRESS_TIMEOUT_S) return { ok: true };
  return missing(`Mail has been due for ${waits[0]} s, and this process has ended no attempt for ${waits[1]} s.`);
}

/** Of the processes of this role one keeps house, and the others see to it that it does. */
function checkHousekeeping(lastLookAt: Date | null): Check {
  if (lastLookAt === null) return missing('It was not seen yet whether anybody keeps house.');
  const ageMs = Date.now() - lastLookAt.getTime();
  if (ageMs < HOUSEKEEPING_TIMEOUT_MS) return { ok: true };
  return missing(
    `It was last seen ${Math.round(ageMs / 1000)} s ago that somebody keeps house; nothing is taken away.`,
  );
}

/** The answer, or null when it fails or does not come in time. */
export async function soon<Answer>(asked: Promise<Answer>): Promise<Answer | null> {
  const late = new AbortController();
  try {
    return await Promise.race([asked, pause(ANSWER_TIMEOUT_MS, null, { signal: late.signal })]);
  } catch {
    return null; // Why is in the log of whoever works with the database; here it counts that it does not answer.
  } finally {
    late.abort();
  }
}
