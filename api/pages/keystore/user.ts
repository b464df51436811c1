import type { Visit } from '../frame/page.ts';
import type { Cell, View } from '../object/kind.ts';

const KINDS = [
  { collection: '/orgs/admin/tls-client-profiles', page: '/cloud/tls-client-profiles' },
  { collection: '/orgs/admin/tls-server-profiles', page: '/cloud/tls-server-profiles' },
] as const;

/** The profiles that use a store, each a way to its page. */
export async function profilesWith(
  visit: Visit,
  field: 'keystore_url' | 'truststore_url',
  store: View,
): Promise<Cell[]> {
  const found = await Promise.all(
    KINDS.map(async ({ collection, page }) => {
      const { body } = await visit.read(collection, { fields: `id,title,version,${field}`, limit: '1000' });
      const users: View[] = body.results.filter((profile: View) => profile[field] === store.url);
      return users.map(({ id, title, version }) => ({ to: `${page}/${id}`, text: `${title} ${version}` }));
    }),
  );
  return found.flat();
}
