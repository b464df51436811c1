import { TLSSocket } from 'node:tls';
import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { SMTPConnectionSendInfo } from 'nodemailer/lib/smtp-connection';
import { describeTls } from './connection.ts';
import type { ComposedMail } from './message.ts';
import type { SmtpServer } from './smtp-server-settings.ts';
import { type Stage, StageFailure } from './stage.ts';
import type { Transcript } from './transcript.ts';

/** The SMTP part of a session, over an open socket: greeting, STARTTLS, login and, when there is one, the mail. */
export async function runDialogue(
  connection: SMTPConnection,
  server: SmtpServer,
  transcript: Transcript,
  mail: ComposedMail | null,
): Promise<SMTPConnectionSendInfo | null> {
  // Errors reach the caller through the step they end; one that comes after the last step ends nothing.
  connection.on('error', () => undefined);
  transcript.stage = 'greeting';
  await step(connection, (done) => connection.connect(done));
  noteTls(connection, transcript);
  transcript.stage = 'auth';
  await authenticate(connection, server, transcript);
  if (mail === null) return null;
  transcript.stage = 'mail';
  return step<SMTPConnectionSendInfo>(connection, (done) => connection.send(mail.envelope, mail.raw, done));
}

/** With STARTTLS the greeting was noted when TLS began, with implicit TLS the other way round. */
function noteTls(connection: SMTPConnection, transcript: Transcript): void {
  const noted = (stage: Stage) => transcript.steps.some((step) => step.stage === stage);
  if (!noted('greeting')) transcript.complete('greeting', transcript.greeting);
  if (noted('tls')) return;
  const socket = connection._socket;
  const seen = socket instanceof TLSSocket ? describeTls(socket) : 'not used: the connection is plain text';
  transcript.complete('tls', seen);
}

async function authenticate(connection: SMTPConnection, server: SmtpServer, transcript: Transcript): Promise<void> {
  const { username, password } = server;
  if (username === null) return transcript.complete('auth', 'not used: the mail server has no user');
  if (password === null) return transcript.complete('auth', `not used: ${username} has no password`);
  if (!connection.allowsAuth) {
    throw new StageFailure('auth', 'The server offers no authentication on this connection, but a user is set.', {
      errorCode: 'ENOAUTH',
    });
  }
  await step(connection, (done) => connection.login({ user: username, pass: password }, done));
  transcript.complete('auth', `logged in as ${username}`);
}

type Done<T> = (error?: Error | null, value?: T) => void;

/** One step of nodemailer's connection, which answers by callback, by an event, or by ending without a word. */
function step<T = unknown>(connection: SMTPConnection, run: (done: Done<T>) => void): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    // The end is announced before the callback that says why.
    const ended = () => setImmediate(() => settle(new Error('The server closed the connection.')));
    function settle(error?: Error | null, value?: T) {
      connection.off('error', settle);
      connection.off('end', ended);
      if (error) reject(error);
      else resolve(value as T);
    }
    connection.once('error', settle);
    connection.once('end', ended);
    run(settle);
  });
}
