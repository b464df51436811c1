import type { Scope } from '../../context.ts';
import type { Change } from '../../crud/definition.ts';
import { firstFree } from '../../crud/free-name.ts';
import { deriveName } from '../../crud/name.ts';
import { ApiError, violation } from '../../errors.ts';
import type { IdentityProvider, UserRegistryRow } from '../../tables/user-registry.ts';

interface Input {
  identity_providers?: { name: string; title?: string | undefined }[] | undefined;
}

/** What was sent, each with a title; a registry always has one. */
export async function completeIdentityProviders(
  scope: Scope,
  row: UserRegistryRow,
  { identity_providers: sent }: Input,
): Promise<IdentityProvider[]> {
  const wanted = sent ?? row.identity_providers;
  if (wanted.length > 0) return wanted.map(({ name, title }) => ({ name, title: title ?? name }));
  return [{ name: await freeProviderName(scope, row), title: row.title }];
}

/** `<registry>-idp`, or the first of `<registry>-idp-2` … that no registry has. Who takes one of these waits for the other. */
async function freeProviderName(scope: Scope, row: UserRegistryRow): Promise<string> {
  const base = `${row.name ?? deriveName(row.title)}-idp`;
  await keepName(scope, base);
  return firstFree(base, (names) => takenOf(scope, row.id, names));
}

/**
 * A realm names one registry, so that a name is used once in the whole cloud; and who signs in by a name keeps it.
 * @throws 409 at the place in the list.
 */
export async function demandOwnIdentityProviders(scope: Scope, change: Change<UserRegistryRow, Input>): Promise<void> {
  const { row, before } = change;
  const names = row.identity_providers.map(({ name }) => name);
  const old = before?.identity_providers.map(({ name }) => name) ?? [];
  for (const [index, name] of names.entries()) {
    const pointer = `/identity_providers/${index}/name`;
    if (names.indexOf(name) !== index) throw violation(pointer, `is there twice: ${name}`);
    const other = !old.includes(name) && (await registryWith(scope, row.id, name));
    if (other) throw violation(pointer, 'is taken by another registry of the cloud', 'name_taken');
  }
  await demandKept(
    scope,
    row.id,
    old.filter((name) => !names.includes(name)),
  );
}

async function registryWith(scope: Scope, registryId: string, name: string): Promise<boolean> {
  await keepName(scope, name);
  return (await takenOf(scope, registryId, [name])).length > 0;
}

/** Until the transaction ends nobody else looks whether the name is free. */
async function keepName(scope: Scope, name: string): Promise<void> {
  await scope.manager.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [`identity-provider\n${name}`]);
}

/** Those that another registry has; the index finds one name at a time. */
function takenOf(scope: Scope, registryId: string, names: readonly string[]): Promise<{ name: string }[]> {
  return scope.manager.query(
    `SELECT wanted.name FROM unnest($2::text[]) AS wanted (name)
       JOIN user_registry r ON r.identity_providers @> jsonb_build_array(jsonb_build_object('name', wanted.name))
      WHERE r.id <> $1`,
    [registryId, names],
  );
}

async function demandKept(scope: Scope, registryId: string, gone: string[]): Promise<void> {
  if (gone.length === 0) return;
  const users: { identity_provider: string }[] = await scope.manager.query(
    `SELECT identity_provider FROM "user" WHERE user_registry_id = $1 AND identity_provider = ANY ($2) LIMIT 1`,
    [registryId, gone],
  );
  const [first] = users;
  if (!first) return;
  const message = `The identity provider ${first.identity_provider} cannot go: users of the registry sign in by it.`;
  throw new ApiError('in_use', message, { violations: [{ pointer: '/identity_providers', message }] });
}
