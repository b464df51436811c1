import { provenanceOf } from '../as-code/provenance.ts';
import { apiPath, pathOfUrl } from '../frame/api-path.ts';
import { columnsView } from '../frame/list.ts';
import type { Outcome, Page, Visit } from '../frame/page.ts';
import { usedProfiles } from './certificate.ts';
import { serverBody, serverForm } from './form.ts';
import { makeProfile } from './new-profile.ts';
import { serverPath } from './path.ts';
import { select, unselect } from './selection.ts';
import { mailRouteOf, usageOf } from './usage.ts';

/** One email server: what it is, what it is used for, and everything that can be changed. */
export const emailServerPage: Page = {
  path: '/cloud/email-servers/{server}',
  title: 'emailServers.title',
  needs: 'GET /orgs/{org}/mail-servers/{item}',
  template: 'email-server/page.hbs',
  scripts: ['email-server.js'],
  styles: ['notification.css'],
  data: describe,
  actions: { save, delete: remove, select: act(select), unselect: act(unselect), 'make-profile': makeProfile },
};

const CERTIFICATES = [
  { label: 'emailServers.certificate' },
  { label: 'emailServers.kept' },
  { label: 'emailServers.ends' },
] as const;

const pathOf = ({ params }: Visit) => apiPath`/orgs/admin/mail-servers/${params.server}`;

async function describe(visit: Visit) {
  const [{ body: server, etag }, route] = await Promise.all([visit.read(pathOf(visit)), mailRouteOf(visit)]);
  const [form, profiles, profile, provenance] = await Promise.all([
    serverForm(visit, server),
    usedProfiles(visit, [server], route),
    profileTitle(visit, server.tls_client_profile_url),
    provenanceOf(visit, server),
  ]);
  const certificateColumns = columnsView(visit, CERTIFICATES);
  const canWrite = visit.may('PATCH /orgs/{org}/mail-servers/{item}');
  const about = { title: server.title, path: serverPath(server), server, etag, canWrite };
  const used = profiles.get(server) ?? null;
  return { ...about, ...provenance, form, usage: usageOf(route, server), used, certificateColumns, profile };
}

async function profileTitle(visit: Visit, url: string | null): Promise<string> {
  if (url === null) return visit.t('emailServers.defaultProfile');
  return (await visit.read(pathOfUrl(url), { fields: 'title' })).body.title;
}

async function save(visit: Visit): Promise<Outcome> {
  const message = { body: serverBody(visit), ifMatch: visit.typed.etag ?? '' };
  const result = await visit.call('PATCH', pathOf(visit), message);
  return result.ok ? { to: serverPath(result.body), flash: { key: 'emailServers.saved' } } : { refused: result };
}

async function remove(visit: Visit): Promise<Outcome> {
  const result = await visit.call('DELETE', pathOf(visit));
  return result.ok ? { to: '/cloud/email-servers', flash: { key: 'emailServers.deleted' } } : { refused: result };
}

/** What is done to the server of the page, which then shows what came of it. */
function act(change: (visit: Visit, path: string) => Promise<Outcome>) {
  return (visit: Visit) => change(visit, pathOf(visit));
}
