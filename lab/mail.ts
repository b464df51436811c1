import { type AddressObject, simpleParser } from 'mailparser';

/** The TLS a mail came over, as the server saw it. */
export interface TlsSession {
  protocol: string;
  cipher: string;
  /** The name the client asked for (SNI), when it did. */
  serverName: string | undefined;
  /** Common name of the client certificate, when one was sent and verified. */
  client: string | undefined;
}

export interface Address {
  name: string;
  address: string;
}

/** A mail as it arrived. */
export interface Mail {
  from: Address[];
  to: Address[];
  /** MAIL FROM and RCPT TO, which may differ from the headers. */
  envelope: { from: string; to: string[] };
  subject: string;
  messageId: string;
  text: string;
  html: string;
  /** Every distinct http(s) link of text and HTML. */
  links: string[];
  /** As it came over the wire. */
  raw: string;
  /** The authenticated user, undefined without AUTH. */
  user: string | undefined;
  /** Undefined over plain text. */
  tls: TlsSession | undefined;
}

/** What only the session knows of a mail. */
export type MailSession = Pick<Mail, 'envelope' | 'user' | 'tls'>;

export async function parseMail(raw: Buffer, session: MailSession): Promise<Mail> {
  const parsed = await simpleParser(raw);
  const text = parsed.text ?? '';
  const html = parsed.html || '';
  return {
    from: listAddresses(parsed.from),
    to: listAddresses(parsed.to),
    subject: parsed.subject ?? '',
    messageId: parsed.messageId ?? '',
    text,
    html,
    links: findLinks(text, html),
    raw: raw.toString(),
    ...session,
  };
}

function listAddresses(header: AddressObject | AddressObject[] | undefined): Address[] {
  return [header ?? []].flat().flatMap(({ value }) => value.map(({ name, address = '' }) => ({ name, address })));
}

function findLinks(text: string, html: string): string[] {
  const plain = text.match(/https?:\/\/[^\s<>"')\]]+/g) ?? [];
  const references = [...html.matchAll(/href="(https?:[^"]+)"/g)].map(([, link = '']) => link.replaceAll('&amp;', '&'));
  return [...new Set([...plain, ...references].map((link) => link.replace('&#x3D;', '=')))];
}
