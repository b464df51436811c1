import { z } from 'zod';
import type { Scope } from '../../context.ts';
import { defineResource } from '../../crud/definition.ts';
import * as field from '../../crud/field.ts';
import { shippedTemplate } from '../../mail/content/templates/index.ts';
import type { MailTemplate } from '../../mail/content/templates/mail-template.ts';
import { type NotificationTemplateRow, notificationTemplateTable } from '../../tables/notification-template.ts';
import { contentTypeField, readContentType, shownContentType } from './content-type.ts';
import { isSent } from './mail-scope.ts';
import { findTexts, inheritedText, overlay } from './text-look-up.ts';
import { textsUrl } from './text-owner.ts';
import { demandRenders, TEXT_PARTS } from './text-rule.ts';

export const textFields = {
  subject: field.line(998).describe('Handlebars; one line.'),
  body: field.block(100_000).describe('Plain text, Handlebars.'),
  body_html: field.block(500_000).describe('HTML, Handlebars; variables are escaped in it.'),
  content_type: contentTypeField,
};

export const notificationTemplate = defineResource<NotificationTemplateRow, typeof textFields>({
  type: 'notification_template',
  schema: 'NotificationTemplate',
  terraform: 'notification_template',
  table: notificationTemplateTable,
  paths: ['/cloud/settings/notification-templates'],
  methods: [],
  permissions: { read: ['org/settings:view', 'cloud/view'], write: ['org/settings:manage', 'cloud/manage'] },
  fields: textFields,
  fixed: ['name', 'title'],
  ignored: ['notification_template_type', 'variables', 'language', 'is_changed', 'is_sent'],
  assign(_scope, { row, input }) {
    if (input.content_type !== undefined) row.content_type = readContentType(input.content_type);
  },
  check(_scope, { row, input }) {
    const template = overlay(shippedTemplate(row.name), row);
    for (const part of TEXT_PARTS) if (input[part] !== undefined) demandRenders(template, part);
  },
  relate: async (scope, rows) => ({ inherited: await inheritedTexts(scope, rows) }),
  view: {
    notification_template_type: z.string(),
    scope: z.string(),
    language: field.own(z.string().describe('In which the text is.')),
    variables: z.array(z.string()),
    subject: z.string(),
    body: z.string(),
    body_html: z.string(),
    content_type: shownContentType,
    is_changed: z.boolean(),
    is_sent: field.own(z.boolean().describe('Whether Gatepost sends such a mail; some are kept for those who do.')),
  },
  present: (row, { scope, related }) => {
    const inherited = related.inherited?.get(row.id) as MailTemplate | undefined;
    const template = overlay(inherited ?? shippedTemplate(row.name), row);
    return {
      notification_template_type: row.name,
      scope: row.scope,
      language: row.language,
      variables: template.variables,
      subject: template.subject,
      body: template.body,
      body_html: template.body_html,
      content_type: template.content_type ?? ['text', 'html'],
      is_changed: isChanged(row),
      is_sent: isSent(row.scope, row.name),
      url: `${textsUrl(scope, row)}/${row.scope}/${row.id}`,
    };
  },
});

/** Whether it says anything of its own. */
const isChanged = (row: NotificationTemplateRow): boolean =>
  [...TEXT_PARTS, 'content_type' as const].some((part) => row[part] !== null);

/** What the texts of a page stand over; they are all of one owner. */
async function inheritedTexts(
  scope: Scope,
  rows: readonly NotificationTemplateRow[],
): Promise<Map<string, MailTemplate>> {
  const [first] = rows;
  if (!first) return new Map();
  const texts = await findTexts(scope.manager, scope.adminOrgId, {
    ...first,
    names: [...new Set(rows.map(({ name }) => name))],
    languages: rows.map(({ language }) => language),
  });
  return new Map(rows.map((row) => [row.id, inheritedText(texts, row)]));
}

/** What a text says, whatever it stands over included. */
export async function effectiveText(scope: Scope, row: NotificationTemplateRow): Promise<MailTemplate> {
  const inherited = (await inheritedTexts(scope, [row])).get(row.id);
  return overlay(inherited ?? shippedTemplate(row.name), row);
}
