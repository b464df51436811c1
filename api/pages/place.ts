import { ApiError } from '../errors.ts';
import { apiPath, fillPath } from './frame/api-path.ts';
import type { Needs, Visit } from './frame/page.ts';
import type { Ui } from './location.ts';

/**
 * Where pages of an organization stand, as they are declared: those of `admin` in Cloud Manager, those of provider
 * organizations in API Manager, whose address names the organization.
 */
export interface Place {
  ui: Ui;
  base: `/${Ui}${string}`;
}

export const ADMIN_PLACE: Place = { ui: 'cloud', base: '/cloud' };
export const OWN_PLACE: Place = { ui: 'manager', base: '/manager/orgs/{org}' };
export const PLACES: readonly Place[] = [ADMIN_PLACE, OWN_PLACE];

/** Rights in `admin` are known before the page; those in any other organization the API tells. */
export const needsAt = ({ ui }: Place, needs: Needs): Needs => (ui === 'cloud' ? needs : 'signed-in');

/** The organization that a page is about. */
export interface Spot {
  org: { id: string; name: string; title: string | null };
  /** Where its pages begin. */
  base: string;
  /** Where its objects begin under /api. */
  api: string;
  may(needs: Needs): boolean;
  /** Its pages side by side; none in Cloud Manager, where they stand in the navigation. */
  tabs: { path: string; title: string; isCurrent: boolean }[];
}

export async function spotOf(visit: Visit, { ui, base }: Place): Promise<Spot> {
  const may = (id: string) => (needs: Needs) => visit.may(needs, id);
  if (ui === 'cloud') {
    const { adminOrgId } = visit.context;
    return {
      org: { id: adminOrgId, name: 'admin', title: null },
      base,
      api: '/orgs/admin',
      may: may(adminOrgId),
      tabs: [],
    };
  }
  const api = apiPath`/orgs/${visit.params.org}`;
  const { body: org } = await visit.read(api, { fields: 'id,name,title' });
  const here = fillPath(base, visit.params);
  return { org, base: here, api, may: may(org.id), tabs: tabsOf(visit, base, may(org.id)) };
}

/** Of an organization in API Manager only the organization itself tells what somebody may. @throws 403 */
export function demandMay({ t }: Visit, { may }: Spot, needs: Needs): void {
  if (!may(needs)) throw new ApiError('forbidden', t('frame.forbidden'));
}

const TABS: readonly { below: string; title: string; needs: Needs }[] = [
  { below: '', title: 'ownOrganization.overview', needs: 'signed-in' },
  { below: '/members', title: 'members.title', needs: 'GET /orgs/{org}/members' },
  { below: '/member-invitations', title: 'invitations.title', needs: 'GET /orgs/{org}/member-invitations' },
  { below: '/catalogs', title: 'catalogs.title', needs: 'GET /orgs/{org}/catalogs' },
  { below: '/roles', title: 'roles.title', needs: 'GET /orgs/{org}/roles' },
  { below: '/registries', title: 'registries.title', needs: 'GET /user-registries/{org}' },
  { below: '/settings', title: 'ownOrganization.settings', needs: 'GET /orgs/{org}/settings' },
];

function tabsOf({ page, params, t }: Visit, base: string, may: Spot['may']): Spot['tabs'] {
  return TABS.filter(({ needs }) => may(needs)).map(({ below, title }) => ({
    path: fillPath(base + below, params),
    title: t(title),
    isCurrent: below === '' ? page.path === base : page.path.startsWith(base + below),
  }));
}
