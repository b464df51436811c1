import { X509Certificate } from 'node:crypto';
import type { Socket } from 'node:net';
import { TLSSocket, type TlsOptions } from 'node:tls';
import type { ServerCertificate } from './certificate.ts';

/** TLS that lets in only clients whose certificate the engine's one vouches for; see {@link admitOnly} too. */
export function mutualTls(server: ServerCertificate, clientCertificatePem: string): TlsOptions {
  return {
    key: server.key,
    cert: server.pem,
    ca: clientCertificatePem,
    requestCert: true,
    rejectUnauthorized: true,
    minVersion: 'TLSv1.2',
    ALPNProtocols: ['h2'],
  };
}

/**
 * Tells the engine's connection from that of a client with another certificate, such as one signed with the engine's
 * key: only this very certificate is admitted.
 */
export function admitOnly(clientCertificatePem: string): (socket: Socket) => boolean {
  const expected = new X509Certificate(clientCertificatePem).raw;
  return (socket) => {
    return socket instanceof TLSSocket && socket.getPeerX509Certificate()?.raw.equals(expected) === true;
  };
}
