import type { Permission } from '../../access/permission.ts';
import type { Scope } from '../../context.ts';
import { answerAll, answerOne } from '../../crud/answer.ts';
import { demandFresh } from '../../crud/etag.ts';
import { findOne } from '../../crud/locate.ts';
import { parseBody, updateSchema } from '../../crud/parse.ts';
import { change, describe, save } from '../../crud/store.ts';
import { present } from '../../crud/view.ts';
import { listSchema, viewSchema } from '../../crud/view-schema.ts';
import { demandFixed } from '../../crud/write.ts';
import type { Where } from '../../database/where.ts';
import { notFound } from '../../errors.ts';
import type { Answer, Call, Route } from '../../http/route.ts';
import type { NotificationTemplateRow } from '../../tables/notification-template.ts';
import { isUuid } from '../../uuid.ts';
import { notificationTemplate } from './notification-template.ts';
import { TEMPLATE_SCOPES } from './shipped-notification-templates.ts';

const PATH = '/cloud/settings/notification-templates';
const READ: readonly Permission[] = ['org/settings:view', 'cloud/view'];
const WRITE: readonly Permission[] = ['org/settings:manage', 'cloud/manage'];

const view = viewSchema(notificationTemplate);

export const notificationTemplateRoutes: readonly Route[] = [
  {
    method: 'get',
    path: PATH,
    access: READ,
    doc: { summary: 'Lists the texts of mails of every scope.', answer: listSchema(view) },
    run: (scope, call) => list(scope, call, { org_id: scope.adminOrgId }),
  },
  {
    method: 'get',
    path: `${PATH}/{scope}`,
    access: READ,
    doc: { summary: 'Lists the texts of mails of one scope.', answer: listSchema(view) },
    run: listScope,
  },
  {
    method: 'get',
    path: `${PATH}/{scope}/{item}`,
    access: READ,
    doc: { summary: 'Shows the text of a mail.', answer: view },
    run: get,
  },
  {
    method: 'patch',
    path: `${PATH}/{scope}/{item}`,
    access: WRITE,
    doc: { summary: 'Changes the text of a mail.', body: updateSchema(notificationTemplate), answer: view },
    run: async (scope, call) => changeTexts(scope, call, await locate(scope, call, true)),
  },
  {
    method: 'post',
    path: `${PATH}/{scope}/{item}/reset`,
    access: WRITE,
    doc: { summary: 'Brings the shipped text of a mail back.', isOwn: true, answer: view },
    run: async (scope, call) => resetTexts(scope, call, await locate(scope, call, true)),
  },
];

async function listScope(scope: Scope, call: Call): Promise<Answer> {
  const name = call.params.scope ?? '';
  if (!TEMPLATE_SCOPES.includes(name)) throw notFound();
  return list(scope, call, { org_id: scope.adminOrgId, scope: name });
}

async function list(scope: Scope, call: Call, where: Where): Promise<Answer> {
  return answerAll(scope, notificationTemplate, where, call, 't.scope, t.name');
}

async function locate(scope: Scope, call: Call, lock: boolean): Promise<NotificationTemplateRow> {
  const { item = '', scope: name = '' } = call.params;
  const where = {
    org_id: scope.adminOrgId,
    scope: name,
    ...(isUuid(item) ? { id: item.toLowerCase() } : { name: item }),
  };
  const row = await findOne(scope, notificationTemplate, where, lock ? { lock: 'FOR UPDATE' } : {});
  if (!row) throw notFound();
  return row;
}

async function get(scope: Scope, call: Call): Promise<Answer> {
  return answerOne(scope, notificationTemplate, await locate(scope, call, false), call);
}

/** Changes the texts of a locked row. */
export async function changeTexts(scope: Scope, call: Call, before: NotificationTemplateRow): Promise<Answer> {
  await demandFresh(scope, before, describe(notificationTemplate, before), call.headers);
  const input = parseBody(notificationTemplate, updateSchema(notificationTemplate), call.body);
  demandFixed(notificationTemplate, await present(scope, notificationTemplate, before), input);
  const row = { ...before };
  await change(scope, notificationTemplate, { row, before, input });
  return answerOne(scope, notificationTemplate, row, call);
}

/** Back to the texts as they are shipped, or as the cloud has them. */
export async function resetTexts(scope: Scope, call: Call, before: NotificationTemplateRow): Promise<Answer> {
  await demandFresh(scope, before, describe(notificationTemplate, before), call.headers);
  const row = { ...before, subject: null, body: null, body_html: null, content_type: null };
  await save(scope, notificationTemplate, before, row);
  return answerOne(scope, notificationTemplate, row, call);
}
