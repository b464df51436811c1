import type { Scope } from '../../context.ts';
import { answerOne } from '../../crud/answer.ts';
import { fixedId } from '../../crud/fixed-collection.ts';
import { findOne } from '../../crud/locate.ts';
import { organizationTarget } from '../../crud/organization.ts';
import { envelope, readPage } from '../../crud/page.ts';
import { updateSchema } from '../../crud/parse.ts';
import { presentAll } from '../../crud/view.ts';
import { listSchema, viewSchema } from '../../crud/view-schema.ts';
import { findRows } from '../../database/where.ts';
import { notFound } from '../../errors.ts';
import type { Answer, Call, Route } from '../../http/route.ts';
import { type NotificationTemplateRow, notificationTemplateTable } from '../../tables/notification-template.ts';
import { isUuid } from '../../uuid.ts';
import { notificationTemplate } from './notification-template.ts';
import { changeTexts, resetTexts } from './notification-template-routes.ts';
import { mailsOf, shippedRow, TEMPLATE_SCOPES } from './shipped-notification-templates.ts';

const PATH = '/orgs/{org}/settings/notification-templates';
const view = viewSchema(notificationTemplate);
const access = { read: ['org/settings:view'], write: ['org/settings:manage'] } as const;

/**
 * The texts of an organization's own mails: what it changed, over what the cloud did. A row is made when the first text
 * is changed; until then the shipped one is shown in its place.
 */
export const orgNotificationTemplateRoutes: readonly Route[] = [
  {
    method: 'get',
    path: PATH,
    access: access.read,
    doc: { summary: "Lists the texts of an organization's own mails.", answer: listSchema(view) },
    run: async (scope, call) => answerList(scope, call, await templatesOf(scope, call)),
  },
  {
    method: 'get',
    path: `${PATH}/{scope}`,
    access: access.read,
    doc: { summary: "Lists the texts of an organization's own mails of one scope.", answer: listSchema(view) },
    run: listScope,
  },
  {
    method: 'get',
    path: `${PATH}/{scope}/{item}`,
    access: access.read,
    doc: { summary: "Shows the text of an organization's own mail.", answer: view },
    run: async (scope, call) => answerOne(scope, notificationTemplate, await findText(scope, call), call),
  },
  {
    method: 'patch',
    path: `${PATH}/{scope}/{item}`,
    access: access.write,
    doc: {
      summary: "Changes the text of an organization's own mail.",
      body: updateSchema(notificationTemplate),
      answer: view,
    },
    run: async (scope, call) => changeTexts(scope, call, await lockText(scope, call)),
  },
  {
    method: 'post',
    path: `${PATH}/{scope}/{item}/reset`,
    access: access.write,
    doc: { summary: "Brings the cloud's text of a mail back.", isOwn: true, answer: view },
    run: async (scope, call) => resetTexts(scope, call, await lockText(scope, call)),
  },
];

/** Of an organization there is one scope, that of its kind. */
async function templatesOf(scope: Scope, { organization }: Call): Promise<NotificationTemplateRow[]> {
  const { id: orgId, org_type: kind } = organization;
  const all = { order: 't.name', limit: 1000, offset: 0 };
  const rows = await findRows(scope.manager, notificationTemplateTable, { org_id: orgId, scope: kind }, all);
  const org = await findOne(scope, organizationTarget, { id: orgId });
  return [...mailsOf(kind)].sort().map((mail) => {
    const id = fixedId('notification_template', `${orgId}/${kind}/${mail}`);
    const shipped = shippedRow({ id, orgId, now: org?.created_at ?? scope.now }, kind, mail);
    return rows.find(({ name }) => name === mail) ?? shipped;
  });
}

async function answerList(scope: Scope, call: Call, rows: readonly NotificationTemplateRow[]): Promise<Answer> {
  const { limit, offset } = readPage(call.query);
  const page = await presentAll(scope, notificationTemplate, rows.slice(offset, offset + limit), call.fields);
  return { status: 200, body: envelope(rows.length, page) };
}

async function listScope(scope: Scope, call: Call): Promise<Answer> {
  const { scope: name = '' } = call.params;
  if (!TEMPLATE_SCOPES.includes(name)) throw notFound();
  return answerList(scope, call, name === call.organization.org_type ? await templatesOf(scope, call) : []);
}

async function findText(scope: Scope, call: Call): Promise<NotificationTemplateRow> {
  const { scope: name = '', item = '' } = call.params;
  const isMeant = (row: NotificationTemplateRow) =>
    row.scope === name && (isUuid(item) ? row.id === item.toLowerCase() : row.name === item);
  const found = (await templatesOf(scope, call)).find(isMeant);
  if (!found) throw notFound();
  return found;
}

/** The row to be changed, locked; made where there was none. */
async function lockText(scope: Scope, call: Call): Promise<NotificationTemplateRow> {
  const shown = await findText(scope, call);
  await scope.manager.createQueryBuilder().insert().into(notificationTemplateTable).values(shown).orIgnore().execute();
  const { org_id, scope: kind, name } = shown;
  const row = await findOne(scope, notificationTemplate, { org_id, scope: kind, name }, { lock: 'FOR UPDATE' });
  if (!row) throw notFound();
  return row;
}
