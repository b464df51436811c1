import type { Visit } from '../frame/page.ts';
import type { Spot } from '../place.ts';
import { realmsOf } from '../realm.ts';
import { registryPath } from '../registry-path.ts';
import { type Called, isMeantBy, type SignIn, signInBy } from '../registry-sign-in.ts';

/** A registry whose people may become members of the organization. */
interface UsableRegistry {
  title: string;
  /** Its page, where the organization keeps it itself; null: the cloud does. */
  page: string | null;
  signIn: SignIn;
}

interface OwnRegistry extends Called {
  name: string;
  title: string;
}

/** Those that people sign in to at API Manager, and what else the organization keeps of its own. */
export async function usableRegistries(visit: Visit, spot: Spot): Promise<UsableRegistry[]> {
  const [offered, own] = await Promise.all([realmsOf(visit, 'manager'), ownRegistries(visit, spot)]);
  const others = own.filter((registry) => !offered.some((each) => isMeantBy(each)(registry)));
  return [
    ...offered.map((each) => ({
      title: each.title,
      page: pageOf(spot, own.find(isMeantBy(each))),
      signIn: signInBy(each),
    })),
    ...others.map((registry) => ({ title: registry.title, page: pageOf(spot, registry), signIn: signInBy(undefined) })),
  ];
}

const pageOf = (spot: Spot, own: OwnRegistry | undefined): string | null =>
  own ? registryPath({ params: { registry: own.name } }, spot) : null;

async function ownRegistries(visit: Visit, { api, may }: Spot): Promise<OwnRegistry[]> {
  if (!may('GET /orgs/{org}/user-registries')) return [];
  const query = { fields: 'name,title,identity_providers', limit: '100' };
  return (await visit.read(`${api}/user-registries`, query)).body.results;
}
