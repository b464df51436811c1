import type { Stage } from '../../../api/mail/server/stage.ts';
import type { Fault } from './fault.ts';
import { AUTH, login, NUL, plain } from './faulty-server.ts';

/** Sender, recipients and the mail. */
export const ENVELOPE_FAULTS: readonly Fault[] = [
  // The sender.
  {
    name: 'mail is taken over TLS only',
    server: () => plain({ MAIL: '530 5.7.0 Must issue a STARTTLS command first' }),
    stage: 'mail',
    cause: /takes mail over TLS only/,
    fix: /^Turn Secure Connection on\.$/,
  },
  {
    name: 'mail is taken after a login only',
    server: () => plain({ MAIL: '530 5.7.0 Authentication required' }),
    stage: 'mail',
    cause: /wants a login/,
    fix: /Set a user and a password/,
  },
  {
    name: 'the sender is not allowed',
    server: () => plain({ MAIL: '553 5.7.1 Not owned by you' }),
    stage: 'mail',
    cause: /does not let us send as this sender/,
    fix: /that the server allows/,
  },
  {
    name: "the sender's domain is unknown",
    server: () => plain({ MAIL: '550 5.1.8 Sender address rejected: Domain not found' }),
    stage: 'mail',
    cause: /does not know the domain of the sender/,
    fix: /whose domain DNS knows/,
  },
  {
    name: 'the sender is put off',
    server: () => plain({ MAIL: '451 4.3.0 Later' }),
    stage: 'mail',
    cause: /does not take mail from this sender at the moment/,
    fix: /names the limit/,
  },
  {
    name: 'the mail is too large',
    server: () => plain({ EHLO: '250-scripted\r\n250 SIZE 100' }),
    stage: 'mail',
    cause: /larger than the server takes/,
    fix: /limit of the size of a message raised/,
  },
  {
    name: 'MAIL is answered with 421',
    server: () => plain({ MAIL: '421 4.3.2 Going down' }),
    stage: 'mail',
    cause: /ended the session at MAIL FROM/,
    fix: /real mail is tried again/,
  },
  // The recipient.
  {
    name: 'the recipient is unknown',
    server: () => plain({ RCPT: '550 5.1.1 User unknown' }),
    stage: 'rcpt',
    cause: /knows no such recipient/,
    fix: /Correct the recipient's address/,
  },
  {
    name: 'a recipient is refused without a reason',
    server: () => plain({ RCPT: '550 No' }),
    stage: 'rcpt',
    cause: /refuses a recipient/,
    fix: /Check the address/,
  },
  {
    name: 'relaying is denied to nobody in particular',
    server: () => plain({ RCPT: '554 5.7.1 Relay access denied' }),
    stage: 'rcpt',
    cause: /does not pass mail on/,
    fix: /Set a user and a password, or/,
  },
  {
    name: 'relaying is denied to a user',
    server: () => plain({ EHLO: AUTH, AUTH: '235 In', RCPT: '554 5.7.1 Relay access denied' }, login),
    stage: 'rcpt',
    cause: /does not pass mail on/,
    fix: /let this user send to other domains/,
  },
  {
    name: 'the recipient is greylisted',
    server: () => plain({ RCPT: '450 4.2.0 Greylisted, come back later' }),
    stage: 'rcpt',
    cause: /greylisting/,
    fix: /real mail is tried again by itself/,
  },
  {
    name: "the recipient's mailbox is full",
    server: () => plain({ RCPT: '452 4.2.2 Over quota' }),
    stage: 'rcpt',
    cause: /mailbox of a recipient is full/,
    fix: /Have it emptied/,
  },
  {
    name: 'the recipient is put off',
    server: () => plain({ RCPT: '451 4.3.0 Later' }),
    stage: 'rcpt',
    cause: /does not take mail for a recipient at the moment/,
    fix: /what it lacks/,
  },
  {
    name: 'this machine is on a list',
    server: () => plain({ RCPT: '554 5.7.1 Client host blocked using zen.spamhaus.org' }),
    stage: 'rcpt',
    cause: /on a list of senders/,
    fix: /taken off the list/,
  },
  // The mail.
  {
    name: 'DATA is refused',
    server: () => plain({ DATA: '554 No' }),
    stage: 'data',
    cause: /refuses to read the mail/,
    fix: /checks last/,
  },
  {
    name: 'DATA is put off',
    server: () => plain({ DATA: '451 Disk full' }),
    stage: 'data',
    cause: /cannot read a mail at the moment/,
    fix: /disk may be full/,
  },
  {
    name: 'the content is refused',
    server: () => plain({ '.': '554 5.7.1 Spam' }),
    stage: 'data',
    cause: /refuses the content/,
    fix: /content or spam filter/,
  },
  {
    name: 'the content is put off',
    server: () => plain({ '.': '451 4.3.0 Filter down' }),
    stage: 'data',
    cause: /cannot take it at the moment/,
    fix: /content filter does not answer/,
  },
  {
    name: 'nobody vouches for the sender',
    server: () => plain({ '.': '550 5.7.26 Unauthenticated: SPF did not pass' }),
    stage: 'data',
    cause: /cannot verify that this machine may send for the domain/,
    fix: /SPF record/,
  },
  ...(['MAIL', 'RCPT', 'DATA'] as const).flatMap((verb): Fault[] => {
    const stage = verb.toLowerCase() as Stage;
    return [
      {
        name: `${verb} is answered with silence`,
        server: () => plain({ [verb]: undefined }),
        stage,
        cause: new RegExp(`says nothing to ${verb}`),
        fix: new RegExp(`at ${verb}.*more time than 2500 ms`),
      },
      {
        name: `${verb} is hung up at`,
        server: () => plain({ [verb]: null }),
        stage,
        cause: new RegExp(`hung up at ${verb}`),
        fix: new RegExp(`what happened at ${verb}`),
      },
      {
        name: `${verb} is answered with no SMTP`,
        server: () => plain({ [verb]: NUL }),
        stage,
        cause: new RegExp(`answered ${verb}.*with what is not SMTP`),
        fix: new RegExp(`dialogue at ${verb}`),
      },
    ];
  }),
  {
    name: 'the end of the mail is hung up at',
    server: () => plain({ '.': null }),
    stage: 'data',
    cause: /hung up at the end of the mail/,
    fix: /Look whether the mail arrived.*did not say whether it took it/,
  },
  {
    name: 'the end of the mail is answered with no SMTP',
    server: () => plain({ '.': NUL }),
    stage: 'data',
    cause: /answered the end of the mail with what is not SMTP/,
    fix: /dialogue at the end of the mail/,
  },
];
