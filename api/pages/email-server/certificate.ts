import { daysUntil, toneOf } from '../certificate-end.ts';
import { pathOfUrl } from '../frame/api-path.ts';
import type { Visit } from '../frame/page.ts';

/** A certificate that a connection depends on. */
export interface CertificateView {
  subject: string;
  /** Where it is kept, in words. */
  kept: string;
  endsAt: string;
  days: number;
  tone: 'good' | 'warn' | 'bad';
}

/** The certificates of a TLS client profile, in its keystore and its truststore: the one that ends first comes first. */
export async function certificatesOf(visit: Visit, profileUrl: string | null): Promise<CertificateView[]> {
  if (profileUrl === null) return [];
  const { body: profile } = await visit.read(pathOfUrl(profileUrl), { fields: 'keystore_url,truststore_url' });
  const [own, trusted] = await Promise.all([
    certificatesIn(visit, profile.keystore_url, visit.t('emailServers.inKeystore')),
    certificatesIn(visit, profile.truststore_url, visit.t('emailServers.inTruststore')),
  ]);
  return [...own, ...trusted].sort((a, b) => a.days - b.days);
}

async function certificatesIn(visit: Visit, url: string | undefined, kept: string): Promise<CertificateView[]> {
  // What is null is left out of a profile.
  if (!url) return [];
  const { body } = await visit.read(pathOfUrl(url), { fields: 'certificates' });
  const certificates: { subject: string; not_after: string }[] = body.certificates;
  return certificates.map(({ subject, not_after: endsAt }) => {
    const days = daysUntil(endsAt);
    return { subject, kept, endsAt, days, tone: toneOf(days) };
  });
}
