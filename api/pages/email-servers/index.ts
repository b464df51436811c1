import { tlsModeOf } from '../../mail/server/tls-mode.ts';
import { type CertificateView, usedProfiles } from '../email-server/certificate.ts';
import type { ServerView } from '../email-server/field.ts';
import { serverPath } from '../email-server/path.ts';
import { type MailRoute, mailRouteOf } from '../email-server/usage.ts';
import { pathOfUrl } from '../frame/api-path.ts';
import { columnsView, pageQuery, pagerView } from '../frame/list.ts';
import type { Page, Visit } from '../frame/page.ts';
import { addFallback, lower, raise, removeFallback, reorder } from './order.ts';

type Listed = ServerView & { url: string };

/** Every email server, and the order in which mail leaves by them. */
export const emailServersPage: Page = {
  path: '/cloud/email-servers',
  title: 'emailServers.title',
  needs: 'GET /orgs/{org}/mail-servers',
  nav: { section: 'notifications', icon: 'mail' },
  template: 'email-servers/page.hbs',
  scripts: ['reorder.js'],
  styles: ['notification.css'],
  data: describe,
  actions: { reorder, raise, lower, 'add-fallback': addFallback, 'remove-fallback': removeFallback },
};

const COLUMNS = [
  { label: 'emailServers.server', sort: 'title' },
  { label: 'emailServers.address' },
  { label: 'emailServers.encryption' },
  { label: 'emailServers.usedBy' },
  { label: 'emailServers.state' },
  { label: 'emailServers.certificates' },
  { label: 'frame.actions', isQuiet: true },
] as const;

async function describe(visit: Visit) {
  const [list, route] = await Promise.all([
    visit.read('/orgs/admin/mail-servers', pageQuery(visit)),
    mailRouteOf(visit),
  ]);
  const listed: Listed[] = list.body.results;
  const [profiles, leaving] = await Promise.all([usedProfiles(visit, listed, route), leavingOf(visit, route, listed)]);
  const servers = listed.map((server) => rowOf(route, server, profiles.get(server)?.certificates[0] ?? null));
  const hasSelected = leaving.some(({ isSelected }) => isSelected);
  const columns = columnsView(visit, COLUMNS);
  return { servers, leaving, hasSelected, held: route.held, etag: route.etag, columns, pager: pagerView(visit, list) };
}

function rowOf(route: MailRoute, server: Listed, certificate: CertificateView | null) {
  return {
    ...server,
    path: serverPath(server),
    mode: tlsModeOf(server) ?? 'plain',
    role: route.roleOf(server.url),
    isSelected: route.isSelected(server.url),
    mayFallBack: route.urls.length > 0 && !route.urls.includes(server.url),
    state: route.stateOf(server.url),
    certificate,
  };
}

/** The servers that mail leaves by, in their order; one that is on another page of the list is asked for. */
async function leavingOf(visit: Visit, route: MailRoute, listed: readonly Listed[]) {
  const servers = await Promise.all(
    route.urls.map(async (url): Promise<Listed> => {
      const found = listed.find((server) => server.url === url);
      return found ?? (await visit.read(pathOfUrl(url))).body;
    }),
  );
  return servers.map(({ id, name, title, url }, place) => ({
    id,
    path: serverPath({ id, name }),
    title,
    isSelected: route.isSelected(url),
    role: route.roleOf(url),
    state: route.stateOf(url),
    isFirst: place <= 1,
    isLast: place === servers.length - 1,
  }));
}
