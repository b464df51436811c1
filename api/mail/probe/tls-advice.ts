import { TLS_FAILURES } from '../tls-failure.ts';
import { addressOf, type Rule } from './advice.ts';

/** Failures of STARTTLS, the handshake and the verification of the certificate. */
export const tlsAdvice: readonly Rule[] = [
  {
    stage: 'tls',
    code: /^\d{3}$/,
    cause: (server) =>
      `${addressOf(server)} does not offer STARTTLS, and mail is never sent in plain text over a secure connection.`,
    fix: () =>
      'Switch STARTTLS on at the server, use the port where it speaks TLS first (465 mostly, elsewhere with tls_mode "implicit"), or turn Secure Connection off.',
  },
  ...TLS_FAILURES.map(
    ({ code, words, fix }): Rule => ({
      stage: 'tls',
      code,
      cause: words,
      fix: typeof fix === 'string' ? () => fix : fix,
    }),
  ),
  {
    stage: 'tls',
    code: /./,
    cause: (server) => `The TLS handshake with ${addressOf(server)} did not succeed.`,
    fix: () => "Compare protocols, ciphers and certificates of the email server's TLS client profile with its demands.",
  },
];
