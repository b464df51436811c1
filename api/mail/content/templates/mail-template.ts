import type { ShippedLanguage } from '../../../language.ts';

/** What a mail says: Handlebars. */
export interface MailTexts {
  subject: string;
  /** Plain text. */
  body: string;
  /** HTML; variables are escaped in it. */
  body_html: string;
}

/** A mail's texts in one language, with the variables that fill them. */
export interface MailTemplate extends MailTexts {
  name: string;
  /** What `enqueue` must be given; all are plain text. */
  variables: readonly string[];
  /** Which of the two the mail carries; both by default. */
  content_type?: readonly ('text' | 'html')[];
}

/** A kind of mail as it is shipped. */
export interface ShippedMail {
  name: string;
  /** A value of each variable, for looking at the mail before anybody gets one. */
  samples(language: string): Readonly<Record<string, string>>;
  texts: Readonly<Record<ShippedLanguage, MailTexts>>;
}
