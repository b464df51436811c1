import type { Service } from './grpc-server.ts';
import type { Call, Message, MethodShape, ServiceShape } from './proto/message.ts';

const StreamStdio: MethodShape = {
  request: {},
  response: { channel: { number: 1, type: 'enum' }, data: { number: 2, type: 'bytes' } },
  stream: true,
};

const shape: ServiceShape = { name: 'plugin.GRPCStdio', methods: { StreamStdio } };

/**
 * go-plugin's stream of a plugin's output. It stays open and empty, for the log goes through stderr; but open it must
 * stay: a gRPC client without a running call closes its connection after half an hour, and the plugin would leave.
 */
export const stdio: Service = { shape, implementation: { StreamStdio: (_request, call) => untilCancelled(call) } };

async function* untilCancelled({ signal }: Call): AsyncGenerator<Message> {
  if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
}
