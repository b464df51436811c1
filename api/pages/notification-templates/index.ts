import { columnsView } from '../frame/list.ts';
import type { Page, Visit } from '../frame/page.ts';
import type { Ui } from '../location.ts';
import { pageOf, textsPath } from '../notification-template/place.ts';

/** What each mail says: in Cloud Manager of the cloud, in API Manager of one's organizations, or of a catalog of one. */
export const notificationTemplatesPage = (ui: Ui): Page => ({
  path: `/${ui}/notification-templates`,
  title: 'templates.title',
  needs: ui === 'cloud' ? 'GET /cloud/settings/notification-templates' : 'signed-in',
  nav: { section: 'notifications', icon: 'file-text' },
  template: 'notification-templates/page.hbs',
  styles: ['notification.css'],
  data: describe,
});

const COLUMNS = [{ label: 'templates.mail' }, { label: 'templates.subject' }, { label: 'templates.state' }] as const;

/** What most people look for comes first. */
const SCOPES = ['cloud', 'admin', 'provider', 'catalog', 'space', 'consumer'];

/** Far more than anybody chooses from. */
const MOST_ORGS = '500';

interface Listed {
  name: string;
  scope: string;
  subject: string;
  is_changed: boolean;
  is_sent: boolean;
}

async function describe(visit: Visit) {
  if (visit.ui === 'cloud') return { orgs: [], isManager: false, ...(await listOf(visit)) };
  const all = await orgsOf(visit);
  const name = visit.query.org || all[0]?.name;
  const orgs = all.map((org) => ({ ...org, isChosen: org.name === name }));
  const list = name === undefined ? {} : await listOf({ ...visit, query: { ...visit.query, org: name } });
  return { orgs, isManager: true, catalog: visit.query.catalog ?? '', ...list };
}

async function listOf(visit: Visit) {
  const { body } = await visit.read(textsPath(visit), { fields: 'name,scope,subject,is_changed,is_sent' });
  const texts: Listed[] = body.results;
  const scopes = [...new Set(texts.map(({ scope }) => scope))].sort((a, b) => SCOPES.indexOf(a) - SCOPES.indexOf(b));
  return {
    columns: columnsView(visit, COLUMNS),
    scopes: scopes.map((scope) => ({
      scope,
      texts: texts
        .filter((text) => text.scope === scope)
        .map((text) => ({ ...text, path: pageOf({ ...visit, params: { scope, template: text.name } }, '') })),
    })),
  };
}

/** The organizations whose texts whoever visits may see. */
async function orgsOf(visit: Visit) {
  const { body } = await visit.read('/orgs', { limit: MOST_ORGS, fields: 'id,name,title,org_type' });
  const orgs: { id: string; name: string; title: string; org_type: string }[] = body.results;
  return orgs
    .filter(({ org_type, id }) => org_type === 'provider' && visit.may(ORG_READ, id))
    .map(({ name, title }) => ({ name, title }));
}

const ORG_READ = 'GET /orgs/{org}/settings/notification-templates';
