import { addressOf, HANGING_UP, type Rule, SILENCE, type Sight, says, wasSent } from './advice.ts';
import { refusalAdvice } from './refusal-advice.ts';

const ENVELOPE = ['mail', 'rcpt', 'data'] as const;

/** How the stages are called in a sentence. */
const said = ({ failure }: Sight): string => {
  if (failure.stage === 'data') return failure.messageSent ? 'the end of the mail' : 'DATA';
  return failure.stage === 'mail' ? 'MAIL FROM' : 'RCPT TO';
};
const hasUser = ({ server }: Sight): boolean => server.username !== null;

/** What any of the three commands may be answered with. */
const anywhere: readonly Rule[] = [
  {
    stage: 'mail',
    code: /^SMTPUTF8$/,
    cause: () => 'An address has characters before the @ that the server does not take: it offers no SMTPUTF8.',
    fix: () => 'Use another address, or a server that offers SMTPUTF8.',
  },
  {
    stage: ENVELOPE,
    code: /^530$/,
    when: says(/TLS/i),
    cause: () => 'The server takes mail over TLS only.',
    fix: () => 'Turn Secure Connection on.',
  },
  {
    stage: ENVELOPE,
    code: /^5\d\d$/,
    when: (sight) => !hasUser(sight) && says(/\b530\b|authenticat(?:e|ion) (?:is )?required|sign in first/i)(sight),
    cause: () => 'The server wants a login before it takes mail.',
    fix: () => 'Set a user and a password of the email server.',
  },
  {
    stage: ENVELOPE,
    code: /^[45]\d\d$/,
    when: says(/\b(?:spamhaus|barracuda|sorbs|dnsbl|rbl|block(?:ed)? ?list(?:ed)?|black ?list(?:ed)?)\b/i),
    cause: () => "This machine's address is on a list of senders that the server does not trust.",
    fix: () =>
      'Send through a relay that the recipients know, or have the address taken off the list that the reply names.',
  },
  {
    stage: ENVELOPE,
    code: /^[45]\d\d$/,
    when: says(/\b5\.7\.(?:2[0-9]|30)\b|\b(?:SPF|DKIM|DMARC)\b/i),
    cause: () => 'The server cannot verify that this machine may send for the domain of the sender.',
    fix: () =>
      "Let the domain's SPF record name the relay, have the relay sign with DKIM, or set a sender of another domain in the notification settings.",
  },
  {
    stage: ENVELOPE,
    code: /^421$/,
    cause: (sight) => `The server ended the session at ${said(sight)}: it is shutting down or too busy.`,
    fix: () => 'Try again in a few minutes; real mail is tried again by itself.',
  },
  {
    stage: ENVELOPE,
    code: /EMESSAGE|^552$/,
    when: says(/size|too (?:big|large)|5\.3\.4/i),
    cause: () => 'The mail is larger than the server takes.',
    fix: () => "Have the server's limit of the size of a message raised; a test mail has a few kilobytes.",
  },
];

/** What no reply explains. */
const broken: readonly Rule[] = [
  {
    stage: ENVELOPE,
    code: SILENCE,
    cause: (sight) => `The server says nothing to ${said(sight)}.`,
    fix: (sight) =>
      wasSent(sight)
        ? 'Look whether the mail arrived: it was sent whole. A content filter that takes long may be what is silent.'
        : `Look into the server's log for what it does at ${said(sight)}, or give it more time than ${sight.server.timeout_ms} ms.`,
  },
  {
    stage: ENVELOPE,
    code: HANGING_UP,
    cause: (sight) => `${addressOf(sight)} hung up at ${said(sight)}.`,
    fix: (sight) =>
      wasSent(sight)
        ? 'Look whether the mail arrived: it was sent whole, and the server did not say whether it took it.'
        : `Look into the server's log for what happened at ${said(sight)}.`,
  },
  {
    stage: ENVELOPE,
    code: /./,
    cause: (sight) => `${addressOf(sight)} answered ${said(sight)} with what is not SMTP.`,
    fix: (sight) => `Look for a proxy on the way that rewrites the dialogue at ${said(sight)}.`,
  },
];

/** Refusals of the sender, the recipients and the content. */
export const envelopeAdvice: readonly Rule[] = [...anywhere, ...refusalAdvice, ...broken];
