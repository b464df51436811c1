import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import { gatepost } from './access/caller.ts';
import { createLimits } from './access/rate-limit.ts';
import { createApp } from './app.ts';
import type { Config } from './config.ts';
import { connect } from './connect.ts';
import type { Cipher, Context } from './context.ts';
import { dataSource } from './database/data-source.ts';
import { migrate } from './database/migrate.ts';
import { setUpOnce } from './first-start.ts';
import { startHousekeeping } from './housekeeping.ts';
import { openInstallation } from './installation.ts';
import { createWorker, type Worker } from './mail/worker.ts';
import { createMetrics } from './operations/metrics.ts';
import { mailRoute } from './resources/email/mail-route.ts';
import { templateFor } from './resources/email/notification-template.ts';
import { startInvitationClock } from './resources/organizations/invitation-mail.ts';
import { RESET_CAUSE, startResetClock } from './resources/people/password-reset.ts';
import { startPasswordResets } from './resources/people/password-reset-work.ts';
import { createCipher } from './secrets/encryption.ts';
import { createFingerprint } from './secrets/fingerprint.ts';
import { createServer } from './server.ts';
import { findOwnSender } from './tables/org-setting.ts';

export interface StartOptions {
  config: Config;
  databaseUrl: string;
  encryptionKey: Buffer;
  log: Logger;
  /** Asked once in the life of a database: the first administrator's password. */
  adminPassword: () => Promise<string>;
}

export interface Gatepost {
  url: string;
  context: Context;
  worker: Worker;
  /** Finishes what is under way, bounded, and closes the connections to the database. */
  stop(): Promise<void>;
}

/** Mail leaves whatever requests do: one connection hears of it, the others look and write. */
const MAIL_POOL_SIZE = 4;
const WATCH_POOL_SIZE = 2;

/** Starts the API on a database: migrations, first rows, server, mail. */
export async function start(options: StartOptions): Promise<Gatepost> {
  const { config, log } = options;
  await migrate(options.databaseUrl);
  const database = await connect(options.databaseUrl);
  const mailDatabase = await connect(options.databaseUrl, MAIL_POOL_SIZE);
  const watch = await dataSource(options.databaseUrl, [], WATCH_POOL_SIZE).initialize();
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
    vitals: { lastBeatAt: () => null, lastProgressAt: () => null, isStopping: false },
    publicUrl: () => url,
    adminOrgId: installation.adminOrgId,
    cloudId: installation.cloudId,
  };
  await database.transaction((manager) =>
    setUpOnce({ ...context, manager, caller: gatepost, now: new Date() }, options.adminPassword),
  );
  const server = await listen(context);
  url = config.publicUrl ?? urlOfServer(config, server);
  const worker = createMailWorker({ ...context, database: mailDatabase }, cipher, url);
  context.vitals.lastBeatAt = () => worker.lastBeatAt;
  context.vitals.lastProgressAt = () => worker.lastProgressAt;
  worker.start();
  const stopHousekeeping = startHousekeeping(context);
  const stopPasswordResets = startPasswordResets(context);
  const stop = async () => {
    context.vitals.isStopping = true;
    stopHousekeeping();
    await Promise.all([stopPasswordResets(), close(server), worker.stop()]);
    await Promise.all([database, mailDatabase, watch].map((each) => each.destroy()));
  };
  return { url, context, worker, stop };
}

function createMailWorker(context: Context, cipher: Cipher, publicUrl: string): Worker {
  return createWorker({
    database: context.database,
    cipher,
    log: context.log,
    onAttempted: context.metrics.countAttempts,
    publicUrl: () => publicUrl,
    route: (manager) => mailRoute({ manager, cipher, config: context.config }),
    templateFor: (manager, name, orgId) =>
      templateFor(manager, name, orgId === context.adminOrgId ? 'admin' : 'provider', orgId),
    senderFor: findOwnSender,
    onFirstSent: async (manager, { cause_type: type, cause_id: id }) => {
      if (type !== null && id !== null) await startInvitationClock(manager, type, id);
      if (type === RESET_CAUSE && id !== null) await startResetClock(manager, id);
    },
  });
}

function listen(context: Context): Promise<Server> {
  const { config } = context;
  const app = createApp(context);
  const server = createServer(app, config.tls);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, config.host, () => resolve(server));
  });
}

function urlOfServer(config: Config, server: Server): string {
  const { port } = server.address() as AddressInfo;
  const host = ['0.0.0.0', '::'].includes(config.host) ? 'localhost' : config.host;
  return `${config.tls ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

const CLOSE_GRACE_MS = 10_000;
const SWEEP_MS = 50;

/** Idle connections end at once, requests under way may finish for a while; a connection ends with its request. */
function close(server: Server): Promise<void> {
  const forced = setTimeout(() => server.closeAllConnections(), CLOSE_GRACE_MS);
  const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
  return new Promise((resolve) => {
    server.close(() => {
      clearTimeout(forced);
      clearInterval(sweep);
      resolve();
    });
    server.closeIdleConnections();
  });
}
