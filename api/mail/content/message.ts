import MailComposer from 'nodemailer/lib/mail-composer';
import type { Sender } from '../server/smtp-server-settings.ts';
import type { ComposedMail } from '../smtp/composed-mail.ts';
import { withAsciiDomain } from '../smtp/internationalized.ts';
import { type DkimKey, signMessage } from './dkim.ts';
import { writeMessage } from './written-message.ts';

/** What a mail says, rendered. */
export interface Content {
  subject: string;
  text?: string;
  html?: string;
}

export interface Mail {
  sender: Sender;
  recipients: string[];
  content: Content;
  /** With angle brackets; the same at every attempt, so that a mail sent twice is seen as one. */
  messageId: string;
  /** Null, or left out: the mail is not signed. */
  dkim?: DkimKey | null;
}

/** Builds the MIME message, text and HTML as alternatives, and signs it where it is to be signed. */
export async function composeMail(mail: Mail): Promise<ComposedMail> {
  const from = withAsciiDomain(singleLine(mail.sender.address));
  const to = mail.recipients.map((address) => withAsciiDomain(singleLine(address)));
  const composer = new MailComposer({
    from: { name: singleLine(mail.sender.name ?? ''), address: from },
    to: to.map((address) => ({ name: '', address })),
    subject: singleLine(mail.content.subject),
    text: mail.content.text,
    html: mail.content.html,
    messageId: singleLine(mail.messageId),
    // RFC 3834, section 5: vacation responders stay silent.
    headers: { 'Auto-Submitted': 'auto-generated' },
    // As it goes over the wire: signatures and SIZE are about that.
    newline: 'windows',
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const written = writeMessage(composer.compile());
  const raw = mail.dkim ? await signMessage(written, mail.dkim) : written;
  const envelope = { from, to, size: raw.length, use8BitMime: false };
  return { envelope, raw };
}

/** The Message-ID of a delivery: its id at the host that people know this installation by. */
export function messageIdOf(deliveryId: string, publicUrl: string): string {
  return `<${deliveryId}@${new URL(publicUrl).hostname}>`;
}

/** CR and LF would start a header of their own, other control characters have no place in one. */
export function singleLine(value: string): string {
  return value.replace(/\p{Cc}+/gu, ' ').trim();
}
