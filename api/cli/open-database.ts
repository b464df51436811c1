import type { Config } from '../config.ts';
import { findRunningServer } from '../database/embedded/running-server.ts';
import { formatUrl, startEmbedded } from '../database/embedded.ts';

export interface OpenDatabase {
  url: string;
  /** Stops what was started for this; somebody else's server stays. */
  close(): Promise<void>;
}

const leave = async () => undefined;

/** The database of a command that also works beside a running API: one's own, the running embedded one, or a start of it. */
export async function openDatabase(config: Config, say: (line: string) => void): Promise<OpenDatabase> {
  if (config.databaseUrl) return { url: config.databaseUrl, close: leave };
  const running = await findRunningServer(config.dataDir);
  if (running) return { url: formatUrl(running), close: leave };
  return startDatabase(config, say);
}

/** The database of the API itself, which nobody else may hold. */
export async function startDatabase(config: Config, say: (line: string) => void): Promise<OpenDatabase> {
  if (config.databaseUrl) return { url: config.databaseUrl, close: leave };
  say(`Starting PostgreSQL on ${config.dataDir} …`);
  const server = await startEmbedded({ dataDir: config.dataDir, log: say });
  return { url: server.url, close: () => server.stop() };
}
