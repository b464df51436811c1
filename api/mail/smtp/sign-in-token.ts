import { isNativeError } from 'node:util/types';
import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import { type AccessToken, type AccessTokens, noteSaid, TokenFailure } from '../server/access-token.ts';
import { peerWords, quoteReply, replyCodeOf } from '../server/peer-words.ts';
import type { SmtpServer } from '../server/smtp-server-settings.ts';
import { StageFailure } from '../server/stage.ts';
import { type TokenMechanism, tokenMechanism } from './sign-in-mechanism.ts';
import { step } from './smtp-step.ts';
import { acknowledgementOf, initialResponseOf, reasonOf } from './token-message.ts';

/** Under this name nodemailer runs what follows: under XOAUTH2 it would look for tokens of its own. */
const OUR_METHOD = 'ACCESS-TOKEN';

/** The server said no to a token, once in so many words. */
class TokenRefused extends StageFailure {}

/**
 * Signs in with an access token. One that was kept and is refused is replaced once, on the same connection.
 * @returns what was seen
 * @throws StageFailure, and what nodemailer throws
 */
export async function signInWithToken(
  connection: SMTPConnection,
  server: SmtpServer,
  tokens: AccessTokens,
): Promise<string> {
  const mechanism = tokenMechanism(connection);
  const present = (token: AccessToken) => exchange(connection, server, tokens, mechanism, token.value);
  const token = await whileOpen(connection, server, () => tokens.current());
  const seen = `signed in as ${server.username} with ${mechanism}, by an access token of ${tokens.host}`;
  try {
    await present(token);
    return token.remark ? `${seen}; ${token.remark}` : seen;
  } catch (error) {
    const isWorthAnother = token.isKept && error instanceof TokenRefused;
    const other = isWorthAnother && (await whileOpen(connection, server, () => tokens.renewed(token.value)));
    if (!other) throw error;
    await present(other).catch((next: unknown) => {
      // Some servers hang up after a refusal: then that one is told, and the new token waits for the next attempt.
      throw next instanceof StageFailure ? next : error;
    });
    return `${seen}; the one before was refused, so that a new one was taken`;
  }
}

/** A token endpoint may be slower than the mail server's patience, which is not being tried meanwhile. */
async function whileOpen<T>(connection: SMTPConnection, server: SmtpServer, run: () => Promise<T>): Promise<T> {
  const socket = connection._socket || null;
  socket?.setTimeout(0);
  try {
    return await step<T>(connection, (done) => void run().then((value) => done(null, value), done));
  } catch (error) {
    throw error instanceof TokenFailure ? new StageFailure('auth', error.message, { errorCode: error.code }) : error;
  } finally {
    socket?.setTimeout(server.timeout_ms);
  }
}

async function exchange(
  connection: SMTPConnection,
  server: SmtpServer,
  tokens: AccessTokens,
  mechanism: TokenMechanism,
  token: string,
): Promise<void> {
  const initial = initialResponseOf(mechanism, server, token);
  noteSaid(tokens.said, initial);
  let reason = '';
  connection.customAuth.set(OUR_METHOD, async ({ sendCommand }) => {
    const first = await sendCommand(`AUTH ${mechanism} ${initial}`);
    if (first.status === 334) reason = reasonOf(first.text);
    const last = first.status === 334 ? await sendCommand(acknowledgementOf(mechanism)) : first;
    if (last.status !== 235) throw new Error('The access token was refused.');
  });
  try {
    const user = server.username ?? '';
    await step(connection, (done) => connection.login({ user, method: OUR_METHOD }, done));
  } catch (error) {
    throw refusal(error, reason, server) ?? error;
  }
}

/** The words of a reply, with the reason that came before it; null: there was no reply. */
function refusal(error: unknown, reason: string, server: SmtpServer): StageFailure | null {
  const { response } = isNativeError(error) ? (error as Error & { response?: string }) : {};
  if (typeof response !== 'string') return null;
  const words = peerWords(reason === '' ? quoteReply(response) : `${quoteReply(response)} (${reason})`, server);
  const replyCode = replyCodeOf(response);
  const isRefusal = replyCode !== null && replyCode >= 500;
  return isRefusal
    ? new TokenRefused('auth', words, { replyCode, errorCode: 'EAUTH' })
    : new StageFailure('auth', words, { replyCode, errorCode: 'EAUTH' });
}
