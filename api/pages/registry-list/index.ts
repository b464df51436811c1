import { columnsView, pageQuery, pagerView } from '../frame/list.ts';
import type { Page, Visit } from '../frame/page.ts';

/** The registries of `admin`: where people and their passwords are kept. */
export const registryListPage: Page = {
  path: '/cloud/registries',
  title: 'registries.title',
  needs: 'GET /user-registries/{org}',
  nav: { section: 'people', icon: 'user' },
  template: 'registry-list/page.hbs',
  data: describe,
};

const COLUMNS = [
  { label: 'registries.registry', sort: 'title' },
  { label: 'registries.signsInTo' },
  { label: 'registries.rules' },
  { label: 'registries.since', sort: 'created_at' },
] as const;

interface Registry {
  url: string;
  case_sensitive: boolean;
  email_required: boolean;
  email_unique_if_exist: boolean;
}

async function describe(visit: Visit) {
  const [list, sides] = await Promise.all([visit.read('/user-registries/admin', pageQuery(visit)), sidesOf(visit)]);
  return {
    registries: list.body.results.map((registry: Registry) => ({
      ...registry,
      sides: sides.filter(({ urls }) => urls.includes(registry.url)).map(({ label }) => label),
      rules: rulesOf(visit, registry),
    })),
    columns: columnsView(visit, COLUMNS),
    pager: pagerView(visit, list),
  };
}

/** Which registries people sign in to, by the side that they sign in at. */
async function sidesOf(visit: Visit): Promise<{ label: string; urls: string[] }[]> {
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
