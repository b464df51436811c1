import type { Scope } from '../../context.ts';
import { type Definition, defineResource } from '../../crud/definition.ts';
import { violation } from '../../errors.ts';
import { BASE_LANGUAGE, languageOf, SHIPPED_LANGUAGES } from '../../language.ts';
import type { NotificationTemplateRow } from '../../tables/notification-template.ts';
import { reachOf } from './mail-scope.ts';
import { notificationTemplate, type textFields } from './notification-template.ts';
import { findRow, textsUrl, unchangedText } from './text-owner.ts';

/** A mail may be told in so many languages; each is a text that somebody keeps up to date. */
const MAX_LANGUAGES = 50;

/** A mail's text in one language, which is its name. */
export const notificationLanguage: Definition<NotificationTemplateRow, typeof textFields> = defineResource({
  ...notificationTemplate,
  type: 'notification_language',
  schema: 'NotificationLanguage',
  present(row, view) {
    return {
      ...notificationTemplate.present(row, view),
      name: row.language,
      title: row.language,
      url: `${textsUrl(view.scope, row)}/${row.scope}/${row.name}/notification-languages/${row.language}`,
    };
  },
});

/** The languages that a text is told in: those that are shipped, and those that somebody told it in, here or above. */
export async function languagesOf(scope: Scope, text: NotificationTemplateRow): Promise<string[]> {
  const rows: { language: string }[] = await scope.manager.query(
    `SELECT DISTINCT language FROM notification_template
      WHERE org_id = ANY ($1) AND (catalog_id IS NULL OR catalog_id = $2) AND scope = ANY ($3) AND name = $4
        AND num_nonnulls(subject, body, body_html, content_type) > 0`,
    [[scope.adminOrgId, text.org_id], text.catalog_id, reachOf(text.scope), text.name],
  );
  return [...new Set([...SHIPPED_LANGUAGES, ...rows.map(({ language }) => language)])].sort();
}

/** @throws 400 where a mail would be told in more languages than anybody keeps up to date */
export async function demandFewLanguages(scope: Scope, text: NotificationTemplateRow): Promise<void> {
  const languages = new Set([...(await languagesOf(scope, text)), text.language]);
  if (languages.size <= MAX_LANGUAGES) return;
  throw violation('', `A mail is told in at most ${MAX_LANGUAGES} languages; reset one of them first.`);
}

/** A text in another language; its row where it has one. Null: the word is no language. */
export async function inLanguage(
  scope: Scope,
  text: NotificationTemplateRow,
  word: string,
): Promise<NotificationTemplateRow | null> {
  const language = languageOf(word);
  if (language === null) return null;
  if (language === BASE_LANGUAGE) return text;
  const { org_id, catalog_id, scope: scopeName, name } = text;
  const key = { org_id, catalog_id, scope: scopeName, name, language };
  return (await findRow(scope, key)) ?? unchangedText(key, text.created_at);
}
