import { type EntityManager, In } from 'typeorm';
import { z } from 'zod';
import { listSchema } from '../../crud/view-schema.ts';
import type { Route } from '../../http/route.ts';
import { cloudSettingTable, findCloudSetting } from '../../tables/cloud-setting.ts';
import { type UserRegistryRow, userRegistryTable } from '../../tables/user-registry.ts';

/** The two sides of the cloud people sign in to. */
const SIDES = ['admin', 'provider'] as const;
type Side = (typeof SIDES)[number];

/** The registry behind a realm such as `admin/default-idp-1`: a side, and an identity provider it admits. */
export async function findRealm(manager: EntityManager, realm: string): Promise<UserRegistryRow | null> {
  const [side, identityProvider] = realm.split('/');
  const known = SIDES.find((each) => each === side);
  if (!known) return null;
  const registries = await registriesOf(manager, known);
  return (
    registries.find((registry) => registry.identity_providers.some(({ name }) => name === identityProvider)) ?? null
  );
}

async function registriesOf(manager: EntityManager, side: Side): Promise<UserRegistryRow[]> {
  const settings = await manager.getRepository(cloudSettingTable).findOneOrFail({ where: {} });
  const ids = settings[`${side}_user_registry_ids`];
  const rows = await manager.getRepository(userRegistryTable).findBy({ id: In(ids) });
  return ids.flatMap((id) => rows.filter((row) => row.id === id));
}

const identityProviderView = z.strictObject({
  name: z.string(),
  title: z.string(),
  default: z.boolean(),
  registry_type: z.string(),
  user_managed: z.boolean(),
  realm: z.string(),
});

/** `GET /api/cloud/{admin|provider}/identity-providers`: open, since a sign-in page needs it. */
export const identityProviderRoutes: Route[] = SIDES.map((side) => ({
  method: 'get',
  path: `/cloud/${side}/identity-providers`,
  access: 'open',
  doc: { summary: `Lists where people of the side ${side} sign in.`, answer: listSchema(identityProviderView) },
  async run(scope) {
    const registries = await registriesOf(scope.manager, side);
    const { [`${side}_user_registry_default_id` as const]: defaultId } = await findCloudSetting(scope.manager);
    const results = registries.flatMap((registry) =>
      registry.identity_providers.map(({ name, title }) => ({
        name,
        title,
        default: registry.id === defaultId,
        registry_type: registry.registry_type,
        user_managed: registry.user_managed,
        realm: `${side}/${name}`,
      })),
    );
    return { status: 200, body: { total_results: results.length, results } };
  },
}));
