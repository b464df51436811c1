import { daysUntil, toneOf } from '../certificate-end.ts';
import { pathOfUrl } from '../frame/api-path.ts';
import type { Visit } from '../frame/page.ts';
import type { ServerView } from './field.ts';
import type { MailRoute } from './usage.ts';

/** A certificate that a connection depends on. */
export interface CertificateView {
  subject: string;
  /** Where it is kept, in words. */
  kept: string;
  endsAt: string;
  days: number;
  tone: 'good' | 'warn' | 'bad';
}

/** The TLS client profile that connections to a server go by, with its certificates. */
interface UsedProfile {
  title: string;
  certificates: CertificateView[];
}

/** The server's own profile, else the default one of the cloud; null: without Secure Connection none is used. */
export async function usedProfile(
  visit: Visit,
  { secure, tls_client_profile_url: own }: Pick<ServerView, 'secure' | 'tls_client_profile_url'>,
  { defaultProfileUrl }: MailRoute,
): Promise<UsedProfile | null> {
  if (!secure) return null;
  const query = { fields: 'title,keystore_url,truststore_url' };
  const { body } = await visit.read(pathOfUrl(own ?? defaultProfileUrl), query);
  return { title: body.title, certificates: await certificatesOf(visit, body) };
}

interface Stores {
  keystore_url?: string;
  truststore_url?: string;
}

/** In the keystore and the truststore of a profile: the one that ends first comes first. */
async function certificatesOf(visit: Visit, profile: Stores): Promise<CertificateView[]> {
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
