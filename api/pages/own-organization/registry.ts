import type { Visit } from '../frame/page.ts';
import type { Spot } from '../place.ts';
import { realmsOf } from '../realm.ts';

/** A registry whose people may become members of the organization. */
interface UsableRegistry {
  title: string;
  /** Kept by the organization itself; otherwise by the cloud. */
  isOwn: boolean;
  /** Whether its people can sign in, and whether the sign-in offers it first. */
  signIn: 'first' | 'offered' | 'none';
}

interface OwnRegistry {
  title: string;
  identity_providers: { name: string }[];
}

/** Those that people sign in to at API Manager, and what else the organization keeps of its own. */
export async function usableRegistries(visit: Visit, spot: Spot): Promise<UsableRegistry[]> {
  const [offered, own] = await Promise.all([realmsOf(visit, 'manager'), ownRegistries(visit, spot)]);
  const isOf = (realm: string) => (registry: OwnRegistry) =>
    registry.identity_providers.some(({ name }) => realm === `provider/${name}`);
  const isOffered = (registry: OwnRegistry) => offered.some(({ realm }) => isOf(realm)(registry));
  return [
    ...offered.map(({ title, realm, default: isFirst }) => ({
      title,
      isOwn: own.some(isOf(realm)),
      signIn: isFirst ? ('first' as const) : ('offered' as const),
    })),
    ...own
      .filter((registry) => !isOffered(registry))
      .map(({ title }) => ({ title, isOwn: true, signIn: 'none' as const })),
  ];
}

async function ownRegistries(visit: Visit, { api, may }: Spot): Promise<OwnRegistry[]> {
  if (!may('GET /orgs/{org}/user-registries')) return [];
  const query = { fields: 'title,identity_providers', limit: '100' };
  return (await visit.read(`${api}/user-registries`, query)).body.results;
}
