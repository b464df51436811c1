import { daysUntil, toneOf } from '../certificate-end.ts';
import type { Visit } from '../frame/page.ts';

/** A certificate as views of stores have it. */
export interface Certificate {
  subject: string;
  issuer: string;
  not_before: string;
  not_after: string;
  fingerprint_sha256: string;
}

interface Link {
  subject: string;
  issuer: string;
  endsAt: string;
  fingerprint: string;
  /** How much of its time is over, in percent. */
  spent: number;
  badge: { tone: 'good' | 'warn' | 'bad'; label: string };
  /** It issued itself. */
  isRoot: boolean;
}

/** From the leaf to the root. */
export interface Chain {
  id: string;
  links: Link[];
}

/** What the certificates of a store make: one chain for each that issued none of the others. */
export function chainsOf(visit: Visit, certificates: readonly Certificate[]): Chain[] {
  const isLeaf = (one: Certificate) =>
    !certificates.some((other) => other !== one && other.issuer === one.subject && other.subject !== other.issuer);
  const leaves = certificates.filter(isLeaf);
  const begins = leaves.length > 0 ? leaves : certificates.slice(0, 1);
  return begins.map((leaf, index) => ({
    id: `chain-${index + 1}`,
    links: upFrom(leaf, certificates).map((each) => linkOf(visit, each)),
  }));
}

/** Names alone lead the way, so a name that comes back ends it. */
function upFrom(leaf: Certificate, certificates: readonly Certificate[]): Certificate[] {
  const chain = [leaf];
  for (;;) {
    const last = chain.at(-1);
    const next = certificates.find(({ subject }) => subject === last?.issuer);
    if (!next || chain.some(({ subject }) => subject === next.subject)) return chain;
    chain.push(next);
  }
}

function linkOf({ t }: Visit, { subject, issuer, not_before, not_after, fingerprint_sha256 }: Certificate): Link {
  const [begin, end] = [Date.parse(not_before), Date.parse(not_after)];
  return {
    subject,
    issuer,
    endsAt: not_after,
    fingerprint: fingerprint_sha256,
    spent: Math.round(Math.min(1, Math.max(0, (Date.now() - begin) / Math.max(1, end - begin))) * 100),
    badge: endBadge(t, not_after),
    isRoot: subject === issuer,
  };
}

function endBadge(t: Visit['t'], endsAt: string): Link['badge'] {
  const days = daysUntil(endsAt);
  return { tone: toneOf(days), label: days < 0 ? t('tls.ended') : t('tls.daysLeft', { days }) };
}

/** The certificate that ends first, as a cell. */
export function firstEnd(visit: Visit, certificates: readonly Certificate[]) {
  const ends = certificates.map(({ not_after: endsAt }) => endsAt).sort();
  const [first] = ends;
  return first === undefined ? {} : { badge: endBadge(visit.t, first) };
}
