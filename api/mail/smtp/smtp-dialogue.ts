import { TLSSocket } from 'node:tls';
import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { SMTPConnectionSendInfo } from 'nodemailer/lib/smtp-connection';
import type { SmtpServer } from '../server/smtp-server-settings.ts';
import type { Stage } from '../server/stage.ts';
import type { ComposedMail } from './composed-mail.ts';
import { noteTls } from './connection.ts';
import { demandSmtpUtf8 } from './internationalized.ts';
import { signIn } from './sign-in.ts';
import { step } from './smtp-step.ts';
import type { Transcript } from './transcript.ts';

/** The SMTP part of opening a session, over an open socket: greeting, STARTTLS, login. */
export async function runDialogue(
  connection: SMTPConnection,
  server: SmtpServer,
  transcript: Transcript,
): Promise<void> {
  // Errors reach the caller through the step they end; one that comes after the last step ends nothing.
  connection.on('error', () => undefined);
  transcript.stage = 'greeting';
  await step(connection, (done) => connection.connect(done));
  noteStart(connection, transcript);
  transcript.stage = 'auth';
  await signIn(connection, server, transcript);
}

/** One mail over a session that has come to the login, or has handed others over. */
export function handOver(
  connection: SMTPConnection,
  transcript: Transcript,
  mail: ComposedMail,
): Promise<SMTPConnectionSendInfo> {
  transcript.stage = 'mail';
  demandSmtpUtf8(connection, mail.envelope);
  // nodemailer notes in the envelope how it went, which must not count for the next server.
  const envelope = { ...mail.envelope, to: [...mail.envelope.to] };
  return step<SMTPConnectionSendInfo>(connection, (done) => connection.send(envelope, mail.raw, done));
}

/** RFC 5321, section 4.1.1.5: the server forgets the mail before, and shows that it is still there. */
export async function resetDialogue(connection: SMTPConnection): Promise<void> {
  await step(connection, (done) => connection.reset(done));
}

/** With STARTTLS the greeting was noted when TLS began, with implicit TLS the other way round. */
function noteStart(connection: SMTPConnection, transcript: Transcript): void {
  const noted = (stage: Stage) => transcript.steps.some((step) => step.stage === stage);
  if (!noted('greeting')) transcript.complete('greeting', transcript.greeting);
  if (noted('tls')) return;
  const socket = connection._socket;
  const seen = socket instanceof TLSSocket ? noteTls(socket, transcript) : 'not used: the connection is plain text';
  transcript.complete('tls', seen);
}
