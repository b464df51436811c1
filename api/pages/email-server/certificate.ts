import { daysUntil, toneOf } from '../certificate-end.ts';
import { lookUp } from '../frame/look-up.ts';
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

/** The TLS client profile that connections to a server go by, with its certificates: the one that ends first comes first. */
interface UsedProfile {
  title: string;
  certificates: CertificateView[];
}

type Secured = Pick<ServerView, 'secure' | 'tls_client_profile_url'>;

/** A TLS client profile, as far as it is read for this; what is null is left out. */
interface Profile {
  title: string;
  keystore_url?: string;
  truststore_url?: string;
}

/** By server: its own profile, else the default one of the cloud; null: without Secure Connection none is used. */
export async function usedProfiles<Server extends Secured>(
  visit: Visit,
  servers: readonly Server[],
  { defaultProfileUrl }: MailRoute,
): Promise<ReadonlyMap<Server, UsedProfile | null>> {
  const urlOf = ({ secure, tls_client_profile_url: own }: Secured) => (secure ? (own ?? defaultProfileUrl) : null);
  const fields = 'title,keystore_url,truststore_url';
  const profiles = await lookUp(visit, '/orgs/admin/tls-client-profiles', fields, servers.map(urlOf));
  const used = await withCertificates(visit, profiles);
  return new Map(servers.map((server) => [server, used.get(urlOf(server) ?? '') ?? null]));
}

async function withCertificates(
  visit: Visit,
  profiles: ReadonlyMap<string, Profile>,
): Promise<ReadonlyMap<string, UsedProfile>> {
  const all = [...profiles.values()];
  const [keystores, truststores] = await Promise.all([
    lookUp(
      visit,
      '/orgs/admin/keystores',
      'certificates',
      all.map(({ keystore_url: url }) => url),
    ),
    lookUp(
      visit,
      '/orgs/admin/truststores',
      'certificates',
      all.map(({ truststore_url: url }) => url),
    ),
  ]);
  const certificatesOf = ({ keystore_url: own = '', truststore_url: trusted = '' }: Profile) =>
    [
      ...certificatesIn(keystores.get(own), visit.t('emailServers.inKeystore')),
      ...certificatesIn(truststores.get(trusted), visit.t('emailServers.inTruststore')),
    ].sort((a, b) => a.days - b.days);
  return new Map(
    [...profiles].map(([url, profile]) => [url, { title: profile.title, certificates: certificatesOf(profile) }]),
  );
}

interface Store {
  certificates: { subject: string; not_after: string }[];
}

function certificatesIn(store: Store | undefined, kept: string): CertificateView[] {
  return (store?.certificates ?? []).map(({ subject, not_after: endsAt }) => {
    const days = daysUntil(endsAt);
    return { subject, kept, endsAt, days, tone: toneOf(days) };
  });
}
