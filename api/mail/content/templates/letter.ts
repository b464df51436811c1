import type { ShippedLanguage } from '../../../language.ts';
import type { MailTexts } from './mail-template.ts';
import { button, page, paragraph } from './page.ts';

/** What a letter consists of: paragraphs, and links with the words on their buttons. */
export type LetterPart = string | { action: string; address: string };

export interface Letter {
  subject: string;
  /** What stands large above the text, where there is HTML. */
  heading: string;
  parts: readonly LetterPart[];
}

/** Plain text and HTML of the same words, both Handlebars, in which the words themselves hold nothing that HTML reads. */
export function writeLetter(language: ShippedLanguage, { subject, heading, parts }: Letter): MailTexts {
  return {
    subject,
    body: `${parts.map((part) => (typeof part === 'string' ? part : part.address)).join('\n\n')}\n`,
    body_html: page(language, heading, parts.map((part) => htmlOf(language, part)).join('\n')),
  };
}

const INSTEAD: Readonly<Record<ShippedLanguage, string>> = {
  en: 'If the button does not work, copy this address into your browser:',
  de: 'Wenn die Schaltfläche nicht funktioniert, kopieren Sie diese Adresse in Ihren Browser:',
};

const htmlOf = (language: ShippedLanguage, part: LetterPart): string =>
  typeof part === 'string' ? paragraph(part) : button(part.action, part.address, INSTEAD[language]);
