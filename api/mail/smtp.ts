import type { ComposedMail } from './message.ts';
import { peerWords, quoteReply, replyCodeOf } from './peer-words.ts';
import type { SmtpServer } from './smtp-server-settings.ts';
import { runSession } from './smtp-session.ts';
import type { Stage, StageFailure } from './stage.ts';

/**
 * How an attempt ended. `temporary`: try again. `permanent`: this mail will never be taken.
 * `ambiguous`: the whole mail had left, and the server neither took nor refused it in so many words; it may have arrived.
 */
export type Outcome = 'sent' | 'temporary' | 'permanent' | 'ambiguous';

export interface SendResult {
  outcome: Outcome;
  /** The server's words, or ours when it said nothing. Never holds the password. */
  response: string;
  /** What Node or OpenSSL said where `response` is a sentence of ours; for the log alone. */
  raw?: string;
  /** The stage that was reached. */
  stage: Stage;
}

/** Replies that blame the connection's set-up, not the mail (RFC 3207, 4954): an administrator mends them. */
const SETUP_REPLIES = new Set([503, 530, 534, 535, 538]);

/** Hands a mail to a server. Never throws; whatever happens is data. */
export async function sendMail(server: SmtpServer, mail: ComposedMail, signal?: AbortSignal): Promise<SendResult> {
  const { failure, info } = await runSession(server, mail, signal);
  if (failure !== null) {
    const { message: response, stage, raw } = failure;
    return { outcome: classify(failure), response, stage, ...(raw !== null && { raw }) };
  }
  const reply = info?.response ?? '';
  const code = replyCodeOf(reply);
  const isTaken = code !== null && code < 300;
  return { outcome: isTaken ? 'sent' : 'ambiguous', response: peerWords(quoteReply(reply), server), stage: 'data' };
}

/**
 * Only a refusal of the recipient or of the content is about this mail. Everything else (names, connections,
 * certificates, logins, the sender's address) is about the settings or the server, and no mail may be lost to it.
 */
function classify(failure: StageFailure): Outcome {
  const { stage, replyCode } = failure;
  if (failure.messageSent) return classifyFinal(replyCode);
  if (stage !== 'rcpt' && stage !== 'data') return failure.isUnaddressable ? 'permanent' : 'temporary';
  return replyCode !== null && replyCode >= 500 && !SETUP_REPLIES.has(replyCode) ? 'permanent' : 'temporary';
}

/** After the final dot 4yz and 5yz say that the mail was not taken (RFC 5321, section 4.2.1); nothing else does. */
function classifyFinal(replyCode: number | null): Outcome {
  if (replyCode === null || replyCode < 400) return 'ambiguous';
  return replyCode < 500 ? 'temporary' : 'permanent';
}
