import type { Socket } from 'node:net';
import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { SmtpServer } from '../server/smtp-server-settings.ts';
import { tlsModeOf } from '../server/tls-mode.ts';
import { tlsOptionsFor } from '../tls/tls-options.ts';
import { createTranscript, type Transcript, type TranscriptHooks } from './transcript.ts';

/** What nodemailer's words go to: the transcript of the mail that is under way, which has its own hooks. */
export interface Line {
  transcript: Transcript;
  hooks: TranscriptHooks;
}

export function createLine(hooks: TranscriptHooks = {}): Line {
  return { transcript: createTranscript(hooks), hooks };
}

/** The socket in use: after STARTTLS it is another one. */
export function currentSocket(connection: SMTPConnection | null): Socket | null {
  return connection?._socket || null;
}

/** What nodemailer is told of a connection that is open already. */
export function connectionOptions(server: SmtpServer, line: Line, socket: Socket) {
  const mode = tlsModeOf(server);
  return {
    connection: socket,
    // nodemailer would send any host name as SNI; the TLS options carry the name where it is wanted.
    host: socket.remoteAddress ?? '127.0.0.1',
    port: server.port,
    name: server.helo_name,
    secure: mode === 'implicit',
    secured: mode === 'implicit',
    requireTLS: mode === 'starttls',
    opportunisticTLS: mode === null,
    tls: tlsOptionsFor(server),
    connectionTimeout: 3 * server.timeout_ms,
    greetingTimeout: server.timeout_ms,
    socketTimeout: server.timeout_ms,
    socketCloseTimeout: 1_000,
    transactionLog: true,
    logger: loggerOf(line),
  };
}

/** nodemailer is given its log once; each mail has a transcript of its own. */
function loggerOf(line: Line): Transcript['logger'] {
  return {
    debug: (...words: unknown[]) => line.transcript.logger.debug?.(...words),
    info: (...words: unknown[]) => line.transcript.logger.info?.(...words),
  };
}
