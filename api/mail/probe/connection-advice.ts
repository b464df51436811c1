import { NOT_PERMITTED } from '../connection.ts';
import { TLS_GREETING } from '../failure.ts';
import type { SmtpServer } from '../smtp-server-settings.ts';
import { addressOf, type Rule } from './advice.ts';

/** Failures before anything was said: the name, the connection, the greeting. */
export const connectionAdvice: readonly Rule[] = [
  {
    stage: 'dns',
    code: /ENOTFOUND|ENODATA/,
    cause: ({ host }) => `The name ${host} is unknown to the name service of this machine.`,
    fix: () => 'Correct the address of the email server, or make the name known to DNS here. An IP address works too.',
  },
  {
    stage: 'dns',
    code: /./,
    cause: ({ host }) => `The name service did not answer the question for ${host}.`,
    fix: () => 'Check that this machine reaches its DNS server, and try again.',
  },
  {
    stage: 'tcp',
    code: new RegExp(NOT_PERMITTED),
    cause: ({ host }) =>
      `Mail may not go to ${host}: link-local, multicast and unspecified addresses are refused, and what the operator denies.`,
    fix: () => 'Correct the address, or have it allowed: GATEPOST_SMTP_ALLOW in the configuration of the API.',
  },
  {
    stage: 'tcp',
    code: /ECONNREFUSED/,
    cause: (server) => `${addressOf(server)} refuses connections: nothing listens there, or a firewall rejects.`,
    fix: () => 'Check that the SMTP server runs and that the port is right (25, 465 and 587 are usual).',
  },
  {
    stage: 'tcp',
    code: /./,
    cause: (server) => `${addressOf(server)} cannot be reached within ${server.timeout_ms} ms.`,
    fix: () => 'Check the address, the route to it, and whether a firewall drops connections to this port.',
  },
  {
    stage: 'greeting',
    code: /ETIMEDOUT/,
    cause: (server) =>
      `${addressOf(server)} takes the connection but says nothing. It may be waiting for TLS from the first byte.`,
    fix: (server) => `${expectTls(server)} if the server speaks TLS from the first byte; else check the server.`,
  },
  {
    stage: 'greeting',
    code: new RegExp(TLS_GREETING),
    cause: (server) => `${addressOf(server)} speaks TLS from the first byte.`,
    fix: (server) => `${expectTls(server)}.`,
  },
  {
    stage: 'greeting',
    code: /^[45]\d\d$/,
    cause: (server) => `${addressOf(server)} turns this machine away.`,
    fix: () => "Ask the server's operator to let this machine's address in; the reply says why it does not.",
  },
  {
    stage: 'greeting',
    code: /./,
    cause: (server) => `${addressOf(server)} does not speak SMTP, or hung up before its greeting.`,
    fix: () => 'Check that the port is that of an SMTP server, and that it allows this machine.',
  },
];

function expectTls({ secure }: SmtpServer): string {
  return secure ? 'Set tls_mode to "implicit"' : 'Turn Secure Connection on and set tls_mode to "implicit"';
}
