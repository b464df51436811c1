import type { Client } from '../client/client.ts';
import type { Parent } from './parent.ts';
import { segment } from './path.ts';

export interface UserView {
  readonly id: string;
  readonly username: string;
  readonly email: string | null;
  readonly first_name?: string;
  readonly last_name?: string;
  readonly language?: string | null;
  readonly state: string;
  readonly password_set: boolean;
  /** Null also where the caller may not change the user. */
  readonly password_fingerprint: string | null;
}

/** The registry of those who own provider organizations. */
export const PROVIDER_REGISTRY = 'api-manager-lur';

export const REGISTRIES = '/user-registries/admin';

/** What a user lives in. */
export const REGISTRY_OF_USER: Parent = {
  attribute: 'user_registry',
  first: PROVIDER_REGISTRY,
  all: REGISTRIES,
  noun: 'user registry',
};

/** Where the users of a registry are, with its attribute. */
export const USERS = `${REGISTRIES}/{user_registry}/users`;

/** The same of a registry by its name or id. */
export function usersOf(registry: unknown): string {
  return `${REGISTRIES}/${segment(registry)}/users`;
}

/** Who signs in with the name, or null; the registry decides whether upper and lower case differ. */
export async function findUsername(
  client: Client,
  signal: AbortSignal,
  registry: string,
  username: string,
): Promise<UserView | null> {
  const path = `${REGISTRIES}/${segment(registry)}/search`;
  const { results } = await client.ask<{ results: UserView[] }>(path, { username }, signal);
  return results[0] ?? null;
}

/** What state and answer have in common. */
export function userState({ id, username, email, first_name, last_name, language, state }: UserView) {
  const names = { first_name: first_name ?? null, last_name: last_name ?? null };
  return { id, username, email, ...names, language: language ?? null, state };
}
