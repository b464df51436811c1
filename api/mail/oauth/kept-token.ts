import type { EntityManager } from 'typeorm';
import type { Cipher } from '../../context.ts';
import { ask, run } from '../../database/statement.ts';
import { ifReadable } from '../../secrets/encryption.ts';
import { TokenFailure, type TokenFailureCode } from '../server/access-token.ts';
import type { IssuedTokens } from './token-answer.ts';

/** How long a failure speaks for those who would ask the endpoint again. */
const FAILURE_REMEMBERED_S = 30;
/** A token that is refused at this age is refused for a reason that no other would mend. */
const NEW_FOR_S = 60;
/** A token is not used to its very end: it is on its way for a while, and clocks differ. */
const MARGIN_S = 60;

/** Whose tokens are meant: those of one email server, by one state of its settings. */
export interface Keeping {
  serverId: string;
  epoch: number;
  cipher: Cipher;
}

/** What is known of them to all processes, by the clock of the database. */
export interface KeptToken {
  /** Null: there is none that can be used. */
  access_token: string | null;
  is_new: boolean;
  /** Null: the one of the settings is the latest. */
  refresh_token: string | null;
  failure: TokenFailure | null;
}

interface Row {
  current_epoch: number;
  is_ours: boolean;
  access_token: Buffer | null;
  is_new: boolean | null;
  refresh_token: Buffer | null;
  failure: string | null;
  failure_code: TokenFailureCode | null;
  failed_s: number | null;
}

/** The clock goes on while a lock is waited for, where now() would stand still. */
const LOOK = `
  SELECT s.oauth2_epoch AS current_epoch, t.epoch = $2 AS is_ours, t.refresh_token,
         CASE WHEN t.use_until > clock_timestamp() THEN t.access_token END AS access_token,
         t.obtained_at > clock_timestamp() - ${NEW_FOR_S} * interval '1 s' AS is_new,
         t.failure, t.failure_code, extract(epoch FROM clock_timestamp() - t.failed_at)::int AS failed_s
    FROM mail_access_token t JOIN email_server s ON s.id = t.id WHERE t.id = $1`;

/** Null: nothing was ever kept. @throws TokenFailure where the settings are no longer those of the caller */
export async function lookForToken(manager: EntityManager, keeping: Keeping): Promise<KeptToken | null> {
  const [row] = await ask<Row>(manager, LOOK, [keeping.serverId, keeping.epoch]);
  if (!row) return null;
  if (row.current_epoch !== keeping.epoch) {
    throw new TokenFailure(
      'TOKEN_OUTDATED',
      'The settings of the email server changed meanwhile; the next attempt goes by them.',
    );
  }
  if (!row.is_ours) return NOTHING;
  return {
    access_token: open(keeping, 'access_token', row.access_token),
    is_new: row.is_new ?? false,
    refresh_token: open(keeping, 'refresh_token', row.refresh_token),
    failure: failureOf(row),
  };
}

const NOTHING: KeptToken = { access_token: null, is_new: false, refresh_token: null, failure: null };

/** One that cannot be decrypted is as good as none: the settings have what another is asked for with. */
function open({ cipher, serverId }: Keeping, column: string, sealed: Buffer | null): string | null {
  return sealed && ifReadable(() => cipher.decrypt(sealed, placeOf(serverId, column)));
}

const placeOf = (row: string, column: string) => ({ table: 'mail_access_token', column, row });

function failureOf({ failure, failure_code: code, failed_s: since }: Row): TokenFailure | null {
  if (failure === null || code === null || since === null || since >= FAILURE_REMEMBERED_S) return null;
  const words = `${failure} (That was ${since} s ago; it is asked again after ${FAILURE_REMEMBERED_S} s.)`;
  return new TokenFailure(code, words);
}

/**
 * Waits until nobody else in any process asks for a token of this server, and keeps them waiting until the transaction
 * ends. The row is made before: within the transaction its foreign key would lock the email server itself.
 */
export async function lockToken(manager: EntityManager, { serverId }: Keeping, waitAtMostMs: number): Promise<void> {
  await run(manager, `SELECT set_config('lock_timeout', $1, true)`, [`${waitAtMostMs}ms`]);
  await run(manager, 'SELECT id FROM mail_access_token WHERE id = $1 FOR UPDATE', [serverId]);
}

export async function makeRoom(manager: EntityManager, { serverId, epoch }: Keeping): Promise<void> {
  await run(
    manager,
    `INSERT INTO mail_access_token (id, epoch) SELECT id, $2 FROM email_server WHERE id = $1 ON CONFLICT DO NOTHING`,
    [serverId, epoch],
  );
}

/** @param refreshToken the latest; null: that of the settings */
export async function keepToken(
  manager: EntityManager,
  { serverId, epoch, cipher }: Keeping,
  { access_token, lifetime_s }: IssuedTokens,
  refreshToken: string | null,
): Promise<void> {
  const seal = (column: string, plain: string) => cipher.encrypt(plain, placeOf(serverId, column));
  await run(
    manager,
    `UPDATE mail_access_token SET epoch = $2, access_token = $3, refresh_token = $4, obtained_at = clock_timestamp(),
            use_until = clock_timestamp() + $5 * interval '1 s', failed_at = NULL, failure = NULL, failure_code = NULL
      WHERE id = $1`,
    [
      serverId,
      epoch,
      seal('access_token', access_token),
      refreshToken && seal('refresh_token', refreshToken),
      lifetime_s - Math.min(MARGIN_S, Math.ceil(lifetime_s / 5)),
    ],
  );
}

/** A refresh token of older settings is forgotten with the first failure of the new ones. */
export async function keepFailure(
  manager: EntityManager,
  { serverId, epoch }: Keeping,
  { message, code }: TokenFailure,
): Promise<void> {
  await run(
    manager,
    `UPDATE mail_access_token SET access_token = NULL, use_until = NULL, obtained_at = NULL,
            refresh_token = CASE WHEN epoch = $2 THEN refresh_token END, epoch = $2,
            failed_at = clock_timestamp(), failure = $3, failure_code = $4
      WHERE id = $1`,
    [serverId, epoch, message, code],
  );
}
