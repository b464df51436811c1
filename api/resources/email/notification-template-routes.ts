import type { Scope } from '../../context.ts';
import { answerAll, answerOne } from '../../crud/answer.ts';
import { updateSchema } from '../../crud/parse.ts';
import { listSchema, viewSchema } from '../../crud/view-schema.ts';
import { findRows } from '../../database/where.ts';
import { notFound } from '../../errors.ts';
import type { Answer, Call, Route } from '../../http/route.ts';
import { BASE_LANGUAGE } from '../../language.ts';
import { type NotificationTemplateRow, notificationTemplateTable } from '../../tables/notification-template.ts';
import { answerTexts, changeText, findText, lockText, resetText } from './changed-text.ts';
import { mailsOf, TEMPLATE_SCOPES } from './mail-scope.ts';
import { notificationTemplate } from './notification-template.ts';
import { type TextLevel, textLevels } from './text-level.ts';
import { ofOwner, unchangedText } from './text-owner.ts';
import { preview, previewAnswer, previewSchema } from './text-preview.ts';

const view = viewSchema(notificationTemplate);

/** The texts of mails in English, as the cloud, an organization and a catalog have them. */
export const notificationTemplateRoutes: readonly Route[] = textLevels.flatMap(routesOf);

function routesOf(level: TextLevel): Route[] {
  const { path, access, words } = level;
  return [
    {
      method: 'get',
      path,
      access: access.read,
      doc: { summary: `Lists the texts of ${words}.`, answer: listSchema(view) },
      run: (scope, call) => list(scope, level, call, level.scopesOf(call)),
    },
    {
      method: 'get',
      path: `${path}/{scope}`,
      access: access.read,
      doc: { summary: `Lists the texts of ${words} of one scope.`, answer: listSchema(view) },
      run: (scope, call) => listScope(scope, level, call),
    },
    {
      method: 'get',
      path: `${path}/{scope}/{item}`,
      access: access.read,
      doc: { summary: `Shows one of the texts of ${words}.`, answer: view },
      run: async (scope, call) => answerOne(scope, notificationTemplate, await findText(scope, level, call), call),
    },
    {
      method: 'patch',
      path: `${path}/{scope}/{item}`,
      access: access.write,
      doc: {
        summary: `Changes one of the texts of ${words}.`,
        body: updateSchema(notificationTemplate),
        answer: view,
      },
      run: async (scope, call) =>
        changeText(scope, notificationTemplate, call, await lockText(scope, await findText(scope, level, call))),
    },
    {
      method: 'post',
      path: `${path}/{scope}/{item}/reset`,
      access: access.write,
      doc: { summary: `Brings back what one of the texts of ${words} stands over.`, isOwn: true, answer: view },
      run: async (scope, call) =>
        resetText(scope, notificationTemplate, call, await lockText(scope, await findText(scope, level, call))),
    },
    {
      method: 'post',
      path: `${path}/{scope}/{item}/preview`,
      access: access.read,
      doc: {
        summary: `Shows one of ${words} with sample values, as it is kept or with the texts that are sent.`,
        isOwn: true,
        body: previewSchema,
        answer: previewAnswer,
      },
      run: async (scope, call) => preview(scope, call, await findText(scope, level, call)),
    },
  ];
}

async function listScope(scope: Scope, level: TextLevel, call: Call): Promise<Answer> {
  const { scope: name = '' } = call.params;
  if (!TEMPLATE_SCOPES.includes(name)) throw notFound();
  return list(
    scope,
    level,
    call,
    level.scopesOf(call).filter((each) => each === name),
  );
}

async function list(scope: Scope, level: TextLevel, call: Call, scopes: readonly string[]): Promise<Answer> {
  if (!level.isStored) return answerTexts(scope, notificationTemplate, call, await textsOf(scope, level, call, scopes));
  const where = { ...ofOwner(await level.ownerOf(scope, call)), scope: scopes, language: BASE_LANGUAGE };
  return answerAll(scope, notificationTemplate, where, call, 't.scope, t.name');
}

/** Every text that there is, changed or not. */
async function textsOf(
  scope: Scope,
  level: TextLevel,
  call: Call,
  scopes: readonly string[],
): Promise<NotificationTemplateRow[]> {
  const { since, ...owner } = await level.ownerOf(scope, call);
  const where = { ...ofOwner(owner), scope: scopes, language: BASE_LANGUAGE };
  const all = { order: 't.scope, t.name', limit: 1000, offset: 0 };
  const rows = await findRows(scope.manager, notificationTemplateTable, where, all);
  return [...scopes].sort().flatMap((each) =>
    [...mailsOf(each)].sort().map((name) => {
      const row = rows.find((text) => text.scope === each && text.name === name);
      return row ?? unchangedText({ ...owner, scope: each, name, language: BASE_LANGUAGE }, since);
    }),
  );
}
