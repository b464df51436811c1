import { tlsModeOf } from '../server/tls-mode.ts';
import { PROFILE, TLS_FAILURES } from '../tls/tls-failure.ts';
import { addressOf, HANGING_UP, type Rule, SILENCE, type Sight, says } from './advice.ts';

const REPLY = /^\d{3}$/;

/** Firewalls that inspect SMTP write over what they do not want to be seen, mostly with this letter. */
const BLOTTED = /^X{4,}[A-Z]?$/;

const isAgreed = ({ evidence }: Sight) => evidence.startTlsReply === 220;
const inEhloOverTls = (sight: Sight) => isAgreed(sight) && sight.evidence.lastCommand === 'EHLO';
const issuerOf = ({ look }: Sight) => look.tls?.certificates[0]?.issuer ?? 'an authority';

/** Failures of STARTTLS, the handshake and the verification of the certificate. */
export const tlsAdvice: readonly Rule[] = [
  {
    stage: 'tls',
    code: REPLY,
    when: (sight) => isAgreed(sight) && says(/certificate/i)(sight),
    cause: ({ server }) =>
      server.tls?.certificate_pem
        ? 'The server does not accept the client certificate of the profile, as it says once TLS is spoken.'
        : 'The server wants a client certificate, as it says once TLS is spoken.',
    fix: ({ server }) =>
      server.tls?.certificate_pem
        ? `Have the authority of the certificate in the keystore of ${PROFILE} added at the server, or use another certificate.`
        : `Set a keystore with a certificate in ${PROFILE}; the server says which authority it trusts.`,
  },
  {
    stage: 'tls',
    code: REPLY,
    when: isAgreed,
    cause: (sight) => `${addressOf(sight)} ends the session once TLS is spoken.`,
    fix: () => "The server's reply says why; it may judge the client certificate only then.",
  },
  {
    stage: 'tls',
    code: REPLY,
    when: ({ evidence }) =>
      !evidence.offeredStartTls && (evidence.capabilities ?? []).some((line) => BLOTTED.test(line)),
    cause: (sight) => `Something between here and ${addressOf(sight)} blots STARTTLS out of what the server offers.`,
    fix: () =>
      'Have the inspection of SMTP (ESMTP inspection, SMTP fixup) switched off in the firewall on the way. Mail is not sent in plain text meanwhile.',
  },
  {
    stage: 'tls',
    code: REPLY,
    when: ({ evidence }) => !evidence.offeredStartTls,
    cause: (sight) =>
      `${addressOf(sight)} does not offer STARTTLS, and mail is never sent in plain text over a secure connection.`,
    fix: () =>
      'Switch STARTTLS on at the server, use the port where it speaks TLS first (465 mostly, elsewhere with tls_mode "implicit"), or turn Secure Connection off.',
  },
  {
    stage: 'tls',
    code: /^4\d\d$/,
    cause: (sight) => `${addressOf(sight)} offers STARTTLS and cannot start TLS just now.`,
    fix: () =>
      "Look into the server's log: mostly it cannot load its certificate, whose file must begin with the server's own and match its key.",
  },
  {
    stage: 'tls',
    code: REPLY,
    cause: (sight) => `${addressOf(sight)} offers STARTTLS and then refuses it.`,
    fix: () => "The server's reply says why; it may allow TLS to some clients only.",
  },
  {
    stage: 'tls',
    code: SILENCE,
    when: (sight) => tlsModeOf(sight.server) === 'implicit' && sight.look.answersIn === 'starttls',
    cause: (sight) => `${addressOf(sight)} does not begin with TLS, it begins in plain text.`,
    fix: () => 'Set tls_mode to "starttls".',
  },
  {
    stage: 'tls',
    code: SILENCE,
    when: (sight) => tlsModeOf(sight.server) !== 'implicit' && sight.evidence.startTlsReply === null,
    cause: (sight) => `${addressOf(sight)} offers STARTTLS, and says nothing when it is asked for it.`,
    fix: () => "Look into the server's log, and for a firewall on the way that inspects SMTP.",
  },
  {
    stage: 'tls',
    code: HANGING_UP,
    when: (sight) => tlsModeOf(sight.server) !== 'implicit' && sight.evidence.startTlsReply === null,
    cause: (sight) => `${addressOf(sight)} hangs up when it is asked for STARTTLS.`,
    fix: () => "Look into the server's log: it failed at the very beginning of TLS, its certificate included.",
  },
  {
    stage: 'tls',
    code: SILENCE,
    when: inEhloOverTls,
    cause: (sight) => `${addressOf(sight)} completes TLS, and says nothing to EHLO over it.`,
    fix: () => 'The server hangs: look into its log, and into that of what decrypts TLS for it.',
  },
  {
    stage: 'tls',
    code: HANGING_UP,
    when: inEhloOverTls,
    cause: (sight) => `${addressOf(sight)} completes TLS, and hangs up at EHLO over it.`,
    fix: () => "Look into the server's log: some check the client certificate only then.",
  },
  {
    stage: 'tls',
    code: /UNABLE_TO_GET_ISSUER|UNABLE_TO_VERIFY/,
    when: ({ look }) => look.tls?.certificates.length === 1,
    cause: (sight) =>
      `The server sends its certificate alone, and who signed it (${issuerOf(sight)}) is not trusted: an intermediate certificate is missing, or the authority is unknown.`,
    fix: (sight) =>
      `Have the server send its intermediate certificates, or add the certificate of ${issuerOf(sight)} to the truststore of ${PROFILE}. A truststore replaces the system's roots.`,
  },
  {
    stage: 'tls',
    code: /ALTNAME_INVALID|HOSTNAME_MISMATCH/,
    when: ({ look }) => look.tls?.certificates[0]?.names.length === 0,
    cause: ({ server, look }) =>
      `The certificate of the server names no host but in its common name (${look.tls?.certificates[0]?.subject}), and that is not ${server.host}.`,
    fix: () =>
      'Have a certificate issued that lists the address under subject alternative names; a common name counts for host names alone, and for fewer programs every year.',
  },
  ...TLS_FAILURES.map(
    ({ code, words, fix }): Rule => ({
      stage: 'tls',
      code,
      cause: ({ server }) => words(server),
      fix: ({ server }) => (typeof fix === 'string' ? fix : fix(server)),
    }),
  ),
  {
    stage: 'tls',
    code: /./,
    cause: (sight) => `The TLS handshake with ${addressOf(sight)} did not succeed.`,
    fix: () => `Compare protocols, ciphers and certificates of ${PROFILE} with the server's demands.`,
  },
];
