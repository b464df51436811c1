import type { SmtpServer } from '../../../api/mail/server/smtp-server-settings.ts';
import type { Stage } from '../../../api/mail/server/stage.ts';

/** Something that is wrong with a mail server, and how it has to be told. */
export interface Fault {
  name: string;
  server: () => Promise<SmtpServer>;
  stage: Stage;
  cause: RegExp;
  fix: RegExp;
}
