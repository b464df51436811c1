import type { DetailedPeerCertificate, TLSSocket } from 'node:tls';
import { cleanText } from '../../clean-text.ts';

const MAX_CERTIFICATES = 10;
const MAX_NAMES = 50;
const MAX_NAME_LENGTH = 300;

/** A certificate of a server's chain, in words that are fit to be shown. */
export interface CertificateSeen {
  subject: string;
  issuer: string;
  /** SHA-256 of the whole, in hexadecimal with colons. */
  fingerprint_sha256: string;
  not_before: string;
  not_after: string;
  /** Host names and addresses it is made out to (RFC 5280, section 4.2.1.6); of an authority there are none. */
  names: string[];
}

/** What was negotiated, and with whom. */
export interface TlsSeen {
  protocol: string;
  cipher: string;
  /** False where the certificate was not verified, or nobody asked for that. */
  verified: boolean;
  /** The server's own certificate first, each followed by its issuer's as far as that is known; ten at most. */
  certificates: CertificateSeen[];
}

export function seeTls(socket: TLSSocket): TlsSeen {
  return {
    protocol: socket.getProtocol() ?? 'unknown protocol',
    cipher: socket.getCipher()?.standardName ?? 'unknown cipher',
    verified: socket.authorized,
    certificates: chainOf(socket.getPeerCertificate(true)),
  };
}

/** Node puts a chain in order, whatever order the server sends it in; a root is its own issuer. */
function chainOf(first: DetailedPeerCertificate): CertificateSeen[] {
  const chain: DetailedPeerCertificate[] = [];
  // A server may send no certificate at all, which is an empty object.
  let next: DetailedPeerCertificate | undefined = first?.fingerprint256 ? first : undefined;
  while (next && chain.length < MAX_CERTIFICATES && !chain.includes(next)) {
    chain.push(next);
    next = next.issuerCertificate;
  }
  return chain.map(describe);
}

function describe(certificate: DetailedPeerCertificate): CertificateSeen {
  return {
    subject: nameOf(certificate.subject),
    issuer: nameOf(certificate.issuer),
    fingerprint_sha256: certificate.fingerprint256,
    not_before: dateOf(certificate.valid_from),
    not_after: dateOf(certificate.valid_to),
    names: namesOf(certificate.subjectaltname),
  };
}

/** `CN=mail.acme.test, O=Acme`: of several values of a kind each stands. */
function nameOf(name: object | undefined): string {
  const parts = Object.entries(name ?? {}).flatMap(([kind, value]) => [value].flat().map((each) => `${kind}=${each}`));
  return cleanText(parts.join(', '), MAX_NAME_LENGTH) || 'no name';
}

function dateOf(text: string): string {
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? cleanText(text, MAX_NAME_LENGTH) : date.toISOString();
}

/** `DNS:a.test, IP Address:192.0.2.1`. */
function namesOf(text: string | undefined): string[] {
  return (text ?? '')
    .slice(0, MAX_NAMES * MAX_NAME_LENGTH)
    .split(', ')
    .filter((name) => /^(?:DNS|IP Address):/.test(name))
    .slice(0, MAX_NAMES)
    .map((name) => cleanText(name.replace(/^[^:]*:/, ''), MAX_NAME_LENGTH));
}

/** The same in a line. */
export function describeTls({ protocol, cipher, verified, certificates: [own] }: TlsSeen): string {
  const certificate = `certificate of ${commonName(own?.subject)}, issued by ${commonName(own?.issuer)}`;
  return `${protocol}, ${cipher}; ${certificate}, ${verified ? 'verified' : 'not verified'}`;
}

const commonName = (name: string | undefined): string => /(?:^|, )CN=([^,]*)/.exec(name ?? '')?.[1] ?? 'no name';
