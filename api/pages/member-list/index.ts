import { columnsView, pageQuery, pagerView } from '../frame/list.ts';
import type { Page, Visit } from '../frame/page.ts';
import { needsAt, type Place, spotOf } from '../place.ts';
import { rolesOf, titlesOf } from '../role-choice.ts';

/** Who belongs to an organization, and as what. */
export const memberListPage = (place: Place): Page => ({
  path: `${place.base}/members`,
  title: 'members.title',
  needs: needsAt(place, 'GET /orgs/{org}/members'),
  ...(place.ui === 'cloud' && { nav: { section: 'people', icon: 'users' } }),
  template: 'member-list/page.hbs',
  data: (visit) => describe(visit, place),
});

const COLUMNS = [
  { label: 'members.person', sort: 'title' },
  { label: 'members.roles' },
  { label: 'members.address' },
  { label: 'members.state' },
  { label: 'members.since', sort: 'created_at' },
] as const;

async function describe(visit: Visit, place: Place) {
  const spot = await spotOf(visit, place);
  const [list, roles] = await Promise.all([visit.read(`${spot.api}/members`, pageQuery(visit)), rolesOf(visit, spot)]);
  const members = list.body.results.map((member: { role_urls: string[] }) => ({
    ...member,
    roles: titlesOf(roles, member.role_urls),
  }));
  const mayAdd =
    spot.may('POST /orgs/{org}/members') && place.ui === 'cloud' && visit.may('POST /cloud/admin/search/user');
  return {
    spot,
    members,
    mayAdd,
    mayInvite: spot.may('POST /orgs/{org}/member-invitations'),
    columns: columnsView(visit, COLUMNS),
    pager: pagerView(visit, list),
  };
}
