import { z } from 'zod';

const KINDS = ['text', 'html'] as const;

/** Of which of the two a mail consists. */
export type ContentType = (typeof KINDS)[number][];

/** As a list of the two, or in the one word that API Connect has for it. */
export const contentTypeField = z
  .union(
    [z.array(z.enum(KINDS, 'must be text or html')).min(1).max(KINDS.length), z.enum([...KINDS, 'html_and_text'])],
    'must be a list of text and html, or one of text, html, html_and_text',
  )
  .describe('Which of the two a mail carries.');

export function readContentType(sent: z.infer<typeof contentTypeField>): ContentType {
  return sent === 'html_and_text' ? [...KINDS] : [sent].flat();
}

export const shownContentType = z.array(z.enum(KINDS));
