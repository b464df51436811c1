import type { Outcome, Visit } from '../frame/page.ts';
import { serverPath } from './path.ts';

const SETTINGS = '/cloud/settings';

/** Has mail leave by a server from now on; as a fallback it is none any more. */
export async function select(visit: Visit, path: string): Promise<Outcome> {
  const [{ body: server }, settings] = [await visit.read(path), await visit.read(SETTINGS)];
  const fallbacks: string[] = settings.body.fallback_mail_server_urls;
  const body = {
    mail_server_url: server.url,
    fallback_mail_server_urls: fallbacks.filter((url) => url !== server.url),
  };
  const result = await visit.call('PUT', SETTINGS, { body, ifMatch: settings.etag ?? '' });
  const flash = { key: 'emailServers.selectedNow', values: { title: server.title } };
  return result.ok ? { to: serverPath(server), flash } : { refused: result };
}

/** Holds all mail until another server is selected. */
export async function unselect(visit: Visit, path: string): Promise<Outcome> {
  const { body: server } = await visit.read(path);
  const result = await visit.call('PUT', SETTINGS, { body: { mail_server_url: null } });
  const flash = { key: 'emailServers.unselectedNow' };
  return result.ok ? { to: serverPath(server), flash } : { refused: result };
}
