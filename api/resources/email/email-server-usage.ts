import type { Scope } from '../../context.ts';
import type { Usage } from '../../crud/definition.ts';
import { stillThere } from '../../database/still-there.ts';
import { type CloudSettingRow, cloudSettingTable } from '../../tables/cloud-setting.ts';
import type { EmailServerRow } from '../../tables/email-server.ts';

/** A server that is selected, or a fallback, is in use by the cloud settings. Their lock keeps a selection out meanwhile. */
export async function usersOfEmailServer(scope: Scope, row: EmailServerRow): Promise<Usage[]> {
  const settings: CloudSettingRow = await stillThere(
    'row of the cloud settings',
    scope.manager.getRepository(cloudSettingTable).findOne({ where: {}, lock: { mode: 'pessimistic_write' } }),
  );
  return [
    ...(settings.mail_server_id === row.id ? ['the cloud settings (selected email server)'] : []),
    ...(settings.fallback_mail_server_ids.includes(row.id) ? ['the cloud settings (fallback email server)'] : []),
  ];
}
