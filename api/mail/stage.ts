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
  /** The SMTP reply code, when the server said no. */
  readonly replyCode: number | null;
  /** The error code of Node, OpenSSL or nodemailer, when it was no reply. */
  readonly errorCode: string | null;
  /** The message was wholly sent and its acceptance not answered: it may have arrived. */
  readonly unanswered: boolean;

  constructor(
    stage: Stage,
    message: string,
    details: { replyCode?: number | null; errorCode?: string | null; unanswered?: boolean; cause?: unknown } = {},
  ) {
    super(message, { cause: details.cause });
    this.stage = stage;
    this.replyCode = details.replyCode ?? null;
    this.errorCode = details.errorCode ?? null;
    this.unanswered = details.unanswered ?? false;
  }
}
