import type { SMTPConnectionOptions } from 'nodemailer/lib/smtp-connection';
import { quoteReply } from '../server/peer-words.ts';
import type { Stage, Step } from '../server/stage.ts';
import { type Evidence, keepEvidence } from './evidence.ts';

type Logger = Exclude<SMTPConnectionOptions['logger'], boolean | undefined>;

/** Follows an SMTP dialogue, so that each failure can be told its stage and each stage its time. */
export interface Transcript {
  readonly steps: Step[];
  readonly evidence: Evidence;
  /** The stage that is under way. */
  stage: Stage;
  greeting: string;
  /** What came instead of a greeting is a record of TLS. */
  greetsInTls: boolean;
  /** The message was sent to its end, the final dot. */
  messageSent: boolean;
  /** Time since the last stage was done. */
  elapsedMs(): number;
  /** Notes a stage as done; a stage of several replies, such as RCPT, becomes one step. */
  complete(stage: Stage, seen: string): void;
  /** Listens to nodemailer, whose log is the only place where it tells commands and replies. */
  readonly logger: Logger;
}

const STAGE_OF_COMMAND: readonly [RegExp, Stage][] = [
  [/^STARTTLS/i, 'tls'],
  [/^AUTH/i, 'auth'],
  [/^MAIL FROM/i, 'mail'],
  [/^RCPT TO/i, 'rcpt'],
  [/^DATA/i, 'data'],
];

/** RFC 8446, section 5.1: the kind of record, and a version that begins with 3. */
const isTlsRecord = (said: string): boolean =>
  said.charCodeAt(0) >= 0x14 && said.charCodeAt(0) <= 0x17 && said.charCodeAt(1) === 0x03;

export type StepListener = (step: Step, evidence: Evidence) => void;

export interface TranscriptHooks {
  /** Before DATA is sent, and again before the text is. */
  beforeText?: () => void;
  /** The final dot was sent. */
  onEndOfData?: () => void;
  /** A step is done; told again when a further reply belongs to it. */
  onStep?: StepListener | undefined;
}

/** Begins with a new connection, or with MAIL over one that has handed other mail over. */
export function createTranscript(hooks: TranscriptHooks, begins: 'dns' | 'mail' = 'dns'): Transcript {
  let markedAt = performance.now();
  let isGreeted = begins === 'mail';
  // With PIPELINING (RFC 2920) several commands wait for their replies at once.
  const waiting: Stage[] = isGreeted ? [] : ['greeting'];
  const { evidence, noteCommand, noteReply } = keepEvidence();
  const transcript: Transcript = {
    steps: [],
    evidence,
    stage: begins,
    greeting: '',
    greetsInTls: false,
    messageSent: false,
    elapsedMs: () => Math.round(performance.now() - markedAt),
    complete(stage, seen) {
      const duration_ms = transcript.elapsedMs();
      markedAt = performance.now();
      const last = transcript.steps.at(-1);
      if (last?.stage !== stage) transcript.steps.push({ stage, duration_ms, seen });
      else Object.assign(last, { duration_ms: last.duration_ms + duration_ms, seen: `${last.seen}; ${seen}` });
      const step = transcript.steps.at(-1);
      if (step) hooks.onStep?.(step, evidence);
    },
    logger: {
      debug: (entry: { tnx?: string }, line?: string) => {
        if (entry.tnx === 'client') send(line ?? '');
        if (entry.tnx === 'server') receive(line ?? '');
      },
      info: (entry: { tnx?: string }) => {
        if (entry.tnx === 'message') endOfData();
      },
    },
  };
  function send(command: string) {
    noteCommand(command);
    const known = STAGE_OF_COMMAND.find(([pattern]) => pattern.test(command));
    // EHLO belongs to the stage it is said in; so do the lines of a SASL exchange.
    const stage = known?.[1] ?? transcript.stage;
    if (stage === 'tls' && transcript.stage === 'greeting') transcript.complete('greeting', transcript.greeting);
    if (waiting.length === 0) transcript.stage = stage;
    waiting.push(stage);
    if (stage === 'data') hooks.beforeText?.();
  }
  function receive(reply: string) {
    noteReply(reply);
    transcript.stage = waiting.shift() ?? transcript.stage;
    if (!isGreeted) {
      isGreeted = true;
      transcript.greeting = quoteReply(reply);
      transcript.greetsInTls = isTlsRecord(reply);
    }
    if (['mail', 'rcpt', 'data'].includes(transcript.stage) && /^[23]/.test(reply)) {
      transcript.complete(transcript.stage, quoteReply(reply));
    }
    if (transcript.stage === 'data' && !transcript.messageSent) hooks.beforeText?.();
  }
  function endOfData() {
    transcript.messageSent = true;
    transcript.stage = 'data';
    waiting.push('data');
    hooks.onEndOfData?.();
  }
  return transcript;
}
