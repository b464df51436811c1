import { columnsView, pageQuery, pagerView } from '../frame/list.ts';
import type { Page, Visit } from '../frame/page.ts';

/** Every organization of the cloud. */
export const organizationListPage: Page = {
  path: '/cloud/orgs',
  title: 'organizations.title',
  needs: 'GET /cloud/orgs',
  nav: { section: 'organizations', icon: 'building-2' },
  template: 'organization-list/page.hbs',
  data: describe,
};

const COLUMNS = [
  { label: 'organizations.organization', sort: 'title' },
  { label: 'organizations.kind' },
  { label: 'people.summary' },
  { label: 'organizations.since', sort: 'created_at' },
] as const;

async function describe(visit: Visit) {
  const list = await visit.read('/cloud/orgs', pageQuery(visit));
  const organizations: { org_type: string }[] = list.body.results;
  return {
    organizations: organizations.map((each) => ({ ...each, isAdmin: each.org_type === 'admin' })),
    hasProviders: organizations.some(({ org_type }) => org_type === 'provider') || visit.query.after !== undefined,
    columns: columnsView(visit, COLUMNS),
    pager: pagerView(visit, list),
  };
}
