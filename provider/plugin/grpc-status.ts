import type { OutgoingHttpHeaders } from 'node:http2';

/** The status codes of gRPC that this server answers with. */
export const status = { ok: 0, resourceExhausted: 8, unimplemented: 12, internal: 13 } as const;

export type StatusCode = (typeof status)[keyof typeof status];

/** An error that reaches the caller with a status of its own; any other error is INTERNAL. */
export class GrpcError extends Error {
  readonly code: StatusCode;

  constructor(code: StatusCode, message: string) {
    super(message);
    this.name = 'GrpcError';
    this.code = code;
  }
}

export const okTrailers: OutgoingHttpHeaders = { 'grpc-status': String(status.ok) };

/** HTTP/2 peers limit the size of a header block, so a longer message is cut. */
const MESSAGE_LIMIT = 4096;

/** The trailers of a call that failed: the error's message, never its stack. */
export function errorTrailers(error: unknown): OutgoingHttpHeaders {
  const message = error instanceof Error ? error.message : String(error);
  return {
    'grpc-status': String(error instanceof GrpcError ? error.code : status.internal),
    'grpc-message': encodeMessage(message.slice(0, MESSAGE_LIMIT)),
  };
}

/** Percent-encoding as gRPC over HTTP/2 asks for: every byte of the UTF-8 form but printable ASCII without `%`. */
function encodeMessage(message: string): string {
  return message.replace(/[^\x20-\x24\x26-\x7e]+/g, (run) =>
    Buffer.from(run).toString('hex').replace(/../g, '%$&').toUpperCase(),
  );
}
