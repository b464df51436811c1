import { cleanText } from '../../clean-text.ts';
import type { SmtpServer } from './smtp-server-settings.ts';

type Login = Pick<SmtpServer, 'username' | 'password'> & Partial<Pick<SmtpServer, 'access_tokens'>>;

/** What stands instead of an answer that may come from any service that is no mail server. */
const NO_REPLY = 'an answer that is not SMTP';

/** RFC 5321, section 4.2: three digits, and a space, a hyphen or nothing after them. */
const REPLY_LINE = /^\d{3}(?:[ -]|$)/;
const REPLY_CODE = /^([2-5]\d\d)(?:[ -]|$)/;

/** What a server or its certificate said, fit to be stored and shown. Never holds what was signed in with. */
export function peerWords(said: string, server: Login): string {
  return cleanText(redactPassword(said, server));
}

/** The lines of a reply that are SMTP. Others are not repeated: a test of a connection is no way to read any service. */
export function quoteReply(reply: string): string {
  const lines = reply.split(/\r?\n/).filter((line) => REPLY_LINE.test(line));
  return lines.length === 0 ? NO_REPLY : lines.join(' ');
}

/** The code of a reply; null when it has none that SMTP knows. */
export function replyCodeOf(reply: string): number | null {
  const code = REPLY_CODE.exec(reply)?.[1];
  return code === undefined ? null : Number(code);
}

/** The text without the server's password and access tokens, however the server gave them back. */
export function redactPassword(text: string, { username, password, access_tokens: tokens }: Login): string {
  const base64 = (plain: string) => Buffer.from(plain).toString('base64');
  const forms = password ? [base64(`\0${username}\0${password}`), base64(password), password] : [];
  return [...forms, ...(tokens?.said ?? [])].reduce(
    (scrubbed, secret) => scrubbed.replaceAll(secret, '********'),
    text,
  );
}
