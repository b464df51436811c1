import { constants } from 'node:crypto';
import { isIP } from 'node:net';
import { type ConnectionOptions, checkServerIdentity, createSecureContext, type SecureVersion } from 'node:tls';
import type { SmtpServer, TlsSettings } from '../server/smtp-server-settings.ts';
import { StageFailure } from '../server/stage.ts';
import { opensslName, usableCiphers } from './ciphers.ts';

export const NO_USABLE_CIPHER = 'NO_USABLE_CIPHER';

const VERSIONS: readonly { protocol: string; version: SecureVersion; off: number }[] = [
  { protocol: 'tls_v1.0', version: 'TLSv1', off: constants.SSL_OP_NO_TLSv1 },
  { protocol: 'tls_v1.1', version: 'TLSv1.1', off: constants.SSL_OP_NO_TLSv1_1 },
  { protocol: 'tls_v1.2', version: 'TLSv1.2', off: constants.SSL_OP_NO_TLSv1_2 },
  { protocol: 'tls_v1.3', version: 'TLSv1.3', off: constants.SSL_OP_NO_TLSv1_3 },
];

/**
 * The options under which TLS is spoken to a server: verified when it is secure, unverified otherwise. Certificates and
 * keys are read here, so that what is wrong with them is told with its code; nodemailer passes on the words alone.
 */
export function tlsOptionsFor(server: Pick<SmtpServer, 'host' | 'secure' | 'tls'>): ConnectionOptions {
  const options = plainOptionsFor(server);
  return { ...options, secureContext: createSecureContext(options) };
}

function plainOptionsFor(server: Pick<SmtpServer, 'host' | 'secure' | 'tls'>): ConnectionOptions {
  if (!server.secure) return opportunisticOptions(server.host);
  return server.tls === null ? nameOptions(server.host, true) : tlsOptions(server.tls, server.host);
}

/**
 * A TLS client profile as Node wants it.
 * @throws when no cipher of the profile is usable.
 */
export function tlsOptions(settings: TlsSettings, host: string): ConnectionOptions {
  return {
    ...protocolOptions(settings.protocols),
    ciphers: cipherList(settings),
    ...curveOptions(settings),
    ...trustOptions(settings),
    ...(settings.certificate_pem && settings.private_key_pem
      ? { cert: settings.certificate_pem, key: settings.private_key_pem }
      : {}),
    ...nameOptions(host, settings.server_name_indication),
  };
}

/** RFC 6066, section 3: only host names are sent as SNI. The name is verified whether or not it is sent. */
function nameOptions(host: string, serverNameIndication: boolean): ConnectionOptions {
  return {
    servername: serverNameIndication && isIP(host) === 0 ? host : '',
    checkServerIdentity: (_name, certificate) => checkServerIdentity(host, certificate),
  };
}

function protocolOptions(protocols: readonly string[]): ConnectionOptions {
  const used = VERSIONS.filter(({ protocol }) => protocols.includes(protocol));
  // A gap in the middle, such as 1.0 and 1.2 without 1.1, can only be said with the options of OpenSSL.
  const unused = VERSIONS.filter(({ protocol }) => !protocols.includes(protocol));
  return {
    minVersion: used.at(0)?.version,
    maxVersion: used.at(-1)?.version,
    secureOptions: unused.reduce((options, { off }) => options | off, 0),
  };
}

function cipherList(settings: TlsSettings): string {
  const usable = usableCiphers(settings.protocols, settings.ciphers);
  if (usable.length === 0) {
    throw new StageFailure('tls', 'The TLS client profile has no cipher that its protocols can use.', {
      errorCode: NO_USABLE_CIPHER,
    });
  }
  const names = usable.map(opensslName);
  // OpenSSL 3 allows the SHA-1 signatures of TLS 1.0 and 1.1 on security level 0 only.
  const outdated = settings.protocols.some((protocol) => protocol === 'tls_v1.0' || protocol === 'tls_v1.1');
  if (outdated && usable.some((cipher) => !cipher.startsWith('TLS_'))) names.push('@SECLEVEL=0');
  return names.join(':');
}

function curveOptions(settings: TlsSettings): ConnectionOptions {
  if (settings.elliptic_curve_auto_negotiation || !settings.elliptic_curve) return {};
  return { ecdhCurve: settings.elliptic_curve };
}

function trustOptions(settings: TlsSettings): ConnectionOptions {
  if (settings.insecure_server_connections) return { rejectUnauthorized: false };
  if (settings.truststore_pem === null) return { rejectUnauthorized: true };
  // A truststore may hold an intermediate authority alone: what it lists is trusted, as in other trust stores.
  return { rejectUnauthorized: true, ca: settings.truststore_pem, allowPartialTrustChain: true };
}

/** Opportunistic security (RFC 7435): any encryption is better than none, so nothing is demanded of it. */
function opportunisticOptions(host: string): ConnectionOptions {
  return {
    ...nameOptions(host, true),
    rejectUnauthorized: false,
    minVersion: 'TLSv1',
    ciphers: 'DEFAULT@SECLEVEL=0',
  };
}
