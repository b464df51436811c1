import { pathOfUrl } from '../frame/api-path.ts';
import type { Visit } from '../frame/page.ts';
import type { Cell, View } from './kind.ts';

/** The most that are named one by one. */
const MOST = 50;

/** Objects that others name by URL, each a way to its page; what may not be seen is left out. */
export async function namesOf(visit: Visit, urls: readonly string[], page: string): Promise<Cell[]> {
  const found = await Promise.all(
    urls.slice(0, MOST).map((url) => visit.call('GET', pathOfUrl(url), { query: { fields: 'id,title' } })),
  );
  return found.flatMap((each) => (each.ok ? [{ to: `${page}/${each.body.id}`, text: each.body.title }] : []));
}

/** The one that another names; nothing where it names none. */
export async function nameOf(visit: Visit, url: string | null | undefined, page: string): Promise<Cell> {
  return (await namesOf(visit, url ? [url] : [], page))[0] ?? {};
}

/** What a field that refers to an object can be set to: all of a collection, or nothing. */
export async function optionsFrom(visit: Visit, collection: string): Promise<{ value: string; label: string }[]> {
  const answer = await visit.call('GET', collection, { query: { fields: 'title,version,url', limit: '1000' } });
  const results: View[] = answer.ok ? answer.body.results : [];
  const named = results.map(({ title, version, url }) => ({
    value: url,
    label: typeof version === 'string' ? `${title} ${version}` : title,
  }));
  return [{ value: '', label: visit.t('object.nothing') }, ...named];
}
