import { X509Certificate } from 'node:crypto';
import { string } from '../framework/attribute-builder.ts';
import type { Warn } from '../framework/context.ts';
import { isUnknown, type Unknown } from '../framework/value.ts';

/** What a reviewer wants to know of a certificate; told by the plan where its PEM is known. */
export interface CertificateFacts {
  readonly subject: string;
  /** Upper case hexadecimal with colons. */
  readonly fingerprint_sha256: string;
  /** ISO 8601, UTC. */
  readonly not_after: string;
}

/**
 * The computed attributes for them.
 * @param which the certificate they are about, as in "of the certificate"
 * @param content attributes whose change makes it another certificate
 */
export function certificateAttributes<const Content extends readonly string[]>(which: string, content: Content) {
  const computed = (description: string) => string({ description, computed: true, unknownWhen: content });
  return {
    subject: computed(`Subject ${which}.`),
    fingerprint_sha256: computed(`SHA-256 fingerprint ${which}.`),
    not_after: computed(`When the validity ends ${which}, as in \`2027-01-31T00:00:00.000Z\`.`),
  };
}

const BLOCK = /-----BEGIN CERTIFICATE-----([^-]{0,100000})-----END CERTIFICATE-----/g;

/** The certificates of a PEM text, in its order, however they are spaced; undefined where one can't be read. */
export function certificatesIn(pem: string): X509Certificate[] | undefined {
  const blocks = [...pem.matchAll(BLOCK)].map(([, base64 = '']) => Buffer.from(base64, 'base64'));
  try {
    return blocks.map((der) => new X509Certificate(der));
  } catch {
    return undefined;
  }
}

export function factsOf({ subject, fingerprint256, validTo }: X509Certificate): CertificateFacts {
  return {
    subject: subject.split('\n').filter(Boolean).join(', '),
    fingerprint_sha256: fingerprint256,
    not_after: new Date(validTo).toISOString(),
  };
}

/** The same as the API tells it, which counts where our own reading fails. */
export function toldFacts(told: CertificateFacts | undefined): Partial<CertificateFacts> {
  if (!told) return {};
  const { subject, fingerprint_sha256, not_after } = told;
  return { subject, fingerprint_sha256, not_after };
}

/** The certificate that a chain is for: the first that issued none of the others, in whatever order they stand. */
export function ownOf(certificates: readonly X509Certificate[]): X509Certificate | undefined {
  return certificates.find((each) => !certificates.some((other) => other !== each && other.checkIssued(each)));
}

const endOf = ({ validTo }: X509Certificate): number => Date.parse(validTo);

/** The one that ends first. */
export function firstToEnd(certificates: readonly X509Certificate[]): X509Certificate | undefined {
  return certificates.toSorted((a, b) => endOf(a) - endOf(b))[0];
}

const DAY_MS = 86_400_000;

/** Warns of the certificate that ends first, where that is soon. By the clock, as warnings may and planned values may not. */
export function warnOfEnd(pem: string | null | Unknown, withinDays: number, warn: Warn, attribute: string): void {
  if (pem === null || isUnknown(pem)) return;
  const first = firstToEnd(certificatesIn(pem) ?? []);
  if (!first || endOf(first) - Date.now() > withinDays * DAY_MS) return;
  const { subject, not_after } = factsOf(first);
  const hasEnded = endOf(first) <= Date.now();
  const summary = hasEnded ? 'A certificate has ended' : 'A certificate ends soon';
  const advice = hasEnded ? 'TLS with it fails' : 'TLS with it fails from then on';
  const which = `${subject || 'The certificate'} in \`${attribute}\` ${hasEnded ? 'ended' : 'ends'} at ${not_after}`;
  // On no attribute: an engine would print all lines of the PEM.
  warn(summary, `${which}: ${advice}. Renew it.`);
}
