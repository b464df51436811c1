import type { Scope } from '../../context.ts';
import { answerOne } from '../../crud/answer.ts';
import { updateSchema } from '../../crud/parse.ts';
import { listSchema, viewSchema } from '../../crud/view-schema.ts';
import { notFound } from '../../errors.ts';
import type { Answer, Call, Route } from '../../http/route.ts';
import type { NotificationTemplateRow } from '../../tables/notification-template.ts';
import { answerTexts, changeText, findText, lockText, resetText } from './changed-text.ts';
import { demandFewLanguages, inLanguage, languagesOf, notificationLanguage } from './notification-language.ts';
import { notificationTemplate } from './notification-template.ts';
import { type TextLevel, textLevels } from './text-level.ts';
import { preview, previewAnswer, previewSchema } from './text-preview.ts';

const view = viewSchema(notificationLanguage);

/** What mails say in other languages than English. */
export const notificationLanguageRoutes: readonly Route[] = textLevels.flatMap(routesOf);

function routesOf(level: TextLevel): Route[] {
  const { access, words } = level;
  const path = `${level.path}/{scope}/{item}/notification-languages`;
  return [
    {
      method: 'get',
      path,
      access: access.read,
      doc: { summary: `Lists one of the texts of ${words} in every language it is told in.`, answer: listSchema(view) },
      run: (scope, call) => list(scope, level, call),
    },
    {
      method: 'get',
      path: `${path}/{language}`,
      access: access.read,
      doc: { summary: `Shows one of the texts of ${words} in a language.`, answer: view },
      run: async (scope, call) => answerOne(scope, notificationLanguage, await findKnown(scope, level, call), call),
    },
    {
      method: 'patch',
      path: `${path}/{language}`,
      access: access.write,
      doc: {
        summary: `Changes one of the texts of ${words} in a language, such as de or pt-BR; a new one begins with it.`,
        body: updateSchema(notificationTemplate),
        answer: view,
      },
      run: (scope, call) => changeLanguage(scope, level, call),
    },
    {
      method: 'post',
      path: `${path}/{language}/reset`,
      access: access.write,
      doc: { summary: `Brings back what a text of ${words} in a language stands over.`, isOwn: true, answer: view },
      run: async (scope, call) =>
        resetText(scope, notificationLanguage, call, await lockText(scope, await findKnown(scope, level, call))),
    },
    {
      method: 'post',
      path: `${path}/{language}/preview`,
      access: access.read,
      doc: {
        summary: `Shows one of ${words} as somebody who reads a language gets it, with sample values.`,
        isOwn: true,
        body: previewSchema,
        answer: previewAnswer,
      },
      run: async (scope, call) => preview(scope, call, await findInLanguage(scope, level, call)),
    },
  ];
}

async function list(scope: Scope, level: TextLevel, call: Call): Promise<Answer> {
  const text = await findText(scope, level, call);
  const rows: NotificationTemplateRow[] = [];
  for (const language of await languagesOf(scope, text)) rows.push((await inLanguage(scope, text, language)) ?? text);
  return answerTexts(scope, notificationLanguage, call, rows);
}

/** The text in the language of the path, whether anybody told it in that one or not. @throws 404 */
async function findInLanguage(scope: Scope, level: TextLevel, call: Call): Promise<NotificationTemplateRow> {
  const text = await findText(scope, level, call);
  const found = await inLanguage(scope, text, call.params.language ?? '');
  if (!found) throw notFound();
  return found;
}

/** The text in a language that it is told in. @throws 404 */
async function findKnown(scope: Scope, level: TextLevel, call: Call): Promise<NotificationTemplateRow> {
  const found = await findInLanguage(scope, level, call);
  if (!(await languagesOf(scope, found)).includes(found.language)) throw notFound();
  return found;
}

async function changeLanguage(scope: Scope, level: TextLevel, call: Call): Promise<Answer> {
  const before = await lockText(scope, await findInLanguage(scope, level, call));
  await demandFewLanguages(scope, before);
  return changeText(scope, notificationLanguage, call, before);
}
