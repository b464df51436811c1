import { z } from 'zod';
import { listSchema } from '../../crud/view-schema.ts';
import type { Route } from '../../http/route.ts';
import { findCloudSetting } from '../../tables/cloud-setting.ts';
import { ORG_TYPES } from '../../tables/organization.ts';
import { registriesOf } from './realm.ts';

const identityProviderView = z
  .strictObject({
    name: z.string(),
    title: z.string(),
    default: z.boolean(),
    registry_type: z.string(),
    user_managed: z.boolean(),
    realm: z.string(),
  })
  .meta({ id: 'IdentityProvider' });

/** `GET /api/cloud/{admin|provider}/identity-providers`: open, since a sign-in page needs it. */
export const identityProviderRoutes: Route[] = ORG_TYPES.map((orgType) => ({
  method: 'get',
  path: `/cloud/${orgType}/identity-providers`,
  access: 'open',
  doc: { summary: `Lists where people of the side ${orgType} sign in.`, answer: listSchema(identityProviderView) },
  async run(scope) {
    const registries = await registriesOf(scope.manager, orgType);
    const { [`${orgType}_user_registry_default_id` as const]: defaultId } = await findCloudSetting(scope.manager);
    const results = registries.flatMap((registry) =>
      registry.identity_providers.map(({ name, title }) => ({
        name,
        title,
        default: registry.id === defaultId,
        registry_type: registry.registry_type,
        user_managed: registry.user_managed,
        realm: `${orgType}/${name}`,
      })),
    );
    return { status: 200, body: { total_results: results.length, results } };
  },
}));
