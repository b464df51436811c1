import { type Rule, says, wasSent } from './advice.ts';

const sender: readonly Rule[] = [
  {
    stage: 'mail',
    code: /^5\d\d$/,
    when: says(/domain (?:not found|of sender|does not|unknown|invalid)|unknown domain|5\.1\.8/i),
    cause: () => "The server does not know the domain of the sender's address.",
    fix: () => 'Set a sender address in the notification settings whose domain DNS knows, with MX or address records.',
  },
  {
    stage: 'mail',
    code: /^5\d\d$/,
    cause: () => 'The server does not let us send as this sender.',
    fix: () =>
      'Set a sender address in the notification settings that the server allows, and a user if it wants a login.',
  },
  {
    stage: 'mail',
    code: /^4\d\d$/,
    cause: () => 'The server does not take mail from this sender at the moment.',
    fix: () => "Try again later: the server's reply names the limit, or the look-up that failed.",
  },
];

const recipient: readonly Rule[] = [
  {
    stage: 'rcpt',
    code: /^5\d\d$/,
    when: says(/relay/i),
    cause: () => 'The server does not pass mail on to the domain of a recipient.',
    fix: (sight) =>
      sight.server.username !== null
        ? "Have the server's operator let this user send to other domains."
        : 'Set a user and a password, or have this machine allowed to relay.',
  },
  {
    stage: 'rcpt',
    code: /^[45]\d\d$/,
    when: says(/quota|full|\b[45]\.2\.2\b/i),
    cause: () => 'The mailbox of a recipient is full.',
    fix: () => 'Have it emptied, or test with another recipient.',
  },
  {
    stage: 'rcpt',
    code: /^5\d\d$/,
    when: says(/unknown|no such|does(?:n't| not) exist|\b5\.1\.[016]\b/i),
    cause: () => 'The server knows no such recipient.',
    fix: () => "Correct the recipient's address.",
  },
  {
    stage: 'rcpt',
    code: /^5\d\d$/,
    cause: () => 'The server refuses a recipient.',
    fix: () => "Check the address; the server's reply says more.",
  },
  {
    stage: 'rcpt',
    code: /^4\d\d$/,
    when: says(/gr[ae]y|\b4\.7\.[01]\b/i),
    cause: () => 'The server puts mail from strangers off at first (greylisting).',
    fix: () => 'Try again in a few minutes; real mail is tried again by itself.',
  },
  {
    stage: 'rcpt',
    code: /^4\d\d$/,
    cause: () => 'The server does not take mail for a recipient at the moment.',
    fix: () => "Try again later; the server's reply says what it lacks.",
  },
];

const content: readonly Rule[] = [
  {
    stage: 'data',
    code: /^5\d\d$/,
    when: (sight) => !wasSent(sight),
    cause: () => 'The server took sender and recipients, and refuses to read the mail.',
    fix: () => "The server's reply says why: mostly a rule about sender and recipients that it checks last.",
  },
  {
    stage: 'data',
    code: /^5\d\d$/,
    cause: () => 'The server refuses the content of the mail.',
    fix: () => "Look for a content or spam filter; the server's reply says why.",
  },
  {
    stage: 'data',
    code: /^4\d\d$/,
    when: (sight) => !wasSent(sight),
    cause: () => 'The server cannot read a mail at the moment.',
    fix: () => 'Try again later: its disk may be full, or its limits reached.',
  },
  {
    stage: 'data',
    code: /^4\d\d$/,
    cause: () => 'The server read the mail, and cannot take it at the moment.',
    fix: () => "Try again in a few minutes; if it lasts, the server's content filter does not answer it.",
  },
];

/** What a server says no to: the sender, a recipient, the mail itself. */
export const refusalAdvice: readonly Rule[] = [...sender, ...recipient, ...content];
