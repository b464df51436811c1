import { columnsView, pageQuery, pagerView } from '../frame/list.ts';
import type { Page, Visit } from '../frame/page.ts';
import { needsAt, type Place, spotOf } from '../place.ts';
import { registriesApi, registriesPath } from '../registry-path.ts';
import { type Called, signInOf } from '../registry-sign-in.ts';

/** The registries of an organization: where people and their passwords are kept. */
export const registryListPage = (place: Place): Page => ({
  path: `${place.base}/registries`,
  title: 'registries.title',
  needs: needsAt(place, 'GET /user-registries/{org}'),
  ...(place.ui === 'cloud' && { nav: { section: 'people', icon: 'user' } }),
  template: 'registry-list/page.hbs',
  data: (visit) => describe(visit, place),
});

const columnsAt = ({ ui }: Place) =>
  [
    { label: 'registries.registry', sort: 'title' },
    { label: ui === 'cloud' ? 'registries.signsInTo' : 'ownOrganization.signIn' },
    { label: 'registries.rules' },
    { label: 'registries.since', sort: 'created_at' },
  ] as const;

interface Registry extends Called {
  url: string;
  case_sensitive: boolean;
  email_required: boolean;
  email_unique_if_exist: boolean;
}

async function describe(visit: Visit, place: Place) {
  const spot = await spotOf(visit, place);
  const [list, signIn] = await Promise.all([
    visit.read(registriesApi(spot), pageQuery(visit)),
    place.ui === 'cloud' ? signInsBy(visit) : signInOf(visit),
  ]);
  return {
    ...{ spot, here: registriesPath(spot) },
    lead: visit.t(place.ui === 'cloud' ? 'registries.lead' : 'registries.ownLead'),
    mayCreate: spot.may('POST /user-registries/{org}'),
    maySettle: place.ui === 'cloud' && visit.may('PUT /cloud/settings/user-registries'),
    registries: list.body.results.map((registry: Registry) => ({
      ...registry,
      ...signIn(registry),
      rules: rulesOf(visit, registry),
    })),
    columns: columnsView(visit, columnsAt(place)),
    pager: pagerView(visit, list),
  };
}

/** Where people of a registry of the cloud sign in. */
async function signInsBy(visit: Visit) {
  const signIns = await signInsOf(visit);
  return ({ url }: Registry) => ({
    signIns: signIns.filter(({ urls }) => urls.includes(url)).map(({ label }) => label),
  });
}

/** Which registries people sign in to, by the manager that they sign in to. */
async function signInsOf(visit: Visit): Promise<{ label: string; urls: string[] }[]> {
  const settings = await visit.call('GET', '/cloud/settings/user-registries');
  if (!settings.ok) return [];
  return [
    { label: visit.t('frame.cloud'), urls: settings.body.admin_user_registry_urls },
    { label: visit.t('frame.manager'), urls: settings.body.provider_user_registry_urls },
  ];
}

function rulesOf({ t }: Visit, registry: Registry): string {
  const rules = [
    registry.case_sensitive && t('registries.caseSensitive'),
    registry.email_required && t('registries.emailRequired'),
    registry.email_unique_if_exist && t('registries.emailUnique'),
  ];
  return rules.filter(Boolean).join(', ') || '–';
}
