import { z } from 'zod';
import type { Scope } from '../../context.ts';
import { pointerOf } from '../../crud/blame.ts';
import * as field from '../../crud/field.ts';
import { isObject, parse } from '../../crud/parse.ts';
import { violation } from '../../errors.ts';
import type { Answer, Call } from '../../http/route.ts';
import { renderMail } from '../../mail/content/render.ts';
import { sampleVariables } from '../../mail/content/templates/index.ts';
import type { MailTemplate } from '../../mail/content/templates/mail-template.ts';
import type { NotificationTemplateRow } from '../../tables/notification-template.ts';
import { readContentType, shownContentType } from './content-type.ts';
import { effectiveText, textFields } from './notification-template.ts';
import { overlay } from './text-look-up.ts';
import { demandRenders, TEXT_PARTS } from './text-rule.ts';

/** What is looked at: the texts as they are kept, or others that are tried; values of variables, or samples. */
export const previewSchema = z
  .strictObject({
    ...z.object(textFields).partial().shape,
    variables: field
      .map(z.record(field.line(255), z.string('must be a string').max(4096), 'must be an object of strings'))
      .optional()
      .describe('Values to show instead of the samples.'),
  })
  .meta({ id: 'NotificationTemplatePreview' });

export const previewAnswer = z
  .strictObject({
    language: z.string(),
    subject: z.string(),
    body: z.string(),
    body_html: z.string(),
    content_type: shownContentType,
    variables: field.map(z.record(z.string(), z.string())),
  })
  .meta({ id: 'NotificationTemplateRendered' });

/** A mail as somebody would get it, without sending it. Nothing is kept. */
export async function preview(scope: Scope, call: Call, row: NotificationTemplateRow): Promise<Answer> {
  const sent = parse('NotificationTemplatePreview', previewSchema, isObject(call.body) ? call.body : {});
  const template = tried(await effectiveText(scope, row), sent);
  const variables = valuesFor(row, sent.variables ?? {});
  const rendered = renderMail({ ...template, content_type: ['text', 'html'] }, variables);
  const body = {
    language: row.language,
    subject: rendered.subject,
    body: rendered.text ?? '',
    body_html: rendered.html ?? '',
    content_type: template.content_type ?? ['text', 'html'],
    variables,
  };
  return { status: 200, body };
}

function tried(kept: MailTemplate, sent: z.infer<typeof previewSchema>): MailTemplate {
  const { subject = null, body = null, body_html = null } = sent;
  const content_type = sent.content_type === undefined ? null : readContentType(sent.content_type);
  const template = overlay(kept, { subject, body, body_html, content_type });
  for (const part of TEXT_PARTS) if (sent[part] !== undefined) demandRenders(template, part);
  return template;
}

/** @throws 400 for a value of what is no variable of this mail */
function valuesFor(row: NotificationTemplateRow, sent: Readonly<Record<string, string>>): Record<string, string> {
  const samples = sampleVariables(row.name, row.language);
  const stranger = Object.keys(sent).find((name) => !Object.hasOwn(samples, name));
  if (stranger === undefined) return { ...samples, ...sent };
  const there = Object.keys(samples).join(', ');
  throw violation(pointerOf(['variables', stranger]), `is no variable of this mail; there are ${there}`);
}
