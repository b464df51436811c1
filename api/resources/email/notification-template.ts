import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import type { Scope } from '../../context.ts';
import { defineResource } from '../../crud/definition.ts';
import * as field from '../../crud/field.ts';
import { orgUrl } from '../../crud/url.ts';
import { violation } from '../../errors.ts';
import { renderMail } from '../../mail/render.ts';
import { shippedTemplate } from '../../mail/templates/index.ts';
import type { MailTemplate } from '../../mail/templates/mail-template.ts';
import { type NotificationTemplateRow, notificationTemplateTable } from '../../tables/notification-template.ts';
import type { OrgType } from '../../tables/organization.ts';
import { contentTypeField, readContentType, shownContentType } from './content-type.ts';

const fields = {
  subject: field.line(998).describe('Handlebars; one line.'),
  body: field.block(100_000).describe('Plain text, Handlebars.'),
  body_html: field.block(500_000).describe('HTML, Handlebars; variables are escaped in it.'),
  content_type: contentTypeField,
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
  assign(_scope, { row, input }) {
    if (input.content_type !== undefined) row.content_type = readContentType(input.content_type);
  },
  check(_scope, { row, input }) {
    for (const part of TEXTS) if (input[part] !== undefined) demandRenders(row, part);
  },
  relate: async (scope, rows) => ({ inherited: await inheritedTexts(scope, rows) }),
  view: {
    notification_template_type: z.string(),
    scope: z.string(),
    variables: z.array(z.string()),
    subject: z.string(),
    body: z.string(),
    body_html: z.string(),
    content_type: shownContentType,
    is_changed: z.boolean(),
  },
  present: (row, { scope, related }) => {
    const inherited = related.inherited?.get(row.id) as MailTemplate | undefined;
    const template = overlay(inherited ?? shippedTemplate(row.name), row);
    return {
      notification_template_type: row.name,
      scope: row.scope,
      variables: template.variables,
      subject: template.subject,
      body: template.body,
      body_html: template.body_html,
      content_type: template.content_type ?? ['text', 'html'],
      is_changed: [...TEXTS, 'content_type' as const].some((part) => row[part] !== null),
      url: `${placeOf(scope, row)}/settings/notification-templates/${row.scope}/${row.id}`,
    };
  },
});

/** Those of the cloud stand under its settings, those of an organization under the organization's. */
const placeOf = (scope: Scope, { org_id: orgId }: NotificationTemplateRow): string =>
  orgId === scope.adminOrgId ? `${scope.publicUrl()}/api/cloud` : orgUrl(scope, orgId);

/** What an organization's own texts stand over: those of the cloud. */
async function inheritedTexts(
  scope: Scope,
  rows: readonly NotificationTemplateRow[],
): Promise<Map<string, MailTemplate>> {
  const texts = new Map<string, MailTemplate>();
  for (const row of rows) {
    if (row.org_id === scope.adminOrgId) continue;
    texts.set(row.id, await templateFor(scope.manager, row.name, row.scope as OrgType));
  }
  return texts;
}

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
 * The text of a mail for an organization: what it changed itself, else what the cloud changed for its kind, else what the
 * cloud changed, else what is shipped.
 * @throws when there is no such mail
 */
export async function templateFor(
  manager: EntityManager,
  name: string,
  kind: OrgType,
  orgId?: string,
): Promise<MailTemplate> {
  const layers: NotificationTemplateRow[] = await manager.query(
    `SELECT t.* FROM notification_template t JOIN organization o ON o.id = t.org_id
      WHERE t.name = $1 AND ((o.org_type = 'admin' AND t.scope IN ('cloud', $2)) OR (o.id = $3 AND t.scope = $2))
      ORDER BY o.org_type <> 'admin', t.scope <> 'cloud'`,
    [name, kind, orgId ?? null],
  );
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
