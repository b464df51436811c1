import type { ServerHttp2Stream } from 'node:http2';
import { GrpcError, status } from './grpc-status.ts';

/** A flag byte (1 = compressed) and the message's length, 32 bits big-endian. */
const PREFIX_LENGTH = 5;

/** Of a request; providers in Go take as much. */
const MAX_MESSAGE_BYTES = 256 * 1024 * 1024;

/**
 * The one request message of a unary or server-streaming call, however many DATA frames it came in. Rejects when the
 * caller goes away, when the frame is cut short or longer than it says, when it says too much (RESOURCE_EXHAUSTED), and
 * when it is compressed (UNIMPLEMENTED): as soon as that is to be seen, and keeps nothing of what comes after.
 */
export function receiveMessage(stream: ServerHttp2Stream): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let received = 0;
  return new Promise((resolve, reject) => {
    const take = (chunk: Buffer) => {
      chunks.push(chunk);
      received += chunk.length;
      const fault = faultSoFar(chunks, received);
      if (fault === undefined) return;
      stream.off('data', take);
      chunks.length = 0;
      reject(fault);
    };
    stream.on('data', take);
    stream.once('end', () => {
      const frame = Buffer.concat(chunks);
      const fault = faultAtEnd(frame);
      if (fault) reject(fault);
      else resolve(new Uint8Array(frame.buffer, frame.byteOffset + PREFIX_LENGTH, frame.length - PREFIX_LENGTH));
    });
    stream.once('close', () => reject(new Error('the caller went away before the request was complete')));
  });
}

/** What is wrong with a frame already, of which this much has come. */
function faultSoFar(chunks: readonly Buffer[], received: number): GrpcError | undefined {
  if (received < PREFIX_LENGTH) return undefined;
  const head = prefixOf(chunks);
  if (head[0] === 1) return new GrpcError(status.unimplemented, 'compressed messages are not supported');
  const length = head.readUInt32BE(1);
  if (length > MAX_MESSAGE_BYTES) {
    return new GrpcError(
      status.resourceExhausted,
      `messages have up to ${MAX_MESSAGE_BYTES} bytes, this one ${length}`,
    );
  }
  return received > PREFIX_LENGTH + length ? unexpected(length, received) : undefined;
}

function faultAtEnd(frame: Buffer): GrpcError | undefined {
  if (frame.length < PREFIX_LENGTH) return new GrpcError(status.internal, 'the request holds no message');
  const length = frame.readUInt32BE(1);
  return frame.length === PREFIX_LENGTH + length ? undefined : unexpected(length, frame.length);
}

/** It may come in pieces too. */
function prefixOf([first = Buffer.alloc(0), ...others]: readonly Buffer[]): Buffer {
  return first.length >= PREFIX_LENGTH ? first : Buffer.concat([first, ...others.slice(0, PREFIX_LENGTH)]);
}

function unexpected(length: number, received: number): GrpcError {
  return new GrpcError(status.internal, `expected one message of ${length} bytes, got ${received - PREFIX_LENGTH}`);
}

/** The message with its prefix, as it goes into DATA. */
export function frameMessage(message: Uint8Array): Buffer {
  const frame = Buffer.allocUnsafe(PREFIX_LENGTH + message.length);
  frame.writeUInt8(0, 0);
  frame.writeUInt32BE(message.length, 1);
  frame.set(message, PREFIX_LENGTH);
  return frame;
}
