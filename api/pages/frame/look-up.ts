import type { Granted } from '../../http/inside.ts';
import { pathOfUrl } from './api-path.ts';
import type { Visit } from './page.ts';

/** So many are read one by one. */
const FEW = 2;
/** More than most clouds have. */
const PAGE = '100';

/**
 * Objects of one collection that others name, by their URLs: a page of the collection has most of them at once, and what
 * is not in it is read by itself.
 * @param fields that are wanted of each, separated by commas
 */
export async function lookUp(
  visit: Visit,
  collection: string,
  fields: string,
  urls: readonly (string | null | undefined)[],
): Promise<ReadonlyMap<string, Granted['body']>> {
  const wanted = new Set(urls.filter((url) => typeof url === 'string'));
  const found = new Map<string, Granted['body']>();
  if (wanted.size > FEW) {
    const { body } = await visit.read(collection, { fields: `url,${fields}`, limit: PAGE });
    for (const each of body.results) found.set(each.url, each);
  }
  const missing = [...wanted].filter((url) => !found.has(url));
  await Promise.all(missing.map(async (url) => found.set(url, (await visit.read(pathOfUrl(url), { fields })).body)));
  return found;
}
