import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { SMTPConnection } from 'smtp-server/lib/smtp-connection';

/**
 * A process of its own: takes every mail and forgets it. smtp-server waits for early talkers on each connection, 100 ms
 * in which nothing is done; here only work is measured.
 */
interface Beginning {
  _setListeners(ready: () => void): void;
  connectionReady(): void;
}

Object.assign(SMTPConnection.prototype, {
  init(this: Beginning) {
    this._setListeners(() => this.connectionReady());
  },
});

const { SINK_KEY: key, SINK_CERTIFICATE: cert } = process.env;
const server = new SMTPServer({
  ...(key && cert ? { key, cert } : { disabledCommands: ['STARTTLS'] }),
  authOptional: true,
  disableReverseLookup: true,
  logger: false,
  onData: (stream, _session, done) => stream.resume().once('end', () => done(null, 'Taken')),
});
// Replies to what came together leave without waiting for each other's acknowledgement.
server.server.on('connection', (socket: Socket) => socket.setNoDelay());
// Whoever is measured says what failed; a connection that is broken off is its own doing.
server.on('error', () => undefined);
server.listen(0, '127.0.0.1', () => {
  const { port } = server.server.address() as AddressInfo;
  process.stdout.write(`The sink is at http://127.0.0.1:${port} \n`);
});
process.once('SIGTERM', () => process.exit(0));
