import type { SmtpServer } from '../server/smtp-server-settings.ts';
import type { Stage, StageFailure } from '../server/stage.ts';
import type { Evidence } from '../smtp/evidence.ts';
import type { SecondLook } from './second-look.ts';

/** What people need to know of a failure: why it happened and what to do. */
export interface Advice {
  cause: string;
  fix: string;
}

/** All that is known of a failure. */
export interface Sight {
  server: SmtpServer;
  failure: StageFailure;
  evidence: Evidence;
  look: SecondLook;
}

/** Advice for failures of a stage whose code (SMTP reply, Node or OpenSSL error) matches, and the rest of what is known. */
export interface Rule {
  stage: Stage | readonly Stage[];
  code: RegExp;
  when?: (sight: Sight) => boolean;
  cause: (sight: Sight) => string;
  fix: (sight: Sight) => string;
}

/** Where a server is, as people write it. */
export function addressOf({ server }: Pick<Sight, 'server'>): string {
  return `${server.host} port ${server.port}`;
}

/** Nothing came within the timeout. */
export const SILENCE = /^ETIMEDOUT$/;

/** The connection ended, by a farewell of TCP or without one; `Error` is our own word for an end nobody explained. */
export const HANGING_UP = /^(?:ECONNRESET|EPIPE|ECONNECTION|ECONNABORTED|ETLS|Error)$/;

/** Whether the whole mail had left when it failed. */
export const wasSent = ({ failure }: Sight): boolean => failure.messageSent;

/** Whether the server's words fit; what they were is only known where it spoke SMTP. */
export const says =
  (words: RegExp) =>
  ({ failure }: Sight): boolean =>
    words.test(failure.message);
