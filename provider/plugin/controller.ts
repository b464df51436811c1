import type { Service } from './grpc-server.ts';
import type { ServiceShape } from './proto/message.ts';

const shape: ServiceShape = { name: 'plugin.GRPCController', methods: { Shutdown: { request: {}, response: {} } } };

/** The path of the call that ends a plugin. */
export const SHUTDOWN_PATH = `/${shape.name}/Shutdown`;

/** go-plugin's way to end a plugin. It answers only: the server's owner leaves when that answer was sent. */
export const controller: Service = { shape, implementation: { Shutdown: async () => ({}) } };
