import { expect } from '@jest/globals';
import { requireSuccess, type Workspace } from '../../toolbox/workspace.ts';
import type { TestApi } from '../api/start-api.ts';
import { type StateResource, stateOf } from './step.ts';

/** Where the API has the object of a resource. */
const PATHS: Readonly<Record<string, (values: StateResource['values']) => string>> = {
  gatepost_truststore: ({ id }) => `/orgs/admin/truststores/${id}`,
  gatepost_keystore: ({ id }) => `/orgs/admin/keystores/${id}`,
  gatepost_tls_client_profile: ({ id }) => `/orgs/admin/tls-client-profiles/${id}`,
  gatepost_email_server: ({ id }) => `/orgs/admin/mail-servers/${id}`,
  gatepost_user: ({ user_registry, id }) => `/user-registries/admin/${user_registry}/users/${id}`,
  gatepost_provider_organization: ({ id }) => `/orgs/${id}`,
  gatepost_organization_invitation: ({ id }) => `/cloud/org-invitations/${id}`,
  gatepost_portal_service: ({ availability_zone, id }) =>
    `/orgs/admin/availability-zones/${availability_zone}/portal-services/${id}`,
};

export function pathOf({ type, values }: StateResource): string {
  const path = PATHS[type]?.(values);
  if (path === undefined) throw new Error(`Where does the API have ${type}?`);
  return path;
}

/** Destroys everything and asks the API whether it is gone; the settings, which always exist, select nothing then. */
export async function destroyAndAsk(workspace: Workspace, { admin }: TestApi): Promise<void> {
  const before = Object.values(await stateOf(workspace));
  expect(before).not.toEqual([]);
  const objects = before.filter(({ type }) => type !== 'gatepost_notification_settings');
  for (const resource of objects) await admin.get(pathOf(resource)).expect(200);
  requireSuccess(await workspace.destroy());
  for (const resource of objects) await admin.get(pathOf(resource)).expect(404);
  if (objects.length === before.length) return;
  const { body } = await admin.get('/cloud/settings').expect(200);
  expect(body.mail_server_url).toBeNull();
}
