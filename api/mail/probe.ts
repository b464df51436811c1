import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { type ComposedMail, composeMail } from './message.ts';
import { peerWords, quoteReply, replyCodeOf } from './peer-words.ts';
import { explain } from './probe/explain.ts';
import { renderMail } from './render.ts';
import type { Sender, SmtpServer } from './smtp-server-settings.ts';
import { runSession, type SessionReport } from './smtp-session.ts';
import { type Stage, StageFailure } from './stage.ts';
import { mailServerTestConnection } from './templates/mail-server-test-connection.ts';
import type { MailTemplate } from './templates/mail-template.ts';

export interface ProbeStage {
  stage: Stage;
  ok: boolean;
  duration_ms: number;
  /** What the server showed or said. */
  seen: string;
  /** Why it failed, and what to do about it. */
  cause?: string;
  fix?: string;
}

/** The stages in the order they happened, up to the first that failed. */
export interface ProbeResult {
  ok: boolean;
  stages: ProbeStage[];
}

export interface ProbeOptions {
  /** Who gets the test mail; with nobody the probe ends after the login. */
  recipients: string[];
  sender: Sender;
  signal?: AbortSignal;
  /** Gets what is not shown of a failure: the words of OpenSSL. */
  log?: Pick<Logger, 'info'>;
  /** The shipped text by default. */
  template?: MailTemplate;
}

const ENVELOPE: readonly Stage[] = ['mail', 'rcpt', 'data'];

/** Tries a mail server step by step, the way real mail goes. Never throws for what the server does. */
export async function probe(server: SmtpServer, options: ProbeOptions): Promise<ProbeResult> {
  const mail = options.recipients.length === 0 ? null : await writeTestMail(server, options);
  const report = await runSession(server, mail, options.signal);
  const failure = report.failure ?? refusalOfSome(report);
  const done = report.transcript.steps.filter(({ stage }) => failure === null || !isUndone(stage, failure.stage));
  const stages: ProbeStage[] = done.map(({ stage, duration_ms, seen }) => ({
    stage,
    ok: true,
    duration_ms,
    seen: peerWords(seen, server),
  }));
  if (failure !== null) stages.push(describeFailure(failure, server, report));
  if (failure?.raw) {
    const { stage, raw } = failure;
    options.log?.info({ mail_server: server.id, stage, raw }, 'connection test failed');
  }
  return { ok: failure === null, stages };
}

async function writeTestMail(server: SmtpServer, options: ProbeOptions): Promise<ComposedMail> {
  const variables = { mail_server: server.name, host: server.host, port: String(server.port) };
  return composeMail({
    sender: options.sender,
    recipients: options.recipients,
    content: renderMail(options.template ?? mailServerTestConnection, variables),
    messageId: `<${randomUUID()}@${options.sender.address.split('@').at(-1)}>`,
  });
}

/** SMTP goes on when one of several recipients is refused; for a test that is a failure. */
function refusalOfSome({ info }: SessionReport): StageFailure | null {
  const errors = info?.rejectedErrors ?? [];
  if (info === null || errors.length === 0) return null;
  const refused = errors.map(({ recipient, response }) => `${recipient}: ${quoteReply(response ?? '')}`);
  const words = `refused ${refused.join('; ')}. The mail left for ${info.accepted.join(', ')}.`;
  return new StageFailure('rcpt', words, { replyCode: replyCodeOf(errors[0]?.response ?? '') });
}

/** With PIPELINING later commands may have been answered before the failure of an earlier one was seen. */
function isUndone(stage: Stage, failed: Stage): boolean {
  return stage === failed || (ENVELOPE.includes(failed) && ENVELOPE.indexOf(stage) > ENVELOPE.indexOf(failed));
}

function describeFailure(failure: StageFailure, server: SmtpServer, { transcript }: SessionReport): ProbeStage {
  return {
    stage: failure.stage,
    ok: false,
    duration_ms: transcript.elapsedMs(),
    seen: peerWords(failure.message, server),
    ...explain(failure, server),
  };
}
