import type { SmtpServer } from '../server/smtp-server-settings.ts';
import type { TokenMechanism } from './sign-in-mechanism.ts';

const SEPARATOR = '\x01';
const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** What is said with AUTH: who signs in, and the token. */
export function initialResponseOf(
  mechanism: TokenMechanism,
  { username, host, port }: Pick<SmtpServer, 'username' | 'host' | 'port'>,
  token: string,
): string {
  const auth = `auth=Bearer ${token}`;
  // https://developers.google.com/workspace/gmail/imap/xoauth2-protocol
  if (mechanism === 'XOAUTH2') return base64([`user=${username}`, auth, '', ''].join(SEPARATOR));
  // RFC 7628, section 3.1; the name is written as RFC 5801, section 4, has it.
  const name = (username ?? '').replaceAll('=', '=3D').replaceAll(',', '=2C');
  return base64([`n,a=${name},`, `host=${host}`, `port=${port}`, auth, '', ''].join(SEPARATOR));
}

/** What is said to a server that gives a reason, before it says no (RFC 7628, section 3.2.3). */
export const acknowledgementOf = (mechanism: TokenMechanism): string =>
  mechanism === 'XOAUTH2' ? '' : base64(SEPARATOR);

const MAX_REASON_BASE64 = 4_096;

/** The members of RFC 7628, section 3.2.2, that people can do something with; XOAUTH2 has them too. */
const MEMBERS = ['status', 'scope', 'schemes', 'error_description'] as const;

/**
 * Why a token is refused, as a server says it in a challenge of base64 and JSON; empty where it is nothing like that. It
 * is neither clean nor free of secrets yet.
 */
export function reasonOf(challenge: string): string {
  try {
    const text = Buffer.from(challenge.slice(0, MAX_REASON_BASE64), 'base64').toString();
    const reason: unknown = JSON.parse(text);
    if (typeof reason !== 'object' || reason === null) return '';
    const known = MEMBERS.map((name) => [name, (reason as Record<string, unknown>)[name]] as const);
    const told = known.flatMap(([name, value]) =>
      typeof value === 'string' || typeof value === 'number' ? `${name} ${value}` : [],
    );
    return told.join(', ');
  } catch {
    return '';
  }
}
