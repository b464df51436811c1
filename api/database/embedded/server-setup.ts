import { chooseAccount, requireReachable } from './account.ts';
import { type Binaries, locateBinaries, prepareBinaries } from './binaries.ts';
import { type ClusterPaths, clusterPaths, makePrivate } from './cluster-paths.ts';
import type { Account } from './command.ts';

/** What every step of a start needs to know, and a stop too. */
export interface ServerSetup {
  paths: ClusterPaths;
  binaries: Binaries;
  /** Undefined: PostgreSQL runs as we do. */
  account: Account | undefined;
}

/** Chooses the account, makes the private directory under `dataDir` and finds the programs. */
export async function prepareSetup(dataDir: string): Promise<ServerSetup> {
  const native = locateBinaries();
  const paths = clusterPaths(dataDir);
  const account = await chooseAccount(paths.data);
  if (account !== undefined) await requireReachable(account, dataDir);
  await makePrivate(paths.home, account);
  return { paths, account, binaries: await prepareBinaries(native, paths.home, account) };
}
