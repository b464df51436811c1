import type { SmtpServer } from '../server/smtp-server-settings.ts';
import type { Stage } from '../server/stage.ts';
import { tlsModeOf } from '../server/tls-mode.ts';
import { NO_USABLE_CIPHER } from './tls-options.ts';

/** A failure of TLS in plain words. */
export interface TlsFailure {
  /** The code of Node, which names OpenSSL's reason. */
  code: RegExp;
  words: (server: Pick<SmtpServer, 'host' | 'port' | 'timeout_ms'>) => string;
  fix: string | ((server: SmtpServer) => string);
  /** Codes that say the same of any connection: they count while TLS begins. */
  anyConnection?: true;
}

/** What people call it where they are told to change it. */
export const PROFILE = "the email server's TLS client profile";
const DATES = "Check the clock of this machine and the certificate's dates.";
const CLIENT_CERTIFICATE = `Set a keystore with a certificate that the server trusts in ${PROFILE}.`;

/** What Node and OpenSSL say of TLS, and what to do about it. The first that fits speaks. */
export const TLS_FAILURES: readonly TlsFailure[] = [
  // The certificate of the server, by the codes of X.509.
  {
    code: /SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_GET_ISSUER|CERT_UNTRUSTED|CERT_SIGNATURE_FAILURE/,
    words: () => 'The certificate of the server is signed by an authority that is not trusted.',
    fix: `Add the certificate of that authority to the truststore of ${PROFILE}, or have the server send the intermediate certificates too. A truststore replaces the system's roots.`,
  },
  {
    code: /SELF_SIGNED/,
    words: () => 'The certificate of the server is self-signed and not trusted.',
    fix: `Add that certificate to the truststore of ${PROFILE}, or have one issued by an authority. A truststore replaces the system's roots.`,
  },
  {
    code: /UNABLE_TO_VERIFY/,
    words: () =>
      'The server sends its certificate alone, and who signed it is not trusted: an intermediate certificate is missing, or the authority is unknown.',
    fix: `Have the server send its intermediate certificates, or add the certificate of the authority to the truststore of ${PROFILE}. A truststore replaces the system's roots.`,
  },
  {
    code: /CERT_HAS_EXPIRED/,
    words: () => 'The certificate of the server, or of an authority above it, has expired.',
    fix: "Have the server's certificate renewed; if it is current, check the clock of this machine.",
  },
  { code: /CERT_NOT_YET_VALID/, words: () => 'The certificate of the server is not valid yet.', fix: DATES },
  {
    code: /ALTNAME_INVALID|HOSTNAME_MISMATCH/,
    words: ({ host }) => `The certificate of the server is not made out to ${host}.`,
    fix: 'Use an address that the certificate names, or have a certificate issued for this one.',
  },
  {
    code: /^(INVALID_PURPOSE|INVALID_CA|PATH_LENGTH_EXCEEDED|CERT_REJECTED|CERT_CHAIN_TOO_LONG)$/,
    words: () => 'The certificate of the server, or of an authority above it, is not one for a server.',
    fix: "Have a certificate issued that is meant for TLS servers; the chain in the server's file has to begin with the server's own.",
  },
  {
    code: /^CERT_REVOKED$/,
    words: () => 'The certificate of the server was revoked.',
    fix: "Have the server's certificate replaced.",
  },
  {
    code: /DH_KEY_TOO_SMALL|DH_PARAM_SIZE/,
    words: () => 'The Diffie-Hellman group of the server is too small to be safe.',
    fix: `Have the server use a group of 2048 bits or more, or take the DHE ciphers out of ${PROFILE}; ECDHE ones need no group.`,
  },
  {
    code: /KEY_TOO_SMALL|MD_TOO_WEAK/,
    words: () => 'The certificate or the key that was offered is too weak to be trusted.',
    fix: 'Have it replaced by one with a longer key and SHA-256 or better.',
  },
  // What cannot be agreed on.
  {
    code: /WRONG_VERSION_NUMBER|PACKET_LENGTH|RECORD_LAYER|HTTP_REQUEST/,
    words: (server) => `${server.host} port ${server.port} does not answer in TLS.`,
    fix: (server) =>
      tlsModeOf(server) === 'implicit'
        ? 'Set tls_mode to "starttls" if the server begins in plain text, as is usual on ports 587 and 25.'
        : "Look into the server's log: it agreed to STARTTLS and then did not begin with TLS.",
  },
  {
    code: /PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|NO_PROTOCOLS|INAPPROPRIATE_FALLBACK/,
    words: () => 'Server and profile have no TLS version in common.',
    fix: `Add a protocol that the server speaks to ${PROFILE}.`,
  },
  {
    code: /HANDSHAKE_FAILURE|NO_SHARED_|NO_CIPHER_MATCH|NO_SUITABLE_|INSUFFICIENT_SECURITY/,
    words: () => 'Server and profile have no cipher in common, or the server wants a client certificate.',
    fix: `Add ciphers that the server speaks to ${PROFILE}, or a keystore if it asks for a client certificate.`,
  },
  {
    code: new RegExp(NO_USABLE_CIPHER),
    words: () => 'The profile lists no cipher that its protocols can use.',
    fix: `Add a cipher that fits the protocols to ${PROFILE}; TLS 1.3 has ciphers of its own, and 3DES no longer exists.`,
  },
  // Our certificate, which the server judges: these codes are alerts.
  {
    code: /CERTIFICATE_REQUIRED|ALERT_NO_CERTIFICATE/,
    words: () => 'The server wants a client certificate and got none.',
    fix: CLIENT_CERTIFICATE,
  },
  {
    code: /ALERT_CERTIFICATE_EXPIRED/,
    words: () => 'The client certificate of the profile has expired, as the server says.',
    fix: `Put a current certificate into the keystore of ${PROFILE}.`,
  },
  {
    code: /ALERT_UNKNOWN_CA/,
    words: () => 'The server does not trust the authority of the client certificate.',
    fix: `The server has to know the authority of the certificate in the keystore of ${PROFILE}: have it added there, or use another certificate.`,
  },
  {
    code: /ALERT_(BAD|UNSUPPORTED)_CERTIFICATE|ALERT_CERTIFICATE_|ALERT_ACCESS_DENIED/,
    words: () => 'The server refuses the client certificate.',
    fix: CLIENT_CERTIFICATE,
  },
  {
    code: /^ERR_OSSL_|^ERR_CRYPTO_|PASSED_INVALID_ARGUMENT/,
    words: () => 'A certificate, key or curve of the TLS client profile cannot be used.',
    fix: `Look into the keystore and the truststore of ${PROFILE}: certificate and key must belong together.`,
  },
  // Whoever ends it.
  {
    code: /ALERT_INTERNAL_ERROR/,
    words: () => 'The server broke off the TLS handshake because of an error of its own.',
    fix: "Look into the server's log: often its certificate or key cannot be read, or it wants another client certificate.",
  },
  {
    code: /UNRECOGNIZED_NAME/,
    words: ({ host }) => `The server has no certificate for ${host}.`,
    fix: `Use the name that the server knows itself by, or switch the server name indication of ${PROFILE} off.`,
  },
  {
    code: /^ERR_(SSL|TLS)_/,
    words: () => 'The server broke off the TLS handshake, or it could not be completed.',
    fix: `Compare protocols, ciphers and certificates of ${PROFILE} with what the server demands.`,
  },
  {
    anyConnection: true,
    code: /^ETIMEDOUT$/,
    words: ({ timeout_ms }) => `The server did not answer in the TLS handshake within ${timeout_ms} ms.`,
    fix: 'Check that the port is that of an SMTP server with TLS, and that tls_mode is the one it speaks.',
  },
  {
    anyConnection: true,
    code: /^(ECONNRESET|EPIPE|ECONNECTION|ETLS)$/,
    words: () => 'The server closed the connection during the TLS handshake.',
    fix: `Check that the port speaks TLS, and that tls_mode is the one it speaks; the server's log says whether it dislikes protocols, ciphers or certificates of ${PROFILE}.`,
  },
];

/** What a code says at a stage; undefined: nothing about TLS. */
export function tlsFailureOf(code: string, stage: Stage): TlsFailure | undefined {
  return TLS_FAILURES.find((each) => each.code.test(code) && (stage === 'tls' || !each.anyConnection));
}
