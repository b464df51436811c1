import { TLS_GREETING } from '../smtp/failure.ts';
import { addressOf, HANGING_UP, type Rule, SILENCE, type Sight } from './advice.ts';

const afterEhlo = ({ evidence }: Sight) => /^(?:EHLO|HELO)$/.test(evidence.lastCommand ?? '');

/** Failures of the greeting and of EHLO, which is said in the same breath. */
export const greetingAdvice: readonly Rule[] = [
  {
    stage: 'greeting',
    code: new RegExp(TLS_GREETING),
    cause: (sight) => `${addressOf(sight)} speaks TLS from the first byte.`,
    fix: (sight) => `${expectTls(sight)}.`,
  },
  {
    stage: 'greeting',
    code: SILENCE,
    when: afterEhlo,
    cause: (sight) => `${addressOf(sight)} greets, and says nothing to EHLO.`,
    fix: () =>
      'Look for a firewall that inspects SMTP between here and the server; else the server hangs: look into its log.',
  },
  {
    stage: 'greeting',
    code: SILENCE,
    when: ({ look }) => look.answersIn === 'implicit',
    cause: (sight) => `${addressOf(sight)} waits for TLS from the first byte, and answers when it gets it.`,
    fix: (sight) => `${expectTls(sight)}.`,
  },
  {
    stage: 'greeting',
    code: SILENCE,
    when: ({ evidence }) => evidence.tls !== null,
    cause: (sight) => `${addressOf(sight)} speaks TLS, and then says nothing.`,
    fix: () =>
      'Check that an SMTP server stands behind that port: a TLS proxy whose server is down is silent like this.',
  },
  {
    stage: 'greeting',
    code: SILENCE,
    cause: (sight) => `${addressOf(sight)} takes the connection but says nothing, nor does it answer in TLS.`,
    fix: ({ server }) =>
      `Check that an SMTP server listens there, and give it more time than ${server.timeout_ms} ms: some wait before they greet whom they do not know.`,
  },
  {
    stage: 'greeting',
    code: /^4\d\d$/,
    when: (sight) => !afterEhlo(sight),
    cause: (sight) => `${addressOf(sight)} is too busy to talk, or has enough connections from here.`,
    fix: () => 'Try again later; if it lasts, have its limits of connections raised for this machine.',
  },
  {
    stage: 'greeting',
    code: /^5\d\d$/,
    when: (sight) => !afterEhlo(sight),
    cause: (sight) => `${addressOf(sight)} turns this machine away.`,
    fix: () => "Ask the server's operator to let this machine's address in; the reply says why it does not.",
  },
  {
    stage: 'greeting',
    code: /^50[02]$/,
    when: afterEhlo,
    cause: (sight) => `${addressOf(sight)} does not know EHLO, and without it there is no TLS.`,
    fix: () =>
      'Use a server that speaks ESMTP; a firewall that inspects SMTP may also be what refuses EHLO. Only with Secure Connection off does HELO do.',
  },
  {
    stage: 'greeting',
    code: /^5\d\d$/,
    when: afterEhlo,
    cause: ({ server }) => `The server does not accept the name ${server.helo_name}, which is said in EHLO.`,
    fix: () => 'Set helo_name of the email server to a host name that DNS knows for this machine.',
  },
  {
    stage: 'greeting',
    code: /^4\d\d$/,
    cause: (sight) => `${addressOf(sight)} ends the session at EHLO: it is shutting down or too busy.`,
    fix: () => 'Try again in a few minutes.',
  },
  {
    stage: 'greeting',
    code: HANGING_UP,
    when: afterEhlo,
    cause: (sight) => `${addressOf(sight)} greets, and hangs up at EHLO.`,
    fix: ({ server }) =>
      `Look into the server's log; it may dislike the name ${server.helo_name}, which helo_name of the email server changes.`,
  },
  {
    stage: 'greeting',
    code: HANGING_UP,
    when: ({ evidence }) => evidence.tls !== null,
    cause: (sight) => `${addressOf(sight)} completes TLS, and hangs up before its greeting.`,
    fix: () => "Look into the server's log: some check the client certificate only then.",
  },
  {
    stage: 'greeting',
    code: HANGING_UP,
    cause: (sight) => `${addressOf(sight)} hung up before its greeting.`,
    fix: () => 'Check that the server, or the load balancer in front of it, lets this machine in.',
  },
  {
    stage: 'greeting',
    code: /./,
    when: afterEhlo,
    cause: (sight) => `${addressOf(sight)} answers EHLO with what is not SMTP.`,
    fix: () => 'Look for what stands between here and the server: something there rewrites the dialogue.',
  },
  {
    stage: 'greeting',
    code: /./,
    cause: (sight) => `${addressOf(sight)} does not speak SMTP.`,
    fix: () => 'Check that the port is that of an SMTP server.',
  },
];

function expectTls({ server }: Sight): string {
  return server.secure ? 'Set tls_mode to "implicit"' : 'Turn Secure Connection on and set tls_mode to "implicit"';
}
