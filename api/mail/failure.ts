import { isNativeError } from 'node:util/types';
import { peerWords, quoteReply, replyCodeOf } from './peer-words.ts';
import type { SmtpServer } from './smtp-server-settings.ts';
import { type Stage, StageFailure } from './stage.ts';
import type { Transcript } from './transcript.ts';

/** What nodemailer, Node and OpenSSL tell of an error. */
interface SmtpError extends Error {
  code?: string;
  originalCode?: string;
  command?: string;
  response?: string;
  errors?: Error[];
}

const STAGE_OF_COMMAND: Readonly<Record<string, Stage>> = {
  STARTTLS: 'tls',
  'MAIL FROM': 'mail',
  'RCPT TO': 'rcpt',
  DATA: 'data',
};

/** An error of whatever origin as a failure of its stage, in the server's words where there are any. */
export function toFailure(error: unknown, transcript: Transcript, server: SmtpServer): StageFailure {
  if (error instanceof StageFailure) return error;
  const cause: SmtpError = isNativeError(error) ? error : new Error(String(error));
  const stage = (cause.command && STAGE_OF_COMMAND[cause.command]) || transcript.stage;
  return new StageFailure(stage, peerWords(describe(cause, server), server), {
    replyCode: cause.response ? replyCodeOf(cause.response) : null,
    errorCode: cause.originalCode ?? cause.code ?? cause.name,
    isUnaddressable: cause.code === 'EENVELOPE' && cause.command === 'API',
    messageSent: transcript.messageSent,
    cause: { name: cause.name, code: cause.code },
  });
}

function describe(error: SmtpError, server: SmtpServer): string {
  if (error.response) return quoteReply(error.response);
  if (error.name === 'TimeoutError' || error.code === 'ETIMEDOUT') {
    return `no answer within ${server.timeout_ms} ms`;
  }
  // Attempts on several addresses fail together, with an empty message of their own.
  if (error.errors) return error.errors.map(({ message }) => message).join('; ');
  return error.message;
}
