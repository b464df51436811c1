import type { SmtpServer } from '../../api/mail/server/smtp-server-settings.ts';
import type { ComposedMail } from '../../api/mail/smtp/composed-mail.ts';
import { resultOf, type SendResult } from '../../api/mail/smtp/send-result.ts';
import { runSession } from '../../api/mail/smtp/smtp-session.ts';

/** Hands a mail to a server over a connection of its own. Never throws; whatever happens is data. */
export async function sendMail(server: SmtpServer, mail: ComposedMail, signal?: AbortSignal): Promise<SendResult> {
  return resultOf(server, await runSession(server, mail, signal));
}
