import { getFips } from 'node:crypto';
import { TLSSocket } from 'node:tls';
import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import { cleanText } from '../../clean-text.ts';
import { StageFailure } from '../server/stage.ts';

export const NOTHING_OFFERED = 'ENOAUTH';
export const NO_COMMON_MECHANISM = 'NO_COMMON_MECHANISM';

/** How a user shows who they are (RFC 4954, section 3), the preferred one first: within TLS what any server can check. */
const WITHIN_TLS = ['PLAIN', 'LOGIN', 'CRAM-MD5'] as const;
/** The one that does not show the password. */
const IN_PLAIN_TEXT = ['CRAM-MD5', 'PLAIN', 'LOGIN'] as const;
/** RFC 7628 made a standard of what Google began as XOAUTH2, which is what others know. */
const WITH_TOKEN = ['OAUTHBEARER', 'XOAUTH2'] as const;

export type PasswordMechanism = (typeof WITHIN_TLS)[number];
export type TokenMechanism = (typeof WITH_TOKEN)[number];

const MAX_NAMES_SHOWN = 200;

/** What EHLO offers after the keyword AUTH; very old servers write `AUTH=`. Some tell it within TLS only. */
const OFFER = /^250[ -]AUTH[ \t=](.*)$/i;
/** RFC 4422, section 3.1. */
const NAME = /^[A-Z0-9_-]{1,20}$/;

/** Right after the greeting: what the server said last is its answer to EHLO. */
function offeredOn({ allowsAuth, lastServerResponse }: SMTPConnection): string[] {
  // Where STARTTLS failed, nobody is to sign in.
  if (!allowsAuth || !lastServerResponse) return [];
  const offers = lastServerResponse.split(/\r?\n/).map((line) => OFFER.exec(line)?.[1] ?? '');
  return offers.flatMap((names) => names.toUpperCase().split(/[\s=]+/)).filter((name) => NAME.test(name));
}

/** @throws StageFailure when there is no way to sign in that both sides know */
export function passwordMechanism(connection: SMTPConnection): PasswordMechanism {
  const known = connection._socket instanceof TLSSocket ? WITHIN_TLS : IN_PLAIN_TEXT;
  // There is no MD5 in FIPS mode.
  const usable = known.filter((mechanism) => mechanism !== 'CRAM-MD5' || getFips() === 0);
  return common(offeredOn(connection), usable, 'a password');
}

/** @throws StageFailure when there is no way to sign in that both sides know */
export function tokenMechanism(connection: SMTPConnection): TokenMechanism {
  return common(offeredOn(connection), WITH_TOKEN, 'an access token');
}

function common<Mechanism extends string>(
  offered: readonly string[],
  known: readonly Mechanism[],
  what: string,
): Mechanism {
  if (offered.length === 0) {
    throw new StageFailure('auth', 'The server offers no authentication on this connection, but a user is set.', {
      errorCode: NOTHING_OFFERED,
    });
  }
  const found = known.find((mechanism) => offered.includes(mechanism));
  if (found !== undefined) return found;
  const names = cleanText(offered.join(', '), MAX_NAMES_SHOWN);
  const words = `The server offers ${names}; to sign in with ${what} takes ${known.join(' or ')}.`;
  throw new StageFailure('auth', words, { errorCode: NO_COMMON_MECHANISM });
}
