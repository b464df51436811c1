import MailComposer from 'nodemailer/lib/mail-composer';
import type { Sender } from './smtp-server-settings.ts';

/** What a mail says, rendered. */
export interface Content {
  subject: string;
  text?: string;
  html?: string;
}

/** A mail ready for SMTP. */
export interface ComposedMail {
  envelope: { from: string; to: string[]; size: number; use8BitMime: boolean };
  raw: Buffer;
}

export interface Mail {
  sender: Sender;
  recipients: string[];
  content: Content;
  /** With angle brackets; the same at every attempt, so that a mail sent twice is seen as one. */
  messageId: string;
}

/** Builds the MIME message, text and HTML as alternatives. */
export async function composeMail(mail: Mail): Promise<ComposedMail> {
  const composer = new MailComposer({
    from: { name: singleLine(mail.sender.name ?? ''), address: singleLine(mail.sender.address) },
    to: mail.recipients.map((address) => ({ name: '', address: singleLine(address) })),
    subject: singleLine(mail.content.subject),
    text: mail.content.text,
    html: mail.content.html,
    messageId: singleLine(mail.messageId),
    // RFC 3834, section 5: vacation responders stay silent.
    headers: { 'Auto-Submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const raw = await composer.compile().build();
  const envelope = { from: mail.sender.address, to: mail.recipients, size: raw.length, use8BitMime: false };
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
