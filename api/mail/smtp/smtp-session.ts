import type { Socket } from 'node:net';
import SMTPConnection, { type SMTPConnectionSendInfo } from 'nodemailer/lib/smtp-connection';
import { FINAL_ANSWER_MS } from '../server/deadline.ts';
import type { SmtpServer } from '../server/smtp-server-settings.ts';
import type { StageFailure } from '../server/stage.ts';
import { boundAttempt } from './attempt-bound.ts';
import type { ComposedMail } from './composed-mail.ts';
import { openConnection } from './connection.ts';
import { toFailure } from './failure.ts';
import { handOver, resetDialogue, runDialogue } from './smtp-dialogue.ts';
import { connectionOptions, createLine, currentSocket, type Line } from './smtp-line.ts';
import { createTranscript, type StepListener, type Transcript } from './transcript.ts';

/** What opening a session, or one mail over it, leaves behind, however it ended. */
export interface SessionReport {
  transcript: Transcript;
  failure: StageFailure | null;
  info: SMTPConnectionSendInfo | null;
  /** What TLS the connection speaks, in words; null: it did not get that far. */
  tls: string | null;
}

export interface SendingTerms {
  /** Hangs up when it is given. */
  signal?: AbortSignal | undefined;
  /** Asked before DATA and before the text: whether the mail may still leave by this connection. */
  mayLeave?: (() => boolean) | undefined;
  /** How long the answer to the text is waited for in all; otherwise as the RFC has it. */
  finalAnswerMs?: number;
}

/** A connection to a server that has come to the login, for one mail after the other. */
export interface SmtpSession {
  /** Hands a mail over. Never throws. After a failure the session is closed. */
  send(mail: ComposedMail, terms?: SendingTerms): Promise<SessionReport>;
  /** RSET: whether the server is there and has forgotten the last mail. When not, the session is closed. */
  reset(): Promise<boolean>;
  /** Says goodbye, and closes. */
  quit(): void;
  /** Closes without a word. */
  close(): void;
  /** Told once, when it has ended from either side. */
  onEnd(listener: () => void): void;
}

export type Opened = { session: SmtpSession; report: SessionReport } | { session: null; report: SessionReport };

/** Talks to a server from the look-up of its name to the login. Never throws: what went wrong is in the report. */
export async function openSession(server: SmtpServer, signal?: AbortSignal, onStep?: StepListener): Promise<Opened> {
  let socket: Socket | null = null;
  let connection: SMTPConnection | null = null;
  const line = createLine({ onStep });
  const startedAt = performance.now();
  const { attempt_ms: ms } = server;
  const bound = boundAttempt({ ms, wholeMs: ms, signal }, (why) => currentSocket(connection)?.destroy(why));
  try {
    socket = await openConnection(server, line.transcript, bound.signal);
    connection = new SMTPConnection(connectionOptions(server, line, socket));
    await runDialogue(connection, server, line.transcript);
    const report = { transcript: line.transcript, failure: null, info: null, tls: tlsSeen(line.transcript) };
    return { session: createSession(server, connection, line, performance.now() - startedAt), report };
  } catch (error) {
    connection?.close();
    socket?.destroy();
    const failure = toFailure(error, line.transcript, server);
    const { transcript } = line;
    return { session: null, report: { transcript, failure, info: null, tls: tlsSeen(transcript) } };
  } finally {
    bound.release();
  }
}

/** One mail over a session of its own; without a mail only to the login. Never throws. */
export async function runSession(
  server: SmtpServer,
  mail: ComposedMail | null,
  signal?: AbortSignal,
  onStep?: StepListener,
): Promise<SessionReport> {
  const { session, report } = await openSession(server, signal, onStep);
  if (session === null) return report;
  const sent = mail === null ? report : await session.send(mail, { signal });
  if (sent.failure === null) session.quit();
  return sent;
}

const NOT_OURS = 'The lease of this mail ran out before its text was sent; another worker has it.';

const tlsSeen = ({ steps }: Transcript): string | null => steps.find(({ stage }) => stage === 'tls')?.seen ?? null;

/** @param spentMs how much of the attempt that the first mail is part of was spent on the way to the login */
function createSession(server: SmtpServer, connection: SMTPConnection, line: Line, spentMs: number): SmtpSession {
  const tls = tlsSeen(line.transcript);
  let isFirst = true;
  async function send(mail: ComposedMail, terms: SendingTerms = {}) {
    const { signal, mayLeave = () => true, finalAnswerMs = FINAL_ANSWER_MS } = terms;
    const hangUp = (why: Error) => void currentSocket(connection)?.destroy(why);
    // The first mail goes on where the way to the login ended.
    if (!isFirst) line.transcript = createTranscript(line.hooks, 'mail');
    isFirst = false;
    currentSocket(connection)?.setTimeout(server.timeout_ms);
    const { transcript } = line;
    const bound = boundAttempt({ ms: server.attempt_ms - spentMs, wholeMs: server.attempt_ms, signal }, hangUp);
    spentMs = 0;
    line.hooks.beforeText = () => void (mayLeave() || hangUp(new Error(NOT_OURS)));
    line.hooks.onEndOfData = () => {
      currentSocket(connection)?.setTimeout(FINAL_ANSWER_MS);
      bound.go(finalAnswerMs);
    };
    try {
      return { transcript, failure: null, info: await handOver(connection, transcript, mail), tls };
    } catch (error) {
      close();
      return { transcript, failure: toFailure(error, transcript, server), info: null, tls };
    } finally {
      // What comes next is waited for as long as an ordinary step.
      currentSocket(connection)?.setTimeout(server.timeout_ms);
      bound.release();
    }
  }
  async function reset(): Promise<boolean> {
    try {
      currentSocket(connection)?.setTimeout(server.timeout_ms);
      await resetDialogue(connection);
      spentMs = 0;
      // Silence is what is expected of a server from now on.
      currentSocket(connection)?.setTimeout(0);
      return true;
    } catch {
      close(); // Nothing was under way that the error could tell of.
      return false;
    }
  }
  function close(): void {
    const socket = currentSocket(connection);
    connection.close();
    socket?.destroy();
  }
  function quit(): void {
    currentSocket(connection)?.setTimeout(server.timeout_ms);
    connection.quit();
  }
  return {
    send,
    reset,
    quit,
    close,
    onEnd: (listener) => void (connection.destroyed ? listener() : connection.once('end', listener)),
  };
}
