import { addressOf, type Rule } from './advice.ts';

/** Refusals in the SMTP dialogue: the login, the sender, the recipients, the content. */
export const dialogueAdvice: readonly Rule[] = [
  {
    stage: 'auth',
    code: /ENOAUTH/,
    cause: (server) => `${addressOf(server)} offers no login on this connection, but a user is set.`,
    fix: ({ secure }) =>
      secure
        ? 'Remove user and password if the server needs none, or use its submission port (587 or 465).'
        : 'Many servers offer the login over TLS only: turn Secure Connection on, or remove user and password.',
  },
  {
    stage: 'auth',
    code: /^5(34|35|38)$/,
    cause: ({ username }) => `The server does not accept the password of ${username}.`,
    fix: () => 'Check user and password. Some services want an app password, or must allow SMTP logins first.',
  },
  {
    stage: 'auth',
    code: /./,
    cause: ({ username }) => `The login of ${username} did not succeed.`,
    fix: () => "The server's reply says why; a code that begins with 4 passes by itself.",
  },
  {
    stage: 'mail',
    code: /^5(30|50|53|54)$/,
    cause: () => 'The server does not let us send as this sender.',
    fix: () =>
      'Set a sender address in the notification settings that the server allows, and a user if it wants a login.',
  },
  {
    stage: 'rcpt',
    code: /^5\d\d$/,
    cause: () => 'The server refuses a recipient.',
    fix: ({ username }) =>
      username === null
        ? 'Check the address. If the reply speaks of relaying, the server wants a user and a password.'
        : 'Check the address. If the reply speaks of relaying, the user may not send to other domains.',
  },
  {
    stage: 'rcpt',
    code: /^4\d\d$/,
    cause: () => 'The server does not take mail for a recipient at the moment (greylisting does that at first).',
    fix: () => 'Try again in a few minutes; real mail is tried again by itself.',
  },
  {
    stage: 'data',
    code: /^5\d\d$/,
    cause: () => 'The server refuses the content of the mail.',
    fix: () => "Look for a content or spam filter; the server's reply says why.",
  },
  ...(['mail', 'rcpt', 'data'] as const).map(
    (stage): Rule => ({
      stage,
      code: /./,
      cause: (server) => `${addressOf(server)} refused or broke off the mail.`,
      fix: () => "The server's reply says why; its log says more. A code that begins with 4 passes by itself.",
    }),
  ),
];
