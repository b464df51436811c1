import { createSelfSigned } from '../../../toolbox/certificate-authority.ts';
import type { Fault } from './fault.ts';
import { ground, implicit, judgingClients, keyAnd, keysOf, secured, trusting, wantsClient } from './faulty-server.ts';

/** The certificates of both sides, and what they agree on. */
export const CERTIFICATE_FAULTS: readonly Fault[] = [
  // The certificate.
  {
    name: 'the certificate has expired',
    server: async () => {
      const old = await ground.authority.issueServer(['localhost'], 'expired');
      return secured({}, {}, keyAnd(old, old));
    },
    stage: 'tls',
    cause: /has expired/,
    fix: /renewed/,
  },
  {
    name: 'the certificate is not valid yet',
    server: async () => {
      const coming = await ground.authority.issueServer(['localhost'], 'future');
      return secured({}, {}, keyAnd(coming, coming));
    },
    stage: 'tls',
    cause: /not valid yet/,
    fix: /clock of this machine/,
  },
  {
    name: 'the certificate is of another host',
    server: async () => {
      const wrong = await ground.authority.issueServer(['mail.example.org']);
      return secured({}, {}, keyAnd(wrong, wrong));
    },
    stage: 'tls',
    cause: /not made out to localhost/,
    fix: /Use an address that the certificate names/,
  },
  {
    name: 'the certificate has another host in its common name, and names no other',
    server: async () => {
      const old = await ground.authority.issueOldServer('mail.example.org');
      return secured({}, {}, keyAnd(old, old));
    },
    stage: 'tls',
    cause: /in its common name \(CN=mail\.example\.org\), and that is not localhost/,
    fix: /subject alternative names/,
  },
  {
    name: 'the certificate is self-signed',
    server: async () => {
      const own = await createSelfSigned(['localhost']);
      return secured({}, {}, keyAnd(own, own));
    },
    stage: 'tls',
    cause: /self-signed/,
    fix: /Add that certificate to the truststore/,
  },
  {
    name: 'the authority is another one',
    server: async () => {
      const foreign = await ground.other.issueServer(['localhost']);
      return secured({}, {}, keyAnd(foreign, foreign, ground.other));
    },
    stage: 'tls',
    cause: /signed by an authority that is not trusted/,
    fix: /Add the certificate of that authority/,
  },
  {
    name: 'an intermediate certificate is missing',
    server: async () => {
      const between = await ground.authority.issueAuthority('Between CA');
      const own = await between.issueServer(['localhost']);
      return secured({}, {}, keyAnd(own, own));
    },
    stage: 'tls',
    cause: /sends its certificate alone.*\(CN=Between CA\).*intermediate certificate is missing/,
    fix: /Have the server send its intermediate certificates, or add the certificate of CN=Between CA/,
  },
  {
    name: 'the certificate of an authority comes first',
    server: () => secured({}, {}, keyAnd(ground.authority, ground.authority)),
    stage: 'tls',
    cause: /not one for a server/,
    fix: /chain .* begin with the server's own/,
  },
  // The handshake.
  {
    name: 'a client certificate is wanted',
    server: () => wantsClient('TLSv1.3'),
    stage: 'tls',
    cause: /wants a client certificate and got none/,
    fix: /Set a keystore with a certificate/,
  },
  {
    name: 'the client certificate is refused',
    server: async () => judgingClients(await ground.other.issueClient('stranger')),
    stage: 'tls',
    cause: /does not trust the authority of the client certificate/,
    fix: /has to know the authority/,
  },
  {
    name: 'the client certificate has expired',
    server: async () => judgingClients(await ground.authority.issueClient('old', 'expired')),
    stage: 'tls',
    cause: /client certificate of the profile has expired/,
    fix: /Put a current certificate/,
  },
  {
    name: 'the client certificate is not even spoken of',
    server: async () => wantsClient('TLSv1.3', keysOf(await ground.other.issueClient('stranger'))),
    stage: 'greeting',
    cause: /completes TLS, and hangs up before its greeting/,
    fix: /check the client certificate only then/,
  },
  {
    name: 'only TLS 1.0 is spoken there',
    server: () => implicit({ minVersion: 'TLSv1', maxVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' }),
    stage: 'tls',
    cause: /no TLS version in common/,
    fix: /Add a protocol that the server speaks/,
  },
  {
    name: 'no cipher is shared',
    server: () =>
      implicit(
        { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES128-GCM-SHA256' },
        { tls: trusting({ protocols: ['tls_v1.2'], ciphers: ['ECDHE_ECDSA_WITH_AES_256_GCM_SHA384'] }) },
      ),
    stage: 'tls',
    cause: /no cipher in common/,
    fix: /Add ciphers that the server speaks/,
  },
  {
    name: 'the profile has no cipher left',
    server: () => secured({}, { tls: trusting({ protocols: ['tls_v1.2'], ciphers: ['RSA_WITH_3DES_EDE_CBC_SHA'] }) }),
    stage: 'tls',
    cause: /lists no cipher/,
    fix: /3DES no longer exists/,
  },
];
