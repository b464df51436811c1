import { isNativeError } from 'node:util/types';
import { FINAL_ANSWER_MS } from '../server/deadline.ts';
import { peerWords, quoteReply, replyCodeOf } from '../server/peer-words.ts';
import type { SmtpServer } from '../server/smtp-server-settings.ts';
import { type Stage, StageFailure } from '../server/stage.ts';
import { tlsFailureOf } from '../tls/tls-failure.ts';
import type { Transcript } from './transcript.ts';

/** What nodemailer, Node and OpenSSL tell of an error. */
interface SmtpError extends Error {
  code?: string;
  originalCode?: string;
  command?: string;
  response?: string;
  errors?: Error[];
  /** Of the server, where it names other hosts. */
  cert?: { subjectaltname?: string };
}

export const TLS_GREETING = 'TLS_GREETING';

const STAGE_OF_COMMAND: Readonly<Record<string, Stage>> = {
  STARTTLS: 'tls',
  'MAIL FROM': 'mail',
  'RCPT TO': 'rcpt',
  DATA: 'data',
};

/** An error of whatever origin as a failure of its stage, in the server's words where there are any. */
export function toFailure(error: unknown, transcript: Transcript, server: SmtpServer): StageFailure {
  if (error instanceof StageFailure) return error;
  if (transcript.greetsInTls) {
    return new StageFailure('greeting', 'TLS instead of a greeting', { errorCode: TLS_GREETING });
  }
  const cause: SmtpError = isNativeError(error) ? error : new Error(String(error));
  const stage = (cause.command && STAGE_OF_COMMAND[cause.command]) || transcript.stage;
  const errorCode = cause.originalCode ?? cause.code ?? cause.name;
  const said = describe(cause, transcript, server);
  const sentence = cause.response || isTimeout(cause) ? null : tlsWords(cause, errorCode, stage, server);
  return new StageFailure(sentence === null ? stage : stageOfTls(stage), peerWords(sentence ?? said, server), {
    replyCode: cause.response ? replyCodeOf(cause.response) : null,
    errorCode,
    raw: sentence === null ? null : peerWords(said, server),
    isUnaddressable: cause.code === 'EENVELOPE' && cause.command === 'API',
    messageSent: transcript.messageSent,
    cause: { name: cause.name, code: cause.code },
  });
}

const isTimeout = ({ code }: SmtpError) => code === 'ETIMEDOUT';

/** OpenSSL's words as a sentence; null: it was not OpenSSL. */
function tlsWords(error: SmtpError, code: string, stage: Stage, server: SmtpServer): string | null {
  const known = tlsFailureOf(code, stage);
  if (known === undefined) return null;
  const names = error.cert?.subjectaltname;
  return names ? `${known.words(server)} It names ${names}.` : known.words(server);
}

/** With TLS 1.3 the server judges our certificate when we take the handshake to be over already. */
function stageOfTls(stage: Stage): Stage {
  return ['tcp', 'greeting', 'auth'].includes(stage) ? 'tls' : stage;
}

function describe(error: SmtpError, { messageSent }: Transcript, server: SmtpServer): string {
  if (error.response) return quoteReply(error.response);
  if (isTimeout(error)) return `no answer within ${messageSent ? FINAL_ANSWER_MS : server.timeout_ms} ms`;
  // Attempts on several addresses fail together, with an empty message of their own.
  if (error.errors) return error.errors.map(({ message }) => message).join('; ');
  return error.message;
}
