import type { Scope } from '../../context.ts';
import { answerOne } from '../../crud/answer.ts';
import { linkToOffset } from '../../crud/cursor.ts';
import type { Definition } from '../../crud/definition.ts';
import { demandFresh } from '../../crud/etag.ts';
import { findOne } from '../../crud/locate.ts';
import { envelope, fitting, readPage } from '../../crud/page.ts';
import { parseBody, updateSchema } from '../../crud/parse.ts';
import { change, describe, save } from '../../crud/store.ts';
import { present, presentAll } from '../../crud/view.ts';
import { demandFixed } from '../../crud/write.ts';
import { notFound } from '../../errors.ts';
import type { Answer, Call } from '../../http/route.ts';
import { BASE_LANGUAGE } from '../../language.ts';
import { type NotificationTemplateRow, notificationTemplateTable } from '../../tables/notification-template.ts';
import { isUuid } from '../../uuid.ts';
import { mailsOf } from './mail-scope.ts';
import { notificationTemplate } from './notification-template.ts';
import type { TextLevel } from './text-level.ts';
import { findRow, ofOwner, unchangedText } from './text-owner.ts';

type TextDefinition = Definition<NotificationTemplateRow>;

/** The text that a path names, by the mail's name or by id; one that nobody changed has no row yet. @throws 404 */
export async function findText(scope: Scope, level: TextLevel, call: Call): Promise<NotificationTemplateRow> {
  const { scope: scopeName = '', item = '' } = call.params;
  if (!level.scopesOf(call).includes(scopeName)) throw notFound();
  const { since, ...owner } = await level.ownerOf(scope, call);
  const named = isUuid(item) ? { id: item.toLowerCase() } : { name: item };
  const place = { scope: scopeName, language: BASE_LANGUAGE };
  const row = await findOne(scope, notificationTemplate, { ...ofOwner(owner), ...place, ...named });
  const texts = row ? [row] : mailsOf(scopeName).map((name) => unchangedText({ ...owner, ...place, name }, since));
  const found = texts.find(({ id, name }) => named.id === id || named.name === name);
  if (!found) throw notFound();
  return found;
}

/** The row of a text that is about to change, locked; made where there was none. */
export async function lockText(scope: Scope, shown: NotificationTemplateRow): Promise<NotificationTemplateRow> {
  await scope.manager.createQueryBuilder().insert().into(notificationTemplateTable).values(shown).orIgnore().execute();
  const row = await findRow(scope, shown, { lock: 'FOR UPDATE' });
  if (!row) throw notFound();
  return row;
}

/** Changes the texts of a locked row. */
export async function changeText(
  scope: Scope,
  definition: TextDefinition,
  call: Call,
  before: NotificationTemplateRow,
): Promise<Answer> {
  await demandFresh(scope, before, describe(definition, before), call.headers);
  const input = parseBody(definition, updateSchema(notificationTemplate), call.body);
  demandFixed(definition, await present(scope, definition, before), input);
  const row = { ...before };
  await change(scope, definition, { row, before, input });
  return answerOne(scope, definition, row, call);
}

/** Back to what it stands over. */
export async function resetText(
  scope: Scope,
  definition: TextDefinition,
  call: Call,
  before: NotificationTemplateRow,
): Promise<Answer> {
  await demandFresh(scope, before, describe(definition, before), call.headers);
  const row = { ...before, subject: null, body: null, body_html: null, content_type: null };
  await save(scope, definition, before, row);
  return answerOne(scope, definition, row, call);
}

/** A page of texts, whether they have rows or not. */
export async function answerTexts(
  scope: Scope,
  definition: TextDefinition,
  call: Call,
  rows: readonly NotificationTemplateRow[],
): Promise<Answer> {
  const { limit, offset } = readPage(call.query);
  const views = await presentAll(scope, definition, rows.slice(offset, offset + limit), call.fields);
  const results = fitting(views);
  const body = envelope(rows.length, results);
  if (results.length === views.length) return { status: 200, body };
  const url = `${scope.publicUrl()}/api${call.path}`;
  return { status: 200, body, headers: linkToOffset(url, call, offset + results.length) };
}
