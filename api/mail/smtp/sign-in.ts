import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { SmtpServer } from '../server/smtp-server-settings.ts';
import { passwordMechanism } from './sign-in-mechanism.ts';
import { signInWithToken } from './sign-in-token.ts';
import { step } from './smtp-step.ts';
import type { Transcript } from './transcript.ts';

/**
 * Shows the server who its user is, in a way that it offers; without a user nothing is said.
 * @throws StageFailure, and what nodemailer throws
 */
export async function signIn(connection: SMTPConnection, server: SmtpServer, transcript: Transcript): Promise<void> {
  const { username, password, access_tokens: tokens } = server;
  if (username === null) return transcript.complete('auth', 'not used: the mail server has no user');
  if (tokens !== null) return transcript.complete('auth', await signInWithToken(connection, server, tokens));
  if (password === null) return transcript.complete('auth', `not used: ${username} has no password`);
  const method = passwordMechanism(connection);
  await step(connection, (done) => connection.login({ user: username, pass: password, method }, done));
  transcript.complete('auth', `signed in as ${username} with ${method}`);
}
