import { isNativeError } from 'node:util/types';
import type { SmtpServer } from './smtp-server-settings.ts';
import { type Stage, StageFailure } from './stage.ts';
import type { Transcript } from './transcript.ts';

/** What nodemailer, Node and OpenSSL tell of an error. */
interface SmtpError extends Error {
  code?: string;
  originalCode?: string;
  command?: string;
  response?: string;
  responseCode?: number;
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
  return new StageFailure(stage, redactPassword(describe(cause, server), server), {
    replyCode: cause.responseCode ?? null,
    errorCode: cause.originalCode ?? cause.code ?? cause.name,
    unanswered: transcript.unanswered && !cause.responseCode,
    cause: { name: cause.name, code: cause.code },
  });
}

function describe(error: SmtpError, server: SmtpServer): string {
  if (error.response) return error.response;
  if (error.name === 'TimeoutError' || error.code === 'ETIMEDOUT') {
    return `no answer within ${server.timeout_ms} ms`;
  }
  // Attempts on several addresses fail together, with an empty message of their own.
  if (error.errors) return error.errors.map(({ message }) => message).join('; ');
  return error.message;
}

/** The text without the server's password, however the server gave it back. */
export function redactPassword(text: string, server: Pick<SmtpServer, 'username' | 'password'>): string {
  if (!server.password) return text;
  const { username, password } = server;
  const base64 = (plain: string) => Buffer.from(plain).toString('base64');
  return [base64(`\0${username}\0${password}`), base64(password), password].reduce(
    (scrubbed, secret) => scrubbed.replaceAll(secret, '********'),
    text,
  );
}
