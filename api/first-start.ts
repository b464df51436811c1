import { hashPassword } from './access/password.ts';
import type { Scope } from './context.ts';
import { newBaseRow } from './database/row.ts';
import { addFirstRows } from './first-rows.ts';
import { SETTINGS_NAME, shippedSender } from './resources/cloud/cloud-setting.ts';
import { addNotificationTemplates } from './resources/email/text-owner.ts';
import { sealClientSecret } from './resources/people/client-secret.ts';
import { TOOLKIT } from './resources/people/registration.ts';
import { addTlsClientProfiles } from './resources/tls/shipped-tls-client-profiles.ts';
import { addTlsServerProfile } from './resources/tls/tls-server-profile.ts';
import { cloudSettingTable } from './tables/cloud-setting.ts';
import { organizationTable } from './tables/organization.ts';
import { registrationTable } from './tables/registration.ts';

/** Fills an empty database with what a cloud comes with. Of several processes that start at once, one does it. */
export async function setUpOnce(scope: Scope, adminPassword: () => Promise<string>): Promise<boolean> {
  await scope.manager.query(`SELECT pg_advisory_xact_lock(hashtext('gatepost.first-start'))`);
  const isFirst = !(await scope.manager.getRepository(organizationTable).existsBy({ id: scope.adminOrgId }));
  if (isFirst) await setUp(scope, adminPassword);
  await addNotificationTemplates(scope);
  return isFirst;
}

async function setUp(scope: Scope, adminPassword: () => Promise<string>): Promise<void> {
  const registries = await addFirstRows(scope, await hashPassword(await adminPassword()));
  const defaultProfileId = await addTlsClientProfiles(scope);
  await addTlsServerProfile(scope);
  await addToolkit(scope);
  await scope.manager.getRepository(cloudSettingTable).insert({
    ...newBaseRow(scope.adminOrgId, null, scope.now),
    name: SETTINGS_NAME,
    title: SETTINGS_NAME,
    email_sender: { custom: false, ...shippedSender(scope) },
    tls_client_profile_default_id: defaultProfileId,
    admin_user_registry_ids: [registries.cloudManagerId],
    provider_user_registry_ids: [registries.apiManagerId],
    admin_user_registry_default_id: registries.cloudManagerId,
    provider_user_registry_default_id: registries.apiManagerId,
  });
}

/** The registration that command-line clients name; it has no scopes, since its secret is widely known. */
async function addToolkit(scope: Scope): Promise<void> {
  const base = newBaseRow(scope.adminOrgId, null, scope.now);
  const { clientId, clientSecret } = scope.config.toolkit;
  await scope.manager.getRepository(registrationTable).insert({
    ...base,
    name: TOOLKIT,
    title: 'Toolkit',
    client_id: clientId,
    client_secret: sealClientSecret(scope, base.id, clientSecret),
    client_type: 'toolkit',
  });
}
