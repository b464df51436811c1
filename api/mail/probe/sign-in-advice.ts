import { peerWords } from '../server/peer-words.ts';
import { NO_COMMON_MECHANISM, NOTHING_OFFERED } from '../smtp/sign-in-mechanism.ts';
import { addressOf, HANGING_UP, type Rule, SILENCE, says } from './advice.ts';

/** Refusals of the login (RFC 4954, section 6). */
export const signInAdvice: readonly Rule[] = [
  {
    stage: 'auth',
    code: new RegExp(`^(?:5\\d\\d|${NOTHING_OFFERED})$`),
    when: ({ evidence }) => evidence.fellBackToHelo,
    cause: (sight) => `${addressOf(sight)} knows HELO alone, which has no login, but a user is set.`,
    fix: () => 'Remove user and password, or use a server that speaks ESMTP.',
  },
  {
    stage: 'auth',
    code: new RegExp(NOTHING_OFFERED),
    cause: (sight) => `${addressOf(sight)} offers no login on this connection, but a user is set.`,
    fix: ({ server }) =>
      server.secure
        ? 'Remove user and password if the server needs none, or use its submission port (587 or 465).'
        : 'Many servers offer the login over TLS only: turn Secure Connection on, or remove user and password.',
  },
  {
    stage: 'auth',
    code: new RegExp(NO_COMMON_MECHANISM),
    cause: ({ server, evidence }) =>
      `Of the ways to sign in that the server offers (${peerWords(evidence.mechanisms.join(', '), server)}) none is known here for what is configured.`,
    fix: () =>
      'Have the server offer PLAIN, LOGIN or CRAM-MD5 for a password, XOAUTH2 or OAUTHBEARER for OAuth 2.0. Some offer more over TLS, or once it is allowed for the user.',
  },
  {
    stage: 'auth',
    code: /^(?:530|538|523)$/,
    cause: () => 'The server takes a login over TLS only.',
    fix: () => 'Turn Secure Connection on.',
  },
  {
    stage: 'auth',
    code: /^53[45]$/,
    when: ({ server }) => server.access_tokens !== null,
    cause: ({ server }) =>
      `The server does not accept the access token as one with which ${server.username} may send mail.`,
    fix: () =>
      'Check that the scope is the one for SMTP, that the user is the mailbox, that the application was allowed to send as it, and that SMTP is switched on for the mailbox.',
  },
  {
    stage: 'auth',
    code: /^534$/,
    cause: ({ server }) => `The server wants another way to sign in than a password of ${server.username}.`,
    fix: () =>
      'Make an app password where the service has such, or OAuth 2.0 (credentials.auth); the reply of the server often holds a link that says more.',
  },
  {
    stage: 'auth',
    code: /^504$/,
    cause: ({ server, evidence }) =>
      `The server does not know the way to sign in that was tried; it offers ${peerWords(evidence.mechanisms.join(', '), server) || 'none'}.`,
    fix: () => 'Have PLAIN or LOGIN switched on at the server.',
  },
  {
    stage: 'auth',
    code: /^535$/,
    cause: ({ server }) => `The server does not accept the password of ${server.username}.`,
    fix: () => 'Check user and password. Some services want an app password, or must allow SMTP logins first.',
  },
  {
    stage: 'auth',
    code: /^4\d\d$/,
    cause: ({ server }) => `The server cannot check the password of ${server.username} at the moment.`,
    fix: () =>
      'Try again in a few minutes; if it lasts, the server does not reach its directory of users, or has seen too many logins.',
  },
  {
    stage: 'auth',
    code: SILENCE,
    cause: ({ server }) => `The server says nothing to the login of ${server.username}.`,
    fix: ({ server }) =>
      `Look at the server's directory of users, which may be what is slow; else give the server more time than ${server.timeout_ms} ms.`,
  },
  {
    stage: 'auth',
    code: HANGING_UP,
    cause: ({ server }) => `The server hung up during the login of ${server.username}.`,
    fix: () => "Look into the server's log: too many failed logins end like this, and so does a server that crashes.",
  },
  {
    stage: 'auth',
    code: /./,
    when: says(/not SMTP/),
    cause: () => 'The server answered the login with what is not SMTP.',
    fix: () => 'Look for a proxy on the way that rewrites the dialogue.',
  },
  {
    stage: 'auth',
    code: /./,
    cause: ({ server }) => `The login of ${server.username} did not succeed.`,
    fix: () => "The server's reply says why.",
  },
];
