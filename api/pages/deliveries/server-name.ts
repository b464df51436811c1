import { idOfUrl } from '../frame/api-path.ts';
import type { Visit } from '../frame/page.ts';

/** An email server as rows and filters name it. */
export interface ServerName {
  id: string;
  name: string;
  title: string;
}

const MANY = '200';

/** The email servers there are; none for whoever may not see them. */
export async function serversOf(visit: Visit): Promise<readonly ServerName[]> {
  if (!visit.may('GET /orgs/{org}/mail-servers')) return [];
  return (await visit.read('/orgs/admin/mail-servers', { fields: 'id,name,title', limit: MANY })).body.results;
}

/** What the server of a delivery is called; null: none was tried. */
export function serverTitle(servers: readonly ServerName[], url: string | null): string | null {
  if (url === null) return null;
  const id = idOfUrl(url);
  return servers.find((server) => server.id === id)?.title ?? id;
}
