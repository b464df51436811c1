import type { ServerHttp2Stream } from 'node:http2';
import { GrpcError, status } from './grpc-status.ts';

/** A flag byte (1 = compressed) and the message's length, 32 bits big-endian. */
const PREFIX_LENGTH = 5;

/**
 * The one request message of a unary or server-streaming call, however many DATA frames it came in, without a limit
 * to its size. Rejects when the caller goes away, when the frame is cut short, and (UNIMPLEMENTED) when compressed.
 */
export function receiveMessage(stream: ServerHttp2Stream): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  const frame = new Promise<Buffer>((resolve, reject) => {
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.once('end', () => resolve(Buffer.concat(chunks)));
    stream.once('close', () => reject(new Error('the caller went away before the request was complete')));
  });
  return frame.then(takeMessage);
}

function takeMessage(frame: Buffer): Uint8Array {
  if (frame[0] === 1) throw new GrpcError(status.unimplemented, 'compressed messages are not supported');
  if (frame.length < PREFIX_LENGTH) throw new GrpcError(status.internal, 'the request holds no message');
  const length = frame.readUInt32BE(1);
  if (frame.length !== PREFIX_LENGTH + length) {
    throw new GrpcError(
      status.internal,
      `expected one message of ${length} bytes, got ${frame.length - PREFIX_LENGTH}`,
    );
  }
  return new Uint8Array(frame.buffer, frame.byteOffset + PREFIX_LENGTH, length);
}

/** The message with its prefix, as it goes into DATA. */
export function frameMessage(message: Uint8Array): Buffer {
  const frame = Buffer.allocUnsafe(PREFIX_LENGTH + message.length);
  frame.writeUInt8(0, 0);
  frame.writeUInt32BE(message.length, 1);
  frame.set(message, PREFIX_LENGTH);
  return frame;
}
