import { daysUntil } from '../certificate-end.ts';
import { apiPath } from '../frame/api-path.ts';
import type { Visit } from '../frame/page.ts';

/** So many are shown; who has more sees them where the stores are. */
const MOST = 10;

interface Store {
  name: string;
  title: string;
  expires_soon: boolean;
}

/** A certificate of the cloud that ends soon, or has ended. */
export interface Ending {
  store: string;
  /** The page that stores of its kind are on, and its name there. */
  page: string;
  name: string;
  kind: string;
  endsAt: string;
  /** Badge and words. */
  tone: 'warn' | 'bad';
  words: string;
}

/** Those of keystores and truststores of `admin`, the first to end first; null: they may not be seen. */
export async function endingsOf(visit: Visit): Promise<Ending[] | null> {
  if (!visit.may('GET /orgs/{org}/keystores') || !visit.may('GET /orgs/{org}/truststores')) return null;
  const found = [
    ...(await endingsAmong(visit, 'keystores', visit.t('home.keystore'))),
    ...(await endingsAmong(visit, 'truststores', visit.t('home.truststore'))),
  ];
  return found.sort((a, b) => a.endsAt.localeCompare(b.endsAt)).slice(0, MOST);
}

async function endingsAmong(visit: Visit, collection: string, kind: string): Promise<Ending[]> {
  const { body } = await visit.read(`/orgs/admin/${collection}`, { fields: 'name,title,expires_soon' });
  const stores = body.results.filter((store: Store) => store.expires_soon).slice(0, MOST) as Store[];
  return Promise.all(
    stores.map(async ({ name, title }) => {
      const store = await visit.read(apiPath`/orgs/admin/${collection}/${name}`, { fields: 'certificates' });
      const ends: string[] = store.body.certificates.map(({ not_after }: { not_after: string }) => not_after);
      return { store: title, page: `/cloud/${collection}`, name, kind, ...inWords(visit, ends.sort()[0] ?? '') };
    }),
  );
}

function inWords({ t }: Visit, endsAt: string): Pick<Ending, 'endsAt' | 'tone' | 'words'> {
  const days = daysUntil(endsAt);
  if (days < 0) return { endsAt, tone: 'bad', words: t('home.hasEnded') };
  return { endsAt, tone: days < 7 ? 'bad' : 'warn', words: t('home.daysLeft', { days }) };
}
