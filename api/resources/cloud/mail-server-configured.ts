import { z } from 'zod';
import { mayAny } from '../../access/caller.ts';
import type { Scope } from '../../context.ts';
import * as field from '../../crud/field.ts';
import { referenceUrl } from '../../crud/url.ts';
import type { Answer, Call, Route } from '../../http/route.ts';
import { type CloudSettingRow, findCloudSetting } from '../../tables/cloud-setting.ts';
import { findBreakers } from '../../tables/mail-server-breaker.ts';
import { emailServer } from '../email/email-server.ts';

const serverState = z
  .strictObject({
    mail_server_url: field.shown.urlOrNull(),
    state: z.enum(['open', 'half-open', 'closed']).describe('Mail goes past a server unless it is closed.'),
    since: field.shown.momentOrNull(),
    reason: z.string().nullable().describe('Why mail goes past it; null: it does not.'),
    next_probe_at: field.shown.momentOrNull(),
  })
  .meta({ id: 'MailServerState' });

const answer = z
  .strictObject({
    configured: z.boolean(),
    degraded: field.own(z.boolean().optional().describe('A selected or fallback server is sick.')),
    mail_servers: field.own(z.array(serverState).optional()),
  })
  .meta({ id: 'MailServerConfigured' });

export const mailServerConfiguredRoute: Route = {
  method: 'get',
  path: '/cloud/settings/mail-server-configured',
  access: 'signed-in',
  doc: {
    summary: 'Says whether an email server is selected.',
    answer,
    query: {
      detail: '`true` tells whether mail goes past a server that is sick, and whoever may see them of each why.',
    },
  },
  run: tell,
};

async function tell(scope: Scope, { query }: Call): Promise<Answer> {
  const settings = await findCloudSetting(scope.manager);
  const configured = settings.mail_server_id !== null;
  if (query.detail !== 'true') return { status: 200, body: { configured } };
  const servers = await statesOf(scope, settings);
  const degraded = servers.some(({ state }) => state !== 'closed');
  const where = { orgId: scope.adminOrgId, adminOrgId: scope.adminOrgId };
  const isShown = mayAny(scope.caller, ['cloud/view', 'org/settings:view'], where);
  return { status: 200, body: { configured, degraded, ...(isShown && { mail_servers: servers }) } };
}

/** The selected server, then the fallbacks in their order. */
async function statesOf(scope: Scope, { mail_server_id, fallback_mail_server_ids }: CloudSettingRow) {
  const ids = mail_server_id === null ? [] : [mail_server_id, ...fallback_mail_server_ids];
  const breakers = new Map((await findBreakers(scope.manager, ids)).map((each) => [each.mail_server_id, each]));
  return ids.map((id) => {
    const breaker = breakers.get(id);
    const isSick = breaker !== undefined && breaker.state !== 'closed';
    return {
      mail_server_url: referenceUrl(scope, emailServer, id, scope.adminOrgId),
      state: breaker?.state ?? 'closed',
      since: breaker?.since.toISOString() ?? null,
      reason: isSick ? breaker.reason : null,
      next_probe_at: isSick ? breaker.next_probe_at.toISOString() : null,
    };
  });
}
