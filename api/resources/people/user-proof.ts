import { verifyPassword } from '../../access/password.ts';
import { type Account, guardSignIn } from '../../access/sign-in-guard.ts';
import type { Scope } from '../../context.ts';
import { findUser, type UserRow, usernameKey } from '../../tables/user.ts';
import type { UserRegistryRow } from '../../tables/user-registry.ts';

/** What attempts are counted for: the registry and the user, however realm and name were written. */
export const accountOf = ({ user_registry_id, username_key }: UserRow): Account => [user_registry_id, username_key];

interface Credentials {
  username: string;
  password: string;
}

/**
 * The user of a registry who says name and password. Null: one of both is not right, or the account is disabled, which
 * counts; without a registry there is nobody.
 */
export function proveUser(
  scope: Scope,
  registry: UserRegistryRow | null,
  { username, password }: Credentials,
  address: string,
): Promise<UserRow | null> {
  const account = registry ? [registry.id, usernameKey(registry, username)] : ['', username.toLowerCase()];
  return guardSignIn(scope.limits, { account, address }, async (admission) => {
    const found = registry && (await findUser(scope.manager, registry, username));
    const isRight = await verifyPassword(admission, found?.password_hash ?? null, password);
    return isRight && found?.state === 'enabled' ? found : null;
  });
}

/** The hash that the password was right for; undefined: it was not, which counts. */
export async function proveOwnPassword(
  scope: Scope,
  row: UserRow,
  password: string,
  address: string,
): Promise<string | undefined> {
  const attempt = { account: accountOf(row), address };
  const proven = await guardSignIn(scope.limits, attempt, async (admission) =>
    (await verifyPassword(admission, row.password_hash, password)) ? row.password_hash : null,
  );
  return proven ?? undefined;
}
