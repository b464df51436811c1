/** The steps of a mail's way to a server, in their order; with implicit TLS the greeting comes after TLS. */
export const STAGES = ['dns', 'tcp', 'greeting', 'tls', 'auth', 'mail', 'rcpt', 'data'] as const;

export type Stage = (typeof STAGES)[number];

/** A step that went well. `seen` is what the server showed, in words. */
export interface Step {
  stage: Stage;
  duration_ms: number;
  seen: string;
}

export class StageFailure extends Error {
  readonly stage: Stage;
  /** The SMTP reply code, when the server said no in SMTP. */
  readonly replyCode: number | null;
  /** The error code of Node, OpenSSL or nodemailer, when it was no reply. */
  readonly errorCode: string | null;
  /** What Node or OpenSSL said where a sentence of ours stands instead; for the log alone. */
  readonly raw: string | null;
  /** An address is one that SMTP has no way to say; it was refused before anything was sent. */
  readonly isUnaddressable: boolean;
  /** The message was wholly sent, the final dot too: without a clear refusal it may have arrived. */
  readonly messageSent: boolean;

  constructor(
    stage: Stage,
    message: string,
    details: Partial<
      Pick<StageFailure, 'replyCode' | 'errorCode' | 'raw' | 'isUnaddressable' | 'messageSent' | 'cause'>
    > = {},
  ) {
    super(message, { cause: details.cause });
    this.stage = stage;
    this.replyCode = details.replyCode ?? null;
    this.errorCode = details.errorCode ?? null;
    this.raw = details.raw ?? null;
    this.isUnaddressable = details.isUnaddressable ?? false;
    this.messageSent = details.messageSent ?? false;
  }
}
