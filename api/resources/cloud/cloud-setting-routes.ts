import { isDeepStrictEqual } from 'node:util';
import { demand } from '../../access/caller.ts';
import type { Scope } from '../../context.ts';
import { type Body, isObject } from '../../crud/parse.ts';
import { singletonRoutes } from '../../crud/singleton.ts';
import type { Call, Route } from '../../http/route.ts';
import { cloudSetting, findSettings } from './cloud-setting.ts';
import { mailServerConfiguredRoute } from './mail-server-configured.ts';

const MAIL_FIELDS = ['mail_server_url', 'fallback_mail_server_urls', 'email_sender', 'dkim'];

export const cloudSettingRoutes: readonly Route[] = [
  ...singletonRoutes({
    definition: cloudSetting,
    paths: cloudSetting.paths,
    access: cloudSetting.permissions,
    find: (scope, _call, _path, lock) => findSettings(scope, lock),
    summaries: {
      read: 'Shows the cloud settings.',
      write: 'Changes the cloud settings; what is left out stays.',
    },
    demand: demandRight,
  }),
  mailServerConfiguredRoute,
];

/** The mail fields may be changed by either right, anything else needs cloud/manage; sent back as it was, it is no change. */
function demandRight({ caller, adminOrgId }: Scope, { body }: Call, view: Body): void {
  const settable = ['name', 'title', 'summary', 'metadata', ...Object.keys(cloudSetting.fields)];
  const sent = isObject(body) ? Object.entries(body) : [];
  const changed = sent.filter(([key, value]) => settable.includes(key) && !isDeepStrictEqual(value, view[key] ?? null));
  if (changed.some(([key]) => !MAIL_FIELDS.includes(key)))
    demand(caller, ['cloud/manage'], { orgId: adminOrgId, adminOrgId });
}
