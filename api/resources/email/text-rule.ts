import { violation } from '../../errors.ts';
import { renderMail } from '../../mail/content/render.ts';
import type { MailTemplate } from '../../mail/content/templates/mail-template.ts';

export const TEXT_PARTS = ['subject', 'body', 'body_html'] as const;
export type TextPart = (typeof TEXT_PARTS)[number];

/** No variable is longer, so that a text that renders with such values renders with all. */
const LONGEST_VALUE = 4096;

/** A text that cannot be rendered would hold every mail of its kind back. @throws a violation at the field */
export function demandRenders(template: MailTemplate, part: TextPart): void {
  const sample = Object.fromEntries(template.variables.map((name) => [name, 'x'.repeat(LONGEST_VALUE)]));
  const rest = Object.fromEntries(TEXT_PARTS.filter((each) => each !== part).map((each) => [each, 'x']));
  try {
    renderMail({ ...template, ...rest, content_type: ['text', 'html'] }, sample);
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^Template "[^"]*", \w+: /, '') : String(error);
    throw violation(`/${part}`, `cannot be rendered: ${reason}. The variables are ${template.variables.join(', ')}.`);
  }
}
