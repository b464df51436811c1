import { pathOfUrl } from '../frame/api-path.ts';
import type { Visit } from '../frame/page.ts';

/** Who owns an organization, as far as whoever visits may know. */
interface Owner {
  title: string;
  email?: string | null;
}

export async function ownerOf(visit: Visit, url: string | null): Promise<Owner | null> {
  if (!url) return null;
  const path = pathOfUrl(url);
  const [, , orgId = ''] = path.split('/');
  // To ask for whom one may not see would be an event of the audit at each look.
  const may = visit.may('GET /user-registries/{org}/{user_registry}/users/{item}', orgId);
  const found = may ? await visit.call('GET', path) : null;
  return found?.ok ? found.body : { title: visit.t('organizations.unseenOwner') };
}
