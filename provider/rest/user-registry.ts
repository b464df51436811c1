import type { Client } from '../client/client.ts';
import { segment } from './resource.ts';

export interface UserView {
  readonly id: string;
  readonly username: string;
  readonly email: string | null;
  readonly first_name?: string;
  readonly last_name?: string;
  readonly state: string;
}

/** The registry of those who own provider organizations. */
export const PROVIDER_REGISTRY = 'api-manager-lur';

export const REGISTRIES = '/user-registries/admin';

/** Where the users of a registry are. */
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
export function userState({ id, username, email, first_name, last_name, state }: UserView) {
  return { id, username, email, first_name: first_name ?? null, last_name: last_name ?? null, state };
}
