import type { Socket } from 'node:net';
import SMTPConnection, { type SMTPConnectionSendInfo } from 'nodemailer/lib/smtp-connection';
import { openConnection } from './connection.ts';
import { deadline } from './deadline.ts';
import { toFailure } from './failure.ts';
import type { ComposedMail } from './message.ts';
import { runDialogue } from './smtp-dialogue.ts';
import type { SmtpServer } from './smtp-server-settings.ts';
import type { StageFailure } from './stage.ts';
import { tlsModeOf } from './tls-mode.ts';
import { tlsOptionsFor } from './tls-options.ts';
import { createTranscript, type Transcript } from './transcript.ts';

/** RFC 5321, section 4.5.3.2.6: giving up on the final answer too early sends a mail twice. */
const FINAL_ANSWER_MS = 60_000;

/** Bounds a session with a server that answers each time just before its timeout. */
const STEPS_AT_MOST = 12;

/** What a session leaves behind, however it ended. */
export interface SessionReport {
  transcript: Transcript;
  failure: StageFailure | null;
  info: SMTPConnectionSendInfo | null;
}

/**
 * Talks to a server from the look-up of its name to the acceptance of the mail; without a mail only to the login.
 * Never throws: what went wrong is in the report, with the stage it went wrong in.
 */
export async function runSession(
  server: SmtpServer,
  mail: ComposedMail | null,
  signal?: AbortSignal,
): Promise<SessionReport> {
  let socket: Socket | null = null;
  let connection: SMTPConnection | null = null;
  const transcript = createTranscript(() => currentSocket(connection)?.setTimeout(FINAL_ANSWER_MS));
  const bound = deadline(STEPS_AT_MOST * server.timeout_ms + FINAL_ANSWER_MS, signal);
  const hangUp = () => currentSocket(connection)?.destroy(new Error('The connection was given up.'));
  bound.signal.addEventListener('abort', hangUp, { once: true });
  try {
    socket = await openConnection(server, transcript, bound.signal);
    connection = new SMTPConnection(connectionOptions(server, transcript, socket));
    const info = await runDialogue(connection, server, transcript, mail);
    connection.quit();
    return { transcript, failure: null, info };
  } catch (error) {
    connection?.close();
    socket?.destroy();
    return { transcript, failure: toFailure(error, transcript, server), info: null };
  } finally {
    bound.release();
  }
}

/** The socket in use: after STARTTLS it is another one. */
function currentSocket(connection: SMTPConnection | null): Socket | null {
  return connection?._socket || null;
}

function connectionOptions(server: SmtpServer, transcript: Transcript, socket: Socket) {
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
    logger: transcript.logger,
  };
}
