import { ApiError, traceOf } from '../client/api-error.ts';
import type { Client } from '../client/client.ts';
import { bool } from '../framework/attribute-builder.ts';
import { DiagnosticError } from '../framework/diagnostic.ts';
import type { TestStage } from './email-server-stage.ts';

export const verify = bool({
  description:
    'Whether the server is tried before it is created, and before a change of how it is reached: name look-up, connection, greeting, TLS and signing in; no mail is sent. Where a stage fails nothing is changed, so that a server that does not work is never selected, and the error tells what was seen at each stage. A change for which the password is not at hand is tried right after it is made. Default `false`.',
  optional: true,
  computed: true,
  default: false,
});

/** What a test of the connection depends on. */
export const REACHED_BY = [
  'host',
  'port',
  'secure',
  'tls_mode',
  'tls_client_profile_id',
  'timeout_ms',
  'helo_name',
  'username',
  'oauth2',
  'password',
  'password_wo_version',
  'drifted_secrets',
  'verify',
] as const;

interface Asking {
  readonly client: Client;
  readonly signal: AbortSignal;
}

/**
 * Tries an email server: one that is saved, by its path, or one that is not, by the body that would save it.
 * @throws DiagnosticError with the transcript of the stages
 */
export async function tryEmailServer({ client, signal }: Asking, path: string, unsaved?: object): Promise<void> {
  const body = unsaved ? { mail_server: unsaved } : {};
  try {
    await client.ask(`${path}/test-connection?diagnostics=true`, body, signal);
  } catch (error) {
    throw isFailed(error) ? failed(error, unsaved !== undefined) : withoutPrefix(error);
  }
}

const isFailed = (error: unknown): error is ApiError =>
  error instanceof ApiError && error.refusal.code === 'connection_failed';

function failed({ refusal }: ApiError, isBefore: boolean): Error {
  const stages = Array.isArray(refusal.body?.stages) ? (refusal.body.stages as TestStage[]) : [];
  const outcome = isBefore
    ? 'Nothing was changed: `verify` asks for a server that works.'
    : 'The change is made; the server does not work with it.';
  const detail = [refusal.message, stages.map(lineOf).join('\n'), outcome, `(${traceOf(refusal)})`].join('\n\n');
  return new DiagnosticError([
    { severity: 'error', summary: 'The email server does not work', detail, path: ['verify'] },
  ]);
}

/** Words of a server are bounded by the API; so is what is shown of them here. */
const LONGEST = 500;

function lineOf({ stage, ok, seen, cause, fix }: TestStage): string {
  const words = ok ? [seen] : [cause ?? seen, fix];
  return `  ${ok ? '✓' : '✗'} ${stage}: ${words.filter(Boolean).join(' ').slice(0, LONGEST)}`;
}

/** Of a server that is not saved the violations stand one level deeper than in the body that saves it. */
function withoutPrefix(error: unknown): unknown {
  if (!(error instanceof ApiError)) return error;
  const violations = error.refusal.violations.map(({ pointer, message }) => ({
    pointer: pointer.replace(/^\/mail_server(?=\/|$)/, ''),
    message,
  }));
  return new ApiError({ ...error.refusal, violations });
}
