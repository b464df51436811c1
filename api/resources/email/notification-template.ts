import { type EntityManager, In } from 'typeorm';
import { z } from 'zod';
import { defineResource } from '../../crud/definition.ts';
import * as field from '../../crud/field.ts';
import { violation } from '../../errors.ts';
import { renderMail } from '../../mail/render.ts';
import { shippedTemplate } from '../../mail/templates/index.ts';
import type { MailTemplate } from '../../mail/templates/mail-template.ts';
import { type NotificationTemplateRow, notificationTemplateTable } from '../../tables/notification-template.ts';

const fields = {
  subject: field.line(998).describe('Handlebars; one line.'),
  body: field.block(100_000).describe('Plain text, Handlebars.'),
  body_html: field.block(500_000).describe('HTML, Handlebars; variables are escaped in it.'),
  content_type: z
    .array(z.enum(['text', 'html'], 'must be text or html'), 'must be a list of text and html')
    .min(1, 'must name text, html or both')
    .max(2, 'must name text, html or both')
    .describe('Which of the two a mail carries.'),
};

/** No variable is longer, so that a text that renders with such values renders with all. */
const LONGEST_VALUE = 4096;

const TEXTS = ['subject', 'body', 'body_html'] as const;

export const notificationTemplate = defineResource<NotificationTemplateRow, typeof fields>({
  type: 'notification_template',
  schema: 'NotificationTemplate',
  terraform: { none: 'The texts are shipped; a resource that overrides them comes later.' },
  table: notificationTemplateTable,
  paths: ['/cloud/settings/notification-templates'],
  methods: [],
  permissions: { read: ['org/settings:view', 'cloud/view'], write: ['org/settings:manage', 'cloud/manage'] },
  fields,
  fixed: ['name', 'title'],
  ignored: ['notification_template_type', 'variables', 'is_changed'],
  check(_scope, { row, input }) {
    for (const part of TEXTS) if (input[part] !== undefined) demandRenders(row, part);
  },
  view: {
    notification_template_type: z.string(),
    scope: z.string(),
    variables: z.array(z.string()),
    subject: z.string(),
    body: z.string(),
    body_html: z.string(),
    content_type: fields.content_type,
    is_changed: z.boolean(),
  },
  present: (row, { scope }) => {
    const template = effectiveTemplate(row);
    return {
      notification_template_type: row.name,
      scope: row.scope,
      variables: template.variables,
      subject: template.subject,
      body: template.body,
      body_html: template.body_html,
      content_type: template.content_type ?? ['text', 'html'],
      is_changed: [...TEXTS, 'content_type' as const].some((part) => row[part] !== null),
      url: `${scope.publicUrl()}/api/cloud/settings/notification-templates/${row.scope}/${row.id}`,
    };
  },
});

const effectiveTemplate = (row: NotificationTemplateRow): MailTemplate => overlay(shippedTemplate(row.name), row);

/** A text that cannot be rendered would hold every mail of its kind back. @throws a violation at the field */
function demandRenders(row: NotificationTemplateRow, part: (typeof TEXTS)[number]): void {
  const template = { ...effectiveTemplate(row), content_type: ['text', 'html'] as const };
  const sample = Object.fromEntries(template.variables.map((name) => [name, 'x'.repeat(LONGEST_VALUE)]));
  try {
    const rest = Object.fromEntries(TEXTS.filter((each) => each !== part).map((each) => [each, 'x']));
    renderMail({ ...template, ...rest }, sample);
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^Template "[^"]*", \w+: /, '') : String(error);
    throw violation(`/${part}`, `cannot be rendered: ${reason}. The variables are ${template.variables.join(', ')}.`);
  }
}

/**
 * The text of a mail for an organization: what its own scope changed, else what the cloud changed, else what is shipped.
 * @throws when there is no such mail
 */
export async function templateFor(
  manager: EntityManager,
  name: string,
  scopeName: 'admin' | 'provider',
): Promise<MailTemplate> {
  const where = { name, scope: In([scopeName, 'cloud']) };
  const rows = await manager.getRepository(notificationTemplateTable).findBy(where);
  const ofScope = (scope: string) => rows.find((row) => row.scope === scope);
  const layers = [ofScope('cloud'), ofScope(scopeName)].flatMap((row) => row ?? []);
  return layers.reduce<MailTemplate>((template, row) => overlay(template, row), shippedTemplate(name));
}

function overlay(template: MailTemplate, row: NotificationTemplateRow): MailTemplate {
  return {
    ...template,
    subject: row.subject ?? template.subject,
    body: row.body ?? template.body,
    body_html: row.body_html ?? template.body_html,
    ...(row.content_type && { content_type: row.content_type }),
  };
}
