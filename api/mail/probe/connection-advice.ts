import { STAGES } from '../server/stage.ts';
import { OVERDUE } from '../smtp/attempt-bound.ts';
import { NOT_PERMITTED } from '../smtp/connection.ts';
import { addressOf, type Rule } from './advice.ts';

/** Failures before anything was said: the name and the connection. */
export const connectionAdvice: readonly Rule[] = [
  {
    stage: STAGES,
    code: new RegExp(OVERDUE),
    cause: (sight) => `${addressOf(sight)} answers, and so slowly that it was given up.`,
    fix: () =>
      "Look into the server's log for what it waits for; some slow down whom they do not know. GATEPOST_MAIL_ATTEMPT_SECONDS in the configuration of the API gives all servers more time.",
  },
  {
    stage: 'dns',
    code: /ENOTFOUND|ENODATA/,
    cause: ({ server }) => `The name ${server.host} is unknown to the name service of this machine.`,
    fix: () => 'Correct the address of the email server, or make the name known to DNS here. An IP address works too.',
  },
  {
    stage: 'dns',
    code: /./,
    cause: ({ server }) => `The name service did not answer the question for ${server.host}.`,
    fix: () => 'Check that this machine reaches its DNS server, and try again.',
  },
  {
    stage: 'tcp',
    code: new RegExp(NOT_PERMITTED),
    cause: ({ server }) =>
      `Mail may not go to ${server.host}: link-local, multicast and unspecified addresses are refused, and what the operator denies.`,
    fix: () => 'Correct the address, or have it allowed: GATEPOST_SMTP_ALLOW in the configuration of the API.',
  },
  {
    stage: 'tcp',
    code: /ECONNREFUSED/,
    cause: (sight) => `${addressOf(sight)} refuses connections: nothing listens there, or a firewall rejects.`,
    fix: () => 'Check that the SMTP server runs and that the port is right (25, 465 and 587 are usual).',
  },
  {
    stage: 'tcp',
    code: /./,
    cause: (sight) => `${addressOf(sight)} cannot be reached within ${sight.server.timeout_ms} ms.`,
    fix: () => 'Check the address, the route to it, and whether a firewall drops connections to this port.',
  },
];
