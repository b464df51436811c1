import type { Context } from '../../context.ts';
import { isObject } from '../../crud/parse.ts';
import type { AuditSubject } from '../../errors.ts';
import type { Call } from '../../http/route.ts';
import { registrationTable } from '../../tables/registration.ts';
import { findUser } from '../../tables/user.ts';
import type { UserRegistryRow } from '../../tables/user-registry.ts';
import { DEFAULT_REALM, findRealm } from './realm.ts';

/** Whose account a failed sign-in was about: the user's, where one was named, else the client's. */
export async function accountTried(context: Context, call: Call): Promise<AuditSubject> {
  const { username, client_id, realm = DEFAULT_REALM } = isObject(call.body) ? call.body : {};
  const { manager } = context.database;
  if (username !== undefined) return userTried(context, await findRealm(manager, storable(realm)), username);
  const clientId = storable(client_id ?? call.query.client_id ?? call.headers['x-ibm-client-id']);
  const found = await manager.getRepository(registrationTable).findOneBy({ client_id: clientId });
  return { object_type: 'registration', object_id: found?.id ?? null, object_name: found?.name ?? null };
}

/** The user whose password was tried. A name that nobody has is not kept: people type their password there. */
export async function userTried(
  { database }: Pick<Context, 'database'>,
  registry: UserRegistryRow | null,
  username: unknown,
): Promise<AuditSubject> {
  const found = registry && (await findUser(database.manager, registry, storable(username)));
  return { object_type: 'user', object_id: found?.id ?? null, object_name: found?.name ?? null };
}

/** PostgreSQL has no text with a NUL in it. */
const storable = (value: unknown): string => String(value ?? '').replaceAll('\0', '');
