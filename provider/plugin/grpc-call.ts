import type { OutgoingHttpHeaders, ServerHttp2Stream } from 'node:http2';
import { frameMessage, receiveMessage } from './grpc-frame.ts';
import { errorTrailers, GrpcError, okTrailers, status } from './grpc-status.ts';
import { decode } from './proto/decode.ts';
import { encode } from './proto/encode.ts';
import type { Message, MethodShape, ServiceImplementation } from './proto/message.ts';

/** A method that can be called: its messages and what answers it. */
export interface Method {
  readonly shape: MethodShape;
  readonly implementation: ServiceImplementation[string];
}

const responseHeaders: OutgoingHttpHeaders = { ':status': 200, 'content-type': 'application/grpc+proto' };

/** Answers one call. Never rejects: whatever goes wrong becomes the call's status. */
export async function answerCall(stream: ServerHttp2Stream, method: Method): Promise<void> {
  try {
    const signal = cancellationOf(stream);
    const request = decode(method.shape.request, await receiveMessage(stream));
    const response = method.implementation(request, { signal });
    if (method.shape.stream) await sendStream(stream, method.shape, response);
    else await sendOne(stream, method.shape, response);
  } catch (error) {
    refuseCall(stream, error);
  }
}

/** Ends a call with the error's status; messages that were sent before stay sent. */
export function refuseCall(stream: ServerHttp2Stream, error: unknown): void {
  if (stream.destroyed || stream.closed) return;
  // A request body that nobody reads would hold the connection's window.
  stream.resume();
  const trailers = errorTrailers(error);
  if (stream.headersSent) finish(stream, trailers);
  else stream.respond({ ...responseHeaders, ...trailers }, { endStream: true });
}

/** Aborts when the caller cancels the call or its connection ends, not when the call was answered. */
function cancellationOf(stream: ServerHttp2Stream): AbortSignal {
  const controller = new AbortController();
  stream.once('aborted', () => controller.abort());
  return controller.signal;
}

type Response = ReturnType<Method['implementation']>;

async function sendOne(stream: ServerHttp2Stream, shape: MethodShape, response: Response): Promise<void> {
  if (isIterable(response)) throw new GrpcError(status.internal, 'a unary method answered a stream');
  const frame = frameMessage(encode(shape.response, await response));
  if (stream.destroyed) return;
  stream.respond(responseHeaders, { waitForTrailers: true });
  finish(stream, okTrailers, frame);
}

async function sendStream(stream: ServerHttp2Stream, shape: MethodShape, response: Response): Promise<void> {
  if (!isIterable(response)) throw new GrpcError(status.internal, 'a streaming method answered one message');
  stream.respond(responseHeaders, { waitForTrailers: true });
  for await (const message of response) {
    if (stream.destroyed) return;
    await written(stream, frameMessage(encode(shape.response, message)));
  }
  if (!stream.destroyed) finish(stream, okTrailers);
}

function finish(stream: ServerHttp2Stream, trailers: OutgoingHttpHeaders, lastFrame?: Buffer): void {
  stream.once('wantTrailers', () => stream.sendTrailers(trailers));
  stream.end(lastFrame);
}

/** Resolves when the caller took the frame, or is gone (which the call's signal tells). */
function written(stream: ServerHttp2Stream, frame: Buffer): Promise<void> {
  return new Promise((resolve) => {
    stream.write(frame, () => resolve());
  });
}

function isIterable(response: Response): response is AsyncIterable<Message> {
  return Symbol.asyncIterator in response;
}
