import type { ErrorRequestHandler } from 'express';
import type { Logger } from 'pino';
import { translateDatabaseError } from '../database/errors.ts';
import { ApiError } from '../errors.ts';
import { UnreadableSecret } from '../secrets/encryption.ts';
import { respondError } from './respond.ts';

/** The one place that makes an answer of whatever was thrown. */
export function answerErrors(log: Logger): ErrorRequestHandler {
  return (thrown, request, response, next) => {
    if (response.headersSent) return next(thrown);
    respondError(request, response, understand(log, thrown, response.get('X-Request-Id') ?? null));
  };
}

/** What was thrown as the answer it becomes; what is not the caller's fault is logged. */
export function understand(log: Logger, thrown: unknown, requestId: string | null): ApiError {
  const error = toApiError(thrown);
  if (error.code === 'internal') log.error({ err: thrown, requestId }, 'defect');
  if (error.code === 'database_unavailable') log.warn({ reason: messageOf(thrown) }, 'database unavailable');
  return error;
}

export function toApiError(thrown: unknown): ApiError {
  if (thrown instanceof ApiError) return thrown;
  if (thrown instanceof UnreadableSecret) return unreadable(thrown);
  return (
    parserError(thrown) ??
    translateDatabaseError(thrown) ??
    new ApiError('internal', 'Something went wrong on our side; the log has it under the request id.')
  );
}

/** Somebody set the database back, moved rows in it, or took a key away: the object needs a new secret. */
function unreadable({ message }: UnreadableSecret): ApiError {
  const help =
    'Give that object a new secret, or start with the key it was written with (GATEPOST_ENCRYPTION_KEY_PREVIOUS).';
  return new ApiError('secret_unreadable', `The stored secret ${message} ${help}`);
}

/** What Express's body parsers throw: they carry a `type`. */
function parserError(thrown: unknown): ApiError | null {
  const { type, status, limit } = Object(thrown) as { type?: unknown; status?: unknown; limit?: unknown };
  if (type === 'entity.too.large')
    return new ApiError('payload_too_large', `The body is larger than the ${limit} bytes that are read here.`);
  if (type === 'entity.parse.failed') return new ApiError('validation_failed', 'The body is not valid JSON.');
  if (type === 'encoding.unsupported' || type === 'charset.unsupported') {
    return new ApiError(
      'unsupported_media_type',
      'Send the body as UTF-8, plain or compressed with gzip, deflate or br.',
    );
  }
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return new ApiError('validation_failed', 'The request cannot be read: its path, encoding or length is broken.');
  }
  return null;
}

function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
