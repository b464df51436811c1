import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { demand } from '../../access/caller.ts';
import type { Scope } from '../../context.ts';
import { demandFresh, etagOf } from '../../crud/etag.ts';
import { isObject, parseBody, updateSchema } from '../../crud/parse.ts';
import { change, describe } from '../../crud/service.ts';
import { pickFields, present } from '../../crud/view.ts';
import { viewSchema } from '../../crud/view-schema.ts';
import { demandFixed } from '../../crud/write.ts';
import type { Answer, Call, Route } from '../../http/route.ts';
import {
  type CloudSettingRow,
  cloudSettingTable,
  findCloudSetting,
  isMailServerSelected,
} from '../../tables/cloud-setting.ts';
import { cloudSetting } from './cloud-setting.ts';

const MAIL_FIELDS = ['mail_server_url', 'fallback_mail_server_urls', 'email_sender'];

export function cloudSettingRoutes(): Route[] {
  const answer = viewSchema(cloudSetting);
  return [
    {
      method: 'get',
      path: '/cloud/settings',
      access: ['cloud/view', 'org/settings:view'],
      doc: { summary: 'Shows the cloud settings.', answer },
      run: readSettings,
    },
    {
      method: 'put',
      path: '/cloud/settings',
      access: ['org/settings:manage', 'cloud/manage'],
      doc: { summary: 'Changes the cloud settings; what is left out stays.', body: updateSchema(cloudSetting), answer },
      run: writeSettings,
    },
    {
      method: 'get',
      path: '/cloud/settings/mail-server-configured',
      access: 'signed-in',
      doc: {
        summary: 'Says whether an email server is selected.',
        answer: z.strictObject({ configured: z.boolean() }),
      },
      run: async (scope) => ({ status: 200, body: { configured: await isMailServerSelected(scope.manager) } }),
    },
  ];
}

async function readSettings(scope: Scope, call: Call): Promise<Answer> {
  return answer(scope, await findCloudSetting(scope.manager), call);
}

async function writeSettings(scope: Scope, call: Call): Promise<Answer> {
  const where = { where: {}, lock: { mode: 'pessimistic_write' as const } };
  const before = await scope.manager.getRepository(cloudSettingTable).findOneOrFail(where);
  const view = await present(scope, cloudSetting, before);
  demandRightFor(scope, call.body, view);
  await demandFresh(scope, before, describe(cloudSetting, before), call.headers);
  const input = parseBody(cloudSetting, updateSchema(cloudSetting), call.body);
  demandFixed(cloudSetting, view, input);
  const row = { ...before };
  await change(scope, cloudSetting, { row, before, input, parents: {} });
  return answer(scope, row, call);
}

/** The mail fields may be changed by either right, anything else needs cloud/manage; sent back as it was, it is no change. */
function demandRightFor(scope: Scope, body: unknown, view: Record<string, unknown>): void {
  const settable = ['name', 'title', 'summary', 'metadata', ...Object.keys(cloudSetting.fields)];
  const sent = isObject(body) ? Object.entries(body) : [];
  const changed = sent.filter(([key, value]) => settable.includes(key) && !isDeepStrictEqual(value, view[key]));
  if (changed.some(([key]) => !MAIL_FIELDS.includes(key)))
    demand(scope.caller, ['cloud/manage'], { orgId: scope.adminOrgId, adminOrgId: scope.adminOrgId });
}

async function answer(scope: Scope, row: CloudSettingRow, call: Call): Promise<Answer> {
  const view = await present(scope, cloudSetting, row);
  return { status: 200, body: pickFields(view, call.query.fields), headers: { ETag: etagOf(row) } };
}
