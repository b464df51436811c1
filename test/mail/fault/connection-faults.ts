import { smtpServer } from '../builder.ts';
import type { Fault } from './fault.ts';
import { implicit, NUL, plain, refusing, trusting } from './faulty-server.ts';

/** Before TLS: the way there, the greeting, EHLO. */
export const CONNECTION_FAULTS: readonly Fault[] = [
  // The way there.
  {
    name: 'the name is unknown',
    server: async () => smtpServer({ port: 25, host: 'no-such-host.invalid' }),
    stage: 'dns',
    cause: /name no-such-host\.invalid is unknown/,
    fix: /make the name known to DNS/,
  },
  {
    name: 'nothing listens',
    server: refusing,
    stage: 'tcp',
    cause: /refuses connections/,
    fix: /SMTP server runs and that the port is right/,
  },
  {
    name: 'mail may not go there',
    server: async () => smtpServer({ port: 25, host: '169.254.169.254' }),
    stage: 'tcp',
    cause: /Mail may not go to 169\.254/,
    fix: /GATEPOST_SMTP_ALLOW/,
  },
  // The greeting.
  {
    name: 'nothing is said',
    server: () => plain({ greeting: undefined }),
    stage: 'greeting',
    cause: /says nothing, nor does it answer in TLS/,
    fix: /give it more time than 2500 ms/,
  },
  {
    name: 'TLS is waited for, and STARTTLS expected',
    server: () => implicit({}, { tls_mode: 'starttls' }),
    stage: 'greeting',
    cause: /waits for TLS from the first byte, and answers/,
    fix: /^Set tls_mode to "implicit"\.$/,
  },
  {
    name: 'TLS is waited for, and Secure Connection is off',
    server: () => implicit({}, { secure: false, tls_mode: null }),
    stage: 'greeting',
    cause: /waits for TLS from the first byte, and answers/,
    fix: /^Turn Secure Connection on and set tls_mode to "implicit"\.$/,
  },
  {
    name: 'TLS comes instead of a greeting',
    server: () => plain({ greeting: '\x15\x03\x03\0\x02\x02\n' }),
    stage: 'greeting',
    cause: /speaks TLS from the first byte\.$/,
    fix: /tls_mode to "implicit"/,
  },
  {
    name: 'TLS works, and nothing is said over it',
    server: () => implicit({}, {}, false),
    stage: 'greeting',
    cause: /speaks TLS, and then says nothing/,
    fix: /TLS proxy whose server is down/,
  },
  {
    name: 'the greeting is 421',
    server: () => plain({ greeting: '421 Too many connections' }),
    stage: 'greeting',
    cause: /too busy to talk/,
    fix: /limits of connections/,
  },
  {
    name: 'the greeting is 554',
    server: () => plain({ greeting: '554 Not you' }),
    stage: 'greeting',
    cause: /turns this machine away/,
    fix: /let this machine's address in/,
  },
  {
    name: 'the connection ends before a greeting',
    server: () => plain({ greeting: null }),
    stage: 'greeting',
    cause: /hung up before its greeting/,
    fix: /load balancer/,
  },
  {
    name: 'the greeting is no SMTP',
    server: () => plain({ greeting: `SSH-2.0-x ${NUL}` }),
    stage: 'greeting',
    cause: /does not speak SMTP/,
    fix: /port is that of an SMTP server/,
  },
  // EHLO.
  {
    name: 'EHLO is not known, and TLS demanded',
    server: () => plain({ EHLO: '502 What?', HELO: '250 Hello' }, { secure: true, tls: trusting() }),
    stage: 'greeting',
    cause: /does not know EHLO/,
    fix: /speaks ESMTP/,
  },
  {
    name: 'the name in EHLO is not accepted',
    server: () => plain({ EHLO: '550 5.7.1 Bad name', HELO: '550 5.7.1 Bad name' }),
    stage: 'greeting',
    cause: /does not accept the name cloud\.example\.org/,
    fix: /Set helo_name/,
  },
  {
    name: 'EHLO is answered with 421',
    server: () => plain({ EHLO: '421 Going down' }),
    stage: 'greeting',
    cause: /ends the session at EHLO/,
    fix: /^Try again in a few minutes\.$/,
  },
  {
    name: 'EHLO is answered with silence',
    server: () => plain({ EHLO: undefined }),
    stage: 'greeting',
    cause: /greets, and says nothing to EHLO/,
    fix: /firewall that inspects SMTP/,
  },
  {
    name: 'EHLO is hung up at',
    server: () => plain({ EHLO: null }),
    stage: 'greeting',
    cause: /greets, and hangs up at EHLO/,
    fix: /may dislike the name/,
  },
  {
    name: 'EHLO is answered with no SMTP',
    server: () => plain({ EHLO: NUL, HELO: NUL }),
    stage: 'greeting',
    cause: /answers EHLO with what is not SMTP/,
    fix: /rewrites the dialogue/,
  },
];
