import type { Scope } from '../../context.ts';
import type { Usage } from '../../crud/definition.ts';
import { findCloudSetting } from '../../tables/cloud-setting.ts';
import type { EmailServerRow } from '../../tables/email-server.ts';

/** A server that is selected, or a fallback, is in use by the cloud settings, which are locked before the server. */
export async function usersOfEmailServer({ manager }: Scope, { id }: EmailServerRow): Promise<Usage[]> {
  const settings = await findCloudSetting(manager);
  return [
    ...(settings.mail_server_id === id ? ['the cloud settings (selected email server)'] : []),
    ...(settings.fallback_mail_server_ids.includes(id) ? ['the cloud settings (fallback email server)'] : []),
  ];
}
