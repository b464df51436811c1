import type { DataSource, EntityManager } from 'typeorm';
import {
  type AccessToken,
  type AccessTokens,
  noteSaid,
  type OAuthCredentials,
  TokenFailure,
} from '../server/access-token.ts';
import type { DestinationRules } from '../server/destination.ts';
import { POST_TIMEOUT_MS } from './form-post.ts';
import {
  type Keeping,
  type KeptToken,
  keepFailure,
  keepToken,
  lockToken,
  lookForToken,
  makeRoom,
} from './kept-token.ts';
import { requestTokens } from './token-endpoint.ts';

/** Whoever holds the lock is done by then, unless others were before them: those leave what everybody wants. */
const LOCK_WAIT_MS = 2 * POST_TIMEOUT_MS;
/** PostgreSQL's code for it. */
const LOCK_NOT_AVAILABLE = '55P03';

export interface KeptTokensOptions extends Keeping {
  database: DataSource;
  credentials: OAuthCredentials;
  destinations: DestinationRules;
}

/**
 * The access tokens of a saved email server, kept in the database until near their end. One process at a time asks the
 * endpoint; the others wait for a row's lock, which is held no longer than a request takes, and take what it got. No
 * session is bound to a connection, so that a pooler may stand in between.
 */
export function keptTokens(options: KeptTokensOptions): AccessTokens {
  const said = saidTo(options);
  const noted = (token: AccessToken | null) => {
    if (token) noteSaid(said, token.value);
    return token;
  };
  return {
    host: new URL(options.credentials.token_url).host,
    key: `${options.serverId} ${options.epoch}`,
    said,
    async current() {
      const kept = await lookForToken(options.database.manager, options);
      const token = noted(kept && settled(kept, null)) ?? noted(await askTogether(options, null));
      if (token === null) throw new Error('A first token is never one too many.');
      return token;
    },
    renewed: async (refused) => noted(await askTogether(options, refused)),
  };
}

/** What was said to a mail server; it may give that back over a connection that outlives a look at its settings. */
const saidByServer = new WeakMap<DataSource, Map<string, Set<string>>>();

function saidTo({ database, serverId }: KeptTokensOptions): Set<string> {
  const servers = saidByServer.get(database) ?? new Map<string, Set<string>>();
  saidByServer.set(database, servers);
  const said = servers.get(serverId) ?? new Set<string>();
  servers.set(serverId, said);
  return said;
}

/** What is under way in this process: all who want the same wait for it together, on one connection to the database. */
const underWay = new WeakMap<DataSource, Map<string, Promise<AccessToken | null>>>();

function askTogether(options: KeptTokensOptions, refused: string | null): Promise<AccessToken | null> {
  const { database, serverId, epoch } = options;
  const asking = underWay.get(database) ?? new Map<string, Promise<AccessToken | null>>();
  underWay.set(database, asking);
  const key = `${serverId} ${epoch} ${refused}`;
  const known = asking.get(key);
  if (known) return known;
  const asked = askAlone(options, refused).finally(() => asking.delete(key));
  asking.set(key, asked);
  return asked;
}

/** @throws TokenFailure, which is kept as well: it outlives the transaction it is part of */
async function askAlone(options: KeptTokensOptions, refused: string | null): Promise<AccessToken | null> {
  const { database } = options;
  await makeRoom(database.manager, options);
  const outcome = await database.transaction((manager) => renew(manager, options, refused)).catch(asFailure);
  if (outcome instanceof TokenFailure) throw outcome;
  return outcome;
}

async function renew(
  manager: EntityManager,
  options: KeptTokensOptions,
  refused: string | null,
): Promise<AccessToken | TokenFailure | null> {
  await lockToken(manager, options, LOCK_WAIT_MS);
  const kept = await lookForToken(manager, options);
  if (kept === null) return new TokenFailure('TOKEN_OUTDATED', 'The email server was deleted meanwhile.');
  const known = settled(kept, refused);
  if (known) return known;
  if (kept.access_token !== null && kept.is_new) return null;
  return request(manager, options, kept);
}

/** What is known already, by somebody else's question too; null: the endpoint is to be asked. @throws TokenFailure */
function settled({ access_token: value, failure }: KeptToken, refused: string | null): AccessToken | null {
  if (failure) throw failure;
  return value === null || value === refused ? null : { value, isKept: true };
}

async function request(
  manager: EntityManager,
  options: KeptTokensOptions,
  kept: KeptToken,
): Promise<AccessToken | TokenFailure> {
  const { credentials, destinations } = options;
  const latest = kept.refresh_token ?? credentials.refresh_token;
  try {
    const issued = await requestTokens({ ...credentials, refresh_token: latest }, destinations);
    await keepToken(manager, options, issued, issued.refresh_token ?? kept.refresh_token);
    return { value: issued.access_token, isKept: false };
  } catch (error) {
    if (!(error instanceof TokenFailure)) throw error;
    await keepFailure(manager, options, error);
    return error;
  }
}

function asFailure(error: unknown): TokenFailure {
  const { code } = (error as { driverError?: { code?: string } }).driverError ?? {};
  if (code !== LOCK_NOT_AVAILABLE) throw error;
  return new TokenFailure('TOKEN_UNREACHABLE', 'Others have been asking the token endpoint for too long; try again.');
}
