import type { FindOptionsWhere } from 'typeorm';
import type { Permission } from '../../access/permission-matrix.ts';
import type { Scope } from '../../context.ts';
import { demandFresh, etagOf } from '../../crud/etag.ts';
import { isUuid } from '../../crud/field.ts';
import { envelope, readPage } from '../../crud/page.ts';
import { parseBody, updateSchema } from '../../crud/parse.ts';
import { change, describe, save } from '../../crud/service.ts';
import { pickFields, present, presentAll } from '../../crud/view.ts';
import { listSchema, viewSchema } from '../../crud/view-schema.ts';
import { demandFixed } from '../../crud/write.ts';
import { notFound } from '../../errors.ts';
import type { Answer, Call, Route } from '../../http/route.ts';
import { type NotificationTemplateRow, notificationTemplateTable } from '../../tables/notification-template.ts';
import { notificationTemplate } from './notification-template.ts';
import { TEMPLATE_SCOPES } from './shipped-notification-templates.ts';

const PATH = '/cloud/settings/notification-templates';
const READ: readonly Permission[] = ['org/settings:view', 'cloud/view'];
const WRITE: readonly Permission[] = ['org/settings:manage', 'cloud/manage'];

export function notificationTemplateRoutes(): Route[] {
  const answer = viewSchema(notificationTemplate);
  const body = updateSchema(notificationTemplate);
  return [
    {
      method: 'get',
      path: PATH,
      access: READ,
      doc: { summary: 'Lists the texts of mails of every scope.', answer: listSchema(answer) },
      run: (scope, call) => list(scope, call, {}),
    },
    {
      method: 'get',
      path: `${PATH}/{scope}`,
      access: READ,
      doc: { summary: 'Lists the texts of mails of one scope.', answer: listSchema(answer) },
      run: listScope,
    },
    {
      method: 'get',
      path: `${PATH}/{scope}/{item}`,
      access: READ,
      doc: { summary: 'Shows the text of a mail.', answer },
      run: get,
    },
    {
      method: 'patch',
      path: `${PATH}/{scope}/{item}`,
      access: WRITE,
      doc: { summary: 'Changes the text of a mail.', body, answer },
      run: update,
    },
    {
      method: 'post',
      path: `${PATH}/{scope}/{item}/reset`,
      access: WRITE,
      doc: { summary: 'Brings the shipped text of a mail back.', answer },
      run: reset,
    },
  ];
}

async function listScope(scope: Scope, call: Call): Promise<Answer> {
  const name = call.params.scope ?? '';
  if (!TEMPLATE_SCOPES.includes(name)) throw notFound();
  return list(scope, call, { scope: name });
}

async function list(scope: Scope, call: Call, where: FindOptionsWhere<NotificationTemplateRow>): Promise<Answer> {
  const { limit, offset } = readPage(call.query);
  const [rows, total] = await scope.manager.getRepository(notificationTemplateTable).findAndCount({
    where,
    order: { scope: 'ASC', name: 'ASC' },
    take: limit,
    skip: offset,
  });
  const views = await presentAll(scope, notificationTemplate, rows);
  return {
    status: 200,
    body: envelope(
      total,
      views.map((view) => pickFields(view, call.query.fields)),
    ),
  };
}

async function locate(scope: Scope, call: Call, lock: boolean): Promise<NotificationTemplateRow> {
  const { item = '', scope: name = '' } = call.params;
  const row = await scope.manager.getRepository(notificationTemplateTable).findOne({
    where: { scope: name, ...(isUuid(item) ? { id: item } : { name: item }) },
    ...(lock && { lock: { mode: 'pessimistic_write' as const } }),
  });
  if (!row) throw notFound();
  return row;
}

async function answer(scope: Scope, row: NotificationTemplateRow, call: Call): Promise<Answer> {
  const view = await present(scope, notificationTemplate, row);
  return { status: 200, body: pickFields(view, call.query.fields), headers: { ETag: etagOf(row) } };
}

async function get(scope: Scope, call: Call): Promise<Answer> {
  return answer(scope, await locate(scope, call, false), call);
}

async function update(scope: Scope, call: Call): Promise<Answer> {
  const before = await locate(scope, call, true);
  await demandFresh(scope, before, describe(notificationTemplate, before), call.headers);
  const input = parseBody(notificationTemplate, updateSchema(notificationTemplate), call.body);
  demandFixed(notificationTemplate, await present(scope, notificationTemplate, before), input);
  const row = { ...before };
  await change(scope, notificationTemplate, { row, before, input, parents: {} });
  return answer(scope, row, call);
}

/** Back to the texts as they are shipped. */
async function reset(scope: Scope, call: Call): Promise<Answer> {
  const before = await locate(scope, call, true);
  await demandFresh(scope, before, describe(notificationTemplate, before), call.headers);
  const row = { ...before, subject: null, body: null, body_html: null, content_type: null };
  await save(scope, notificationTemplate, before, row);
  return answer(scope, row, call);
}
