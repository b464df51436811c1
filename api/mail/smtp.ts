import { redactPassword } from './failure.ts';
import type { ComposedMail } from './message.ts';
import type { SmtpServer } from './smtp-server-settings.ts';
import { runSession } from './smtp-session.ts';
import type { Stage, StageFailure } from './stage.ts';

/**
 * How an attempt ended. `temporary`: try again. `permanent`: this mail will never be taken.
 * `ambiguous`: the connection was lost after the whole mail had left and before the server took it; it may have arrived.
 */
export type Outcome = 'sent' | 'temporary' | 'permanent' | 'ambiguous';

export interface SendResult {
  outcome: Outcome;
  /** The server's words, or ours when it said nothing. Never holds the password. */
  response: string;
  /** The stage that was reached. */
  stage: Stage;
}

/** Replies that blame the connection's set-up, not the mail (RFC 3207, 4954): an administrator mends them. */
const SETUP_REPLIES = new Set([503, 530, 534, 535, 538]);

/** Hands a mail to a server. Never throws; whatever happens is data. */
export async function sendMail(server: SmtpServer, mail: ComposedMail, signal?: AbortSignal): Promise<SendResult> {
  const { failure, info } = await runSession(server, mail, signal);
  if (failure === null)
    return { outcome: 'sent', response: redactPassword(info?.response ?? '', server), stage: 'data' };
  return { outcome: classify(failure), response: failure.message, stage: failure.stage };
}

/**
 * Only a refusal of the recipient or of the content is about this mail. Everything else (names, connections,
 * certificates, logins, the sender's address) is about the settings or the server, and no mail may be lost to it.
 */
function classify(failure: StageFailure): Outcome {
  const { stage, replyCode, errorCode } = failure;
  if (failure.unanswered) return 'ambiguous';
  if (stage !== 'rcpt' && stage !== 'data') return isUnaddressable(errorCode, replyCode) ? 'permanent' : 'temporary';
  return replyCode !== null && replyCode >= 500 && !SETUP_REPLIES.has(replyCode) ? 'permanent' : 'temporary';
}

/** nodemailer refuses an address that SMTP has no way to say before anything is sent. */
function isUnaddressable(errorCode: string | null, replyCode: number | null): boolean {
  return errorCode === 'EENVELOPE' && replyCode === null;
}
