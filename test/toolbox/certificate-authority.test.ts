import { once } from 'node:events';
import { connect, createServer, type TLSSocket } from 'node:tls';
import { describe, expect, test } from '@jest/globals';
import { createAuthority, type Issued } from '../../toolbox/certificate-authority.ts';
import { listenOnFreePort } from '../../toolbox/free-port.ts';

/** Why the handshake with a server that shows the certificate failed, or undefined when it did not. */
async function handshake(server: Issued, caPem: string, host: string): Promise<string | undefined> {
  const listener = createServer({ key: server.privateKeyPem, cert: server.certificatePem }, (socket) => socket.end());
  const port = await listenOnFreePort(listener);
  const servername = /^[\d.]+$/.test(host) ? '' : host;
  const client: TLSSocket = connect({ port, host: '127.0.0.1', servername, ca: caPem, rejectUnauthorized: true });
  try {
    await once(client, 'secureConnect');
    return undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code;
  } finally {
    client.destroy();
    listener.close();
  }
}

describe('certificates of our own authority', () => {
  test('let a server be verified by its DNS names and IP addresses', async () => {
    const authority = await createAuthority();
    const server = await authority.issueServer(['mail.example', '127.0.0.1']);
    expect(await handshake(server, authority.certificatePem, 'mail.example')).toBeUndefined();
    expect(await handshake(server, authority.certificatePem, '127.0.0.1')).toBeUndefined();
  });

  test('are refused for another name, another authority, and after their time', async () => {
    const authority = await createAuthority();
    const server = await authority.issueServer(['mail.example']);
    const expired = await authority.issueServer(['mail.example'], 'expired');
    const stranger = await createAuthority('Somebody else');
    expect(await handshake(server, authority.certificatePem, 'other.example')).toBe('ERR_TLS_CERT_ALTNAME_INVALID');
    expect(await handshake(server, stranger.certificatePem, 'mail.example')).toMatch(
      /UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER/,
    );
    expect(await handshake(expired, authority.certificatePem, 'mail.example')).toBe('CERT_HAS_EXPIRED');
  });
});
