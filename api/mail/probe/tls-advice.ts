import { NO_USABLE_CIPHER } from '../tls-options.ts';
import { addressOf, type Rule } from './advice.ts';

const PROFILE = "the email server's TLS client profile";

/** Failures of STARTTLS, the handshake and the verification of the certificate. */
export const tlsAdvice: readonly Rule[] = [
  tls(
    /^\d{3}$/,
    (server) =>
      `${addressOf(server)} does not offer STARTTLS, and mail is never sent in plain text over a secure connection.`,
    'Switch STARTTLS on at the server, use port 465 if it has implicit TLS, or turn Secure Connection off.',
  ),
  tls(
    /SELF_SIGNED|UNABLE_TO_GET_ISSUER|UNABLE_TO_VERIFY/,
    () => 'The certificate is self-signed or signed by an authority that is not trusted.',
    `Add the certificate of that authority to the truststore of ${PROFILE}. A truststore replaces the system's roots.`,
  ),
  tls(
    /CERT_HAS_EXPIRED/,
    () => 'The certificate of the server, or of an authority above it, has expired.',
    "Have the server's certificate renewed; if it is current, check the clock of this machine.",
  ),
  tls(
    /CERT_NOT_YET_VALID/,
    () => 'The certificate is not valid yet.',
    "Check the clock of this machine and the certificate's dates.",
  ),
  tls(
    /ERR_TLS_CERT_ALTNAME_INVALID/,
    ({ host }) => `The certificate is not made out to ${host}.`,
    'Use an address that the certificate names, or have a certificate issued for this one.',
  ),
  tls(
    /WRONG_VERSION_NUMBER|PACKET_LENGTH|RECORD_LAYER/,
    (server) => `${addressOf(server)} does not answer in TLS.`,
    'Port 465 means TLS from the first byte. If the server begins in plain text, use its STARTTLS port (587 or 25).',
  ),
  tls(
    /PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|NO_PROTOCOLS/,
    () => 'Server and profile have no TLS version in common.',
    `Add a protocol that the server speaks to ${PROFILE}.`,
  ),
  tls(
    /HANDSHAKE_FAILURE|NO_SHARED_CIPHER|NO_CIPHER_MATCH|INSUFFICIENT_SECURITY/,
    () => 'Server and profile have no cipher in common, or the server wants a client certificate.',
    `Add ciphers that the server speaks to ${PROFILE}, or a keystore if it asks for a client certificate.`,
  ),
  tls(
    /CERTIFICATE_REQUIRED|BAD_CERTIFICATE|UNKNOWN_CA|CERTIFICATE_UNKNOWN|CERTIFICATE_EXPIRED/,
    () => 'The server did not accept our client certificate, or got none and wants one.',
    `Set a keystore with a certificate that the server trusts in ${PROFILE}.`,
  ),
  tls(
    new RegExp(NO_USABLE_CIPHER),
    () => 'The profile lists no cipher that its protocols can use.',
    `Add a cipher that fits the protocols to ${PROFILE}; TLS 1.3 has ciphers of its own, and 3DES no longer exists.`,
  ),
  tls(
    /./,
    (server) => `The TLS handshake with ${addressOf(server)} did not succeed.`,
    `Compare protocols, ciphers and certificates of ${PROFILE} with what the server demands.`,
  ),
];

function tls(code: RegExp, cause: Rule['cause'], fix: string): Rule {
  return { stage: 'tls', code, cause, fix: () => fix };
}
