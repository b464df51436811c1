import { peerWords, quoteReply, replyCodeOf } from '../server/peer-words.ts';
import type { SmtpServer } from '../server/smtp-server-settings.ts';
import type { Stage, StageFailure } from '../server/stage.ts';
import type { SessionReport } from './smtp-session.ts';

/**
 * How an attempt ended. `temporary`: try again. `permanent`: this mail will never be taken.
 * `ambiguous`: the whole mail had left, and the server neither took nor refused it in so many words; it may have arrived.
 */
export const OUTCOMES = ['sent', 'temporary', 'permanent', 'ambiguous'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export interface SendResult {
  outcome: Outcome;
  /** The server's words, or ours when it said nothing. Never holds the password. */
  response: string;
  /** What Node or OpenSSL said where `response` is a sentence of ours; for the log alone. */
  raw?: string;
  /** The stage that was reached. */
  stage: Stage;
  /** What TLS was seen, in words; null: it did not get that far. */
  tls: string | null;
  /** It is the server that cannot be used just now, for whichever mail. */
  isSick?: boolean;
  /** The mail has not left, and what was said is neither about its recipient nor about its text. */
  mayGoElsewhere?: boolean;
}

/** Replies that blame the connection's set-up, not the mail (RFC 3207, 4954): an administrator mends them. */
const SETUP_REPLIES = new Set([503, 530, 534, 535, 538]);

/** What a session that was to hand a mail over says of the mail. */
export function resultOf(server: SmtpServer, { failure, info, ...report }: SessionReport): SendResult {
  const tls = report.tls === null ? null : peerWords(report.tls, server);
  if (failure !== null) {
    const { message: response, stage, raw } = failure;
    return { outcome: classify(failure), response, stage, tls, ...(raw !== null && { raw }), ...blame(failure) };
  }
  const reply = info?.response ?? '';
  const code = replyCodeOf(reply);
  const isTaken = code !== null && code < 300;
  return {
    outcome: isTaken ? 'sent' : 'ambiguous',
    response: peerWords(quoteReply(reply), server),
    stage: 'data',
    tls,
  };
}

/** nodemailer's names for what a server said of an envelope or a text, rather than of a connection. */
const SAID = new Set(['EENVELOPE', 'EMESSAGE']);
const OPENING: readonly Stage[] = ['dns', 'tcp', 'greeting', 'tls', 'auth'];

/** RFC 5321, section 3.8: 421 is about the server, whatever it answers. */
function blame(failure: StageFailure): Pick<SendResult, 'isSick' | 'mayGoElsewhere'> {
  const { stage, replyCode, errorCode, messageSent } = failure;
  const isLost = replyCode === null && !SAID.has(errorCode ?? '') && !messageSent;
  const isSick = replyCode === 421 || OPENING.includes(stage) || isLost;
  const isPostponed = stage === 'mail' && replyCode !== null && replyCode >= 400 && replyCode < 500;
  return {
    ...(isSick && { isSick }),
    ...(!messageSent && (isSick || isPostponed) && { mayGoElsewhere: true }),
  };
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
