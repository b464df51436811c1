import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import { gatepost } from './access/caller.ts';
import { createLimits } from './access/rate-limit.ts';
import { createApp } from './app.ts';
import type { CodeWriter } from './as-code.ts';
import type { Config } from './config.ts';
import type { Cipher, Context } from './context.ts';
import { migrate } from './database/migrate.ts';
import { createPartitionsAhead } from './database/partition.ts';
import { setUpOnce } from './first-start.ts';
import { startHousekeeping } from './housekeeping.ts';
import { openInstallation } from './installation.ts';
import { createWorker, type Worker } from './mail/worker/worker.ts';
import { createMetrics } from './operations/metrics.ts';
import { startTracing } from './operations/tracing.ts';
import { closePools, openPools } from './pools.ts';
import { recordBreaker } from './resources/email/breaker-event.ts';
import { mailRoute } from './resources/email/mail-route.ts';
import { templateFor } from './resources/email/text-look-up.ts';
import { startInvitationClock } from './resources/organizations/invitation-mail.ts';
import { RESET_CAUSE, startResetClock } from './resources/people/password-reset.ts';
import { startPasswordResets } from './resources/people/password-reset-work.ts';
import { createCipher } from './secrets/encryption.ts';
import { createFingerprint } from './secrets/fingerprint.ts';
import { close, createServer, listen, urlOf } from './server.ts';
import { findOwnSender } from './tables/org-setting.ts';

export interface StartOptions {
  config: Config;
  databaseUrl: string;
  encryptionKey: Buffer;
  log: Logger;
  /** Asked once in the life of a database: the first administrator's password. */
  adminPassword: () => Promise<string>;
  /** Writes objects as code for their pages. */
  codeWriter?: CodeWriter | null;
}

export interface Gatepost {
  /** Where people and scripts reach the API. */
  url: string;
  /** What this process itself listens on. */
  listensAt: string;
  context: Context;
  worker: Worker;
  /** Finishes what is under way, bounded, and closes the connections to the database. */
  stop(): Promise<void>;
}

/** Starts what a process takes on, on a database: migrations, first rows, server, mail, housekeeping. */
export async function start(options: StartOptions): Promise<Gatepost> {
  const { config, log } = options;
  const stopTracing = await startTracing(config.otlpEndpoint, log);
  await migrate(config.databaseDirectUrl ?? options.databaseUrl);
  const pools = await openPools(config, options.databaseUrl);
  const { database, watch } = pools;
  await createPartitionsAhead(database.manager).catch((error: unknown) =>
    log.warn({ err: error }, 'the months ahead could not be prepared; housekeeping tries again'),
  );
  const cipher = createCipher(options.encryptionKey, config.previousEncryptionKeys);
  const installation = await openInstallation(database, cipher);
  let url = '';
  const context: Context = {
    config,
    database,
    watch,
    cipher,
    fingerprint: createFingerprint(installation.fingerprintKey),
    log,
    limits: createLimits(database),
    metrics: createMetrics(),
    vitals: {
      lastBeatAt: () => null,
      lastProgressAt: () => null,
      lastHousekeepingAt: () => null,
      isStopping: false,
    },
    publicUrl: () => url,
    adminOrgId: installation.adminOrgId,
    cloudId: installation.cloudId,
    codeWriter: options.codeWriter ?? null,
  };
  await database.transaction((manager) =>
    setUpOnce({ ...context, manager, caller: gatepost, now: new Date() }, options.adminPassword),
  );
  const server = createServer(createApp(context), config.tls);
  await listen(server, config);
  const listensAt = urlOf(server, config);
  url = config.publicUrl ?? listensAt;
  const worker = createMailWorker({ ...context, database: pools.mail }, cipher, url, pools.announcements);
  const stopWork = startWork(context, worker);
  const stop = async () => {
    context.vitals.isStopping = true;
    await Promise.all([stopWork(), close(server), worker.stop()]);
    await closePools(pools);
    await stopTracing();
  };
  return { url, listensAt, context, worker, stop };
}

/** Starts what runs beside requests, each for its role. Answers the way to stop it, which waits for what is under way. */
function startWork(context: Context, worker: Worker): () => Promise<unknown> {
  const { vitals } = context;
  const { roles } = context.config.scale;
  const stops: (() => Promise<void>)[] = [];
  if (roles.has('mail')) {
    vitals.lastBeatAt = () => worker.lastBeatAt;
    vitals.lastProgressAt = () => worker.lastProgressAt;
    worker.start();
  }
  if (roles.has('housekeeping')) {
    const housekeeping = startHousekeeping(context);
    vitals.lastHousekeepingAt = () => housekeeping.lastLookAt;
    stops.push(housekeeping.stop);
  }
  if (roles.has('api')) stops.push(startPasswordResets(context));
  return () => Promise.all(stops.map((stop) => stop()));
}

function createMailWorker(context: Context, cipher: Cipher, publicUrl: string, announcements: DataSource): Worker {
  const { concurrency, leaseMs, pollMs, backoff } = context.config.scale.mailWorker;
  return createWorker({
    database: context.database,
    announcements,
    concurrency,
    leaseMs,
    pollIntervalMs: pollMs,
    backoff,
    cipher,
    log: context.log,
    onAttempted: context.metrics.countAttempts,
    onConnections: context.metrics.setConnections,
    onBreaker: recordBreaker,
    publicUrl: () => publicUrl,
    route: (manager) => mailRoute({ manager, cipher, config: context.config }),
    templateFor: (manager, mail) => templateFor(manager, context.adminOrgId, mail),
    senderFor: findOwnSender,
    onFirstSent: async (manager, { cause_type: type, cause_id: id }) => {
      if (type !== null && id !== null) await startInvitationClock(manager, type, id);
      if (type === RESET_CAUSE && id !== null) await startResetClock(manager, id);
    },
  });
}
