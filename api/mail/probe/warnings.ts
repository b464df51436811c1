import { isIP } from 'node:net';
import { SOON_DAYS } from '../../tables/certificate.ts';
import type { Stage } from '../server/stage.ts';
import { daysLeft, type Known } from './details.ts';

/** What works today, and will not for ever. */
export function warningsOf(stage: Stage, known: Known): string[] {
  if (stage === 'auth') return warningsOfSignIn(known);
  return stage === 'tls' ? warningsOfTls(known) : [];
}

function warningsOfTls({ server, evidence, now }: Known): string[] {
  const certificates = evidence.tls?.certificates ?? [];
  const warnings = certificates.flatMap((certificate) => {
    const days = daysLeft(certificate, now);
    if (days === null || days >= SOON_DAYS) return [];
    return [`The certificate of ${certificate.subject} ${endWords(days)}: have it renewed.`];
  });
  const [own] = certificates;
  if (own && own.names.length === 0 && isIP(server.host) === 0)
    warnings.push(
      'The certificate of the server names it in its common name only, which fewer and fewer programs accept (RFC 9525): have one issued with subject alternative names.',
    );
  return warnings;
}

function endWords(days: number): string {
  if (days < 0) return 'has ended';
  return `ends in ${days} ${days === 1 ? 'day' : 'days'}`;
}

function warningsOfSignIn({ server, evidence }: Known): string[] {
  if (server.username === null || server.password === null || evidence.tls?.verified) return [];
  return [
    evidence.tls === null
      ? 'The password travelled in plain text: turn Secure Connection on.'
      : 'The password went to a server whose certificate was not verified.',
  ];
}
