import { type CallOptions, Client, type ClientReadableStream, type ClientUnaryCall } from '@grpc/grpc-js';
import { decode } from '../../../provider/plugin/proto/decode.ts';
import { encode } from '../../../provider/plugin/proto/encode.ts';
import type { Message, MessageShape } from '../../../provider/plugin/proto/message.ts';

const unlimited = { 'grpc.max_receive_message_length': -1, 'grpc.max_send_message_length': -1 };

/** Calls a server with an independent gRPC implementation. */
export class GrpcCaller {
  readonly client: Client;

  constructor(...[target, credentials, options]: ConstructorParameters<typeof Client>) {
    this.client = new Client(target, credentials, { ...unlimited, ...options });
  }

  call(path: string, shape: MessageShape, request: Message, started?: (call: ClientUnaryCall) => void) {
    return this.callBoth(path, shape, shape, request, started);
  }

  /** For a method whose answer has another shape than its request. */
  callBoth(
    path: string,
    shape: MessageShape,
    answer: MessageShape,
    request: Message,
    started?: (call: ClientUnaryCall) => void,
  ) {
    return new Promise<Message>((resolve, reject) => {
      const call = this.client.makeUnaryRequest<Message, Message>(
        path,
        (message) => Buffer.from(encode(shape, message)),
        (bytes) => decode(answer, bytes),
        request,
        { deadline: Date.now() + 55_000 } satisfies CallOptions,
        (error, response) => (error ? reject(error) : resolve(response ?? {})),
      );
      started?.(call);
    });
  }

  stream(path: string, shape: MessageShape, request: Message): ClientReadableStream<Message> {
    return this.streamBoth(path, shape, shape, request);
  }

  streamBoth(path: string, shape: MessageShape, answer: MessageShape, request: Message): ClientReadableStream<Message> {
    return this.client.makeServerStreamRequest<Message, Message>(
      path,
      (message) => Buffer.from(encode(shape, message)),
      (bytes) => decode(answer, bytes),
      request,
    );
  }

  close(): void {
    this.client.close();
  }
}
