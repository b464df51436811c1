import type { Page, Visit } from '../frame/page.ts';
import { needsAt, type Place, type Spot, spotOf } from '../place.ts';
import { permissionsOf } from '../role/permission.ts';
import { type Role, rolesOf } from '../role-choice.ts';

/** What members of an organization may, by their roles: a matrix, whose rows are no roles that a heading could sort. */
export const roleListPage = (place: Place): Page => ({
  path: `${place.base}/roles`,
  title: 'roles.title',
  needs: needsAt(place, 'GET /orgs/{org}/roles'),
  ...(place.ui === 'cloud' && { nav: { section: 'people', icon: 'shield' } }),
  template: 'role-list/page.hbs',
  data: (visit) => describe(visit, place),
});

async function describe(visit: Visit, place: Place) {
  const spot = await spotOf(visit, place);
  const roles = await rolesOf(visit, spot);
  const permissions = await permissionsOf(visit, place.ui);
  return {
    spot,
    mayManage: spot.may('POST /orgs/{org}/roles'),
    roles: roles.map((role) => roleView(spot, role)),
    rows: permissions.map(({ name, url, label }) => ({
      name,
      label,
      cells: roles.map(({ title, permission_urls: urls }) => ({ role: title, isHeld: urls.includes(url) })),
    })),
  };
}

const roleView = ({ base }: Spot, { id, title, summary }: Role) => ({ title, summary, path: `${base}/roles/${id}` });
