import type { AnyDefinition } from '../../crud/definition.ts';
import { emptyRoutes } from '../../crud/empty-collection.ts';
import type { Route } from '../../http/route.ts';
import { cloudSetting } from './cloud-setting.ts';
import { cloudSettingRoutes } from './cloud-setting-routes.ts';
import { roleDefaultRoutes } from './role-default.ts';
import { topologyRoute } from './topology.ts';
import { userRegistrySetting, userRegistrySettingRoutes } from './user-registry-setting.ts';

/** What holds for the whole cloud. */
export const definitions: readonly AnyDefinition[] = [cloudSetting, userRegistrySetting];

export const routes: readonly Route[] = [
  ...cloudSettingRoutes,
  ...userRegistrySettingRoutes,
  ...roleDefaultRoutes,
  topologyRoute,
  ...emptyRoutes([{ path: '/cloud/webhooks', access: ['cloud/view'], nouns: 'webhooks of the cloud' }]),
];
