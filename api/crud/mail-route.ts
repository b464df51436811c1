import type { Scope } from '../context.ts';
import type { HeaderRow } from '../database/columns.ts';
import type { Call } from '../http/route.ts';
import { growRouteEpoch } from '../mail/outbox/outbox.ts';
import { lockCloudSetting } from '../tables/cloud-setting.ts';
import type { Change } from './definition.ts';

// Rules of the kinds of objects that mail may leave by. Only those of `admin` are: what organizations do with theirs must
// not renew anybody's patience.

/** The settings refer to what belongs to `admin`, and a change of it may be one of the way mail leaves. */
export async function lockSettingsFirst(scope: Scope, { orgId }: Pick<Call, 'orgId'>): Promise<void> {
  if (orgId === scope.adminOrgId) await lockCloudSetting(scope.manager);
}

/** What waits is tried at once by what has changed. */
export async function renewMailRoute(
  scope: Scope,
  { row, before }: Pick<Change<HeaderRow, unknown>, 'row' | 'before'>,
): Promise<void> {
  const isChanged = before !== null && row.version !== before.version;
  if (isChanged && row.org_id === scope.adminOrgId) await growRouteEpoch(scope.manager);
}
