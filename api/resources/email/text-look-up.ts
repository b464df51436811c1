import type { EntityManager } from 'typeorm';
import { isShippedLanguage, languageChain } from '../../language.ts';
import { shippedTemplate } from '../../mail/content/templates/index.ts';
import type { MailTemplate } from '../../mail/content/templates/mail-template.ts';
import type { MailSubject } from '../../mail/worker/attempt.ts';
import type { NotificationTemplateRow } from '../../tables/notification-template.ts';
import { reachOf } from './mail-scope.ts';
import type { TextKey } from './text-owner.ts';

/** Texts of one or several mails, of the cloud, of one organization and of one of its catalogs. */
export interface Texts {
  adminOrgId: string;
  rows: readonly NotificationTemplateRow[];
}

/** Whose texts are wanted, of which mails, in which languages with all that they fall back to. */
export interface Wanted {
  org_id: string;
  catalog_id: string | null;
  names: readonly string[];
  languages: readonly string[];
}

/** Every text that may have a say, one query for all of them. */
export async function findTexts(manager: EntityManager, adminOrgId: string, wanted: Wanted): Promise<Texts> {
  const languages = [...new Set(wanted.languages.flatMap(languageChain))];
  const rows: NotificationTemplateRow[] = await manager.query(
    `SELECT * FROM notification_template WHERE org_id = ANY ($1) AND (catalog_id IS NULL OR catalog_id = $2)
        AND name = ANY ($3) AND language = ANY ($4)`,
    [[adminOrgId, wanted.org_id], wanted.catalog_id, wanted.names, languages],
  );
  return { adminOrgId, rows };
}

/** The text of a mail that leaves. @throws when there is no such mail */
export async function templateFor(
  manager: EntityManager,
  adminOrgId: string,
  mail: MailSubject,
): Promise<MailTemplate> {
  const { org_id, catalog_id, template: name } = mail;
  const language = languageChain(mail.language).at(-1) ?? '';
  const texts = await findTexts(manager, adminOrgId, { org_id, catalog_id, names: [name], languages: [language] });
  const scope = catalog_id !== null ? 'catalog' : org_id === adminOrgId ? 'admin' : 'provider';
  return layered(texts, { org_id, catalog_id, scope, name, language }, () => true);
}

/** What a text stands over: all that would be said if it said nothing. */
export function inheritedText(texts: Texts, key: TextKey): MailTemplate {
  const own = placeOf(texts, key, key);
  return layered(texts, key, (place) => isBelow(place, own));
}

/**
 * From the shipped text up: the language counts most, then whose text it is (catalog, organization, cloud), then the
 * scope. What a text leaves open is said by the one below it.
 */
function layered(texts: Texts, key: TextKey, counts: (place: Place) => boolean): MailTemplate {
  const rows = texts.rows
    .filter((row) => row.name === key.name)
    .map((row) => ({ row, place: placeOf(texts, key, row) }))
    .filter(({ place }) => !place.includes(-1) && counts(place))
    .sort((one, other) => (isBelow(one.place, other.place) ? -1 : 1));
  let template = shippedTemplate(key.name);
  for (const [at, language] of languageChain(key.language).entries()) {
    if (at > 0 && isShippedLanguage(language)) template = { ...template, ...shippedTemplate(key.name, language) };
    for (const { row } of rows.filter(({ place }) => place[0] === at)) template = overlay(template, row);
  }
  return template;
}

/** In which order texts stand over each other: language, level, scope, counted from below; -1: it has no say. */
type Place = readonly [language: number, level: number, scope: number];

function placeOf({ adminOrgId }: Texts, key: TextKey, row: Omit<TextKey, 'name'>): Place {
  return [
    languageChain(key.language).indexOf(row.language),
    row.catalog_id !== null ? 2 : row.org_id === adminOrgId ? 0 : 1,
    reachOf(key.scope).indexOf(row.scope),
  ];
}

function isBelow(one: Place, other: Place): boolean {
  const differing = one.findIndex((number, at) => number !== other[at]);
  return differing >= 0 && (one[differing] ?? 0) < (other[differing] ?? 0);
}

/** A text over another one. */
export function overlay(
  template: MailTemplate,
  row: Pick<NotificationTemplateRow, 'subject' | 'body' | 'body_html' | 'content_type'>,
): MailTemplate {
  return {
    ...template,
    subject: row.subject ?? template.subject,
    body: row.body ?? template.body,
    body_html: row.body_html ?? template.body_html,
    ...(row.content_type && { content_type: row.content_type }),
  };
}
