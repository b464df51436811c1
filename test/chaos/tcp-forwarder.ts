import { connect, createServer, type Socket } from 'node:net';
import { listenOnFreePort } from '../../toolbox/free-port.ts';

/** An address that stays while what is behind it moves, as a name or a virtual address of a database does. */
export interface Forwarder {
  port: number;
  /** Cuts every connection, and refuses new ones until it is moved. */
  cut(): void;
  /** From now on new connections lead to this port. */
  moveTo(port: number): void;
  stop(): Promise<void>;
}

export async function startForwarder(toPort: number): Promise<Forwarder> {
  let target: number | null = toPort;
  const open = new Set<Socket>();
  const hold = (socket: Socket) => {
    open.add(socket);
    socket.on('error', () => undefined).once('close', () => open.delete(socket));
    return socket;
  };
  const server = createServer((client) => {
    hold(client);
    if (target === null) return void client.destroy();
    const behind = hold(connect(target, '127.0.0.1'));
    client.once('close', () => behind.destroy());
    behind.once('close', () => client.destroy());
    client.pipe(behind).pipe(client);
  });
  const port = await listenOnFreePort(server);
  const cut = () => {
    target = null;
    for (const socket of open) socket.destroy();
  };
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      cut();
    });
  return {
    port,
    cut,
    moveTo(next) {
      target = next;
    },
    stop,
  };
}
