import type { SmtpServer } from '../smtp-server-settings.ts';
import type { Stage } from '../stage.ts';

/** What people need to know of a failure: why it happened and what to do. */
export interface Advice {
  cause: string;
  fix: string;
}

/** Advice for failures of a stage whose code (SMTP reply, Node or OpenSSL error) matches. */
export interface Rule {
  stage: Stage;
  code: RegExp;
  cause: (server: SmtpServer) => string;
  fix: (server: SmtpServer) => string;
}

/** Where a server is, as people write it. */
export function addressOf(server: SmtpServer): string {
  return `${server.host} port ${server.port}`;
}
