import { columnsView, sortQuery } from '../frame/list.ts';
import type { Page, Visit } from '../frame/page.ts';

/** The organizations of whoever works in one. */
export const managerHomePage: Page = {
  path: '/manager',
  title: 'home.title',
  needs: 'signed-in',
  nav: { section: 'home', icon: 'house' },
  template: 'manager-home/page.hbs',
  data: describe,
};

const COLUMNS = [
  { label: 'organizations.organization', sort: 'title' },
  { label: 'people.summary' },
  { label: 'organizations.since', sort: 'created_at' },
] as const;

async function describe(visit: Visit) {
  const { body } = await visit.read('/orgs', { fields: 'name,title,summary,created_at', ...sortQuery(visit) });
  return { organizations: body.results, columns: columnsView(visit, COLUMNS) };
}
