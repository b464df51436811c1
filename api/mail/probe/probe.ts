import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { cleanText } from '../../clean-text.ts';
import type { DkimKey } from '../content/dkim.ts';
import { composeMail } from '../content/message.ts';
import { renderMail } from '../content/render.ts';
import { shippedTemplate } from '../content/templates/index.ts';
import type { MailTemplate } from '../content/templates/mail-template.ts';
import { peerWords, quoteReply, replyCodeOf } from '../server/peer-words.ts';
import type { Sender, SmtpServer } from '../server/smtp-server-settings.ts';
import { type Stage, StageFailure, type Step } from '../server/stage.ts';
import type { ComposedMail } from '../smtp/composed-mail.ts';
import type { Evidence } from '../smtp/evidence.ts';
import { withAsciiDomain } from '../smtp/internationalized.ts';
import { runSession, type SessionReport } from '../smtp/smtp-session.ts';
import type { Sight } from './advice.ts';
import { detailsOf, type Known, type StageDetails } from './details.ts';
import { explain } from './explain.ts';
import { lookAgain, type SecondLook } from './second-look.ts';
import { warningsOf } from './warnings.ts';

export interface ProbeStage {
  stage: Stage;
  ok: boolean;
  duration_ms: number;
  /** What the server showed or said. */
  seen: string;
  /** The same as data, and what goes beyond it. */
  details?: StageDetails;
  /** What works, and may not for long. */
  warnings?: string[];
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
  /** By what the mail is signed, as real mail is. */
  dkim?: DkimKey | null;
  /** The shipped text by default. */
  template?: MailTemplate;
  /** Hears of each stage as it ends. One that a later failure takes back was answered, and did not count. */
  onStage?: ((stage: ProbeStage) => void) | undefined;
  /** The time by the database's clock; without it nobody counts the days that certificates have left. */
  now?: Date;
}

const ENVELOPE: readonly Stage[] = ['mail', 'rcpt', 'data'];
const NO_LOOK: SecondLook = { answersIn: null, tls: null };

/** Tries a mail server step by step, the way real mail goes. Never throws for what the server does. */
export async function probe(server: SmtpServer, options: ProbeOptions): Promise<ProbeResult> {
  const mail = options.recipients.length === 0 ? null : await writeTestMail(server, options);
  const now = options.now ?? null;
  const known = (evidence: Evidence, look = NO_LOOK): Known => ({ server, evidence, look, now });
  let isOver = false;
  // The answer to the farewell belongs to no stage.
  const tell = (step: Step, evidence: Evidence) =>
    isOver || options.onStage?.(furnish(passed(step, server), known(evidence)));
  const report = await runSession(server, mail, options.signal, tell);
  isOver = true;
  const failure = report.failure ?? refusalOfSome(report);
  const lastMs = report.transcript.elapsedMs();
  const look = failure === null ? NO_LOOK : await lookAgain(server, failure, options.signal);
  const stages = describeStages(report, failure, lastMs, known(report.transcript.evidence, look));
  const last = stages.at(-1);
  if (failure !== null && last) options.onStage?.(last);
  if (failure?.raw) {
    const { stage, raw } = failure;
    options.log?.info({ mail_server: server.id, stage, raw }, 'connection test failed');
  }
  return { ok: failure === null, stages };
}

function describeStages(
  { transcript: { steps } }: SessionReport,
  failure: StageFailure | null,
  lastMs: number,
  known: Known,
): ProbeStage[] {
  const { server } = known;
  const done = steps.filter(({ stage }) => failure === null || !isUndone(stage, failure.stage));
  const stages: ProbeStage[] = done.map((step) => passed(step, server));
  if (failure !== null) stages.push(describeFailure({ ...known, failure }, lastMs));
  return stages.map((stage) => furnish(stage, known));
}

const passed = (step: Step, server: SmtpServer): ProbeStage => ({
  ...step,
  ok: true,
  seen: peerWords(step.seen, server),
});

/** With what it showed as data, and what may not work for long. */
function furnish(stage: ProbeStage, known: Known): ProbeStage {
  const details = detailsOf(stage.stage, known);
  const warnings = warningsOf(stage.stage, known);
  return { ...stage, ...(details && { details }), ...(warnings.length > 0 && { warnings }) };
}

async function writeTestMail(server: SmtpServer, options: ProbeOptions): Promise<ComposedMail> {
  const variables = { mail_server: server.name, host: server.host, port: String(server.port) };
  return composeMail({
    sender: options.sender,
    recipients: options.recipients,
    content: renderMail(options.template ?? shippedTemplate('mail-server-test-connection'), variables),
    messageId: `<${randomUUID()}@${withAsciiDomain(options.sender.address).split('@').at(-1)}>`,
    dkim: options.dkim ?? null,
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

function describeFailure(sight: Sight, duration_ms: number): ProbeStage {
  const { failure, server } = sight;
  const { cause, fix } = explain(sight);
  return {
    stage: failure.stage,
    ok: false,
    duration_ms,
    seen: peerWords(failure.message, server),
    cause: cleanText(cause),
    fix: cleanText(fix),
  };
}
