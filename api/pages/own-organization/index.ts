import { provenanceOf } from '../as-code/provenance.ts';
import { bodyOf, type Field, formView } from '../frame/form.ts';
import { columnsView } from '../frame/list.ts';
import type { Outcome, Page, Visit } from '../frame/page.ts';
import { OWN_PLACE, type Spot, spotOf } from '../place.ts';
import { usableRegistries } from './registry.ts';

const FIELDS: readonly Field[] = [
  { name: 'title', label: 'organizations.titleField', required: true },
  { name: 'summary', label: 'people.summary', empty: 'null' },
];

/** An organization as its members see it. */
export const ownOrganizationPage: Page = {
  path: OWN_PLACE.base,
  title: 'organizations.organization',
  needs: 'signed-in',
  template: 'own-organization/page.hbs',
  data: describe,
  actions: { save, transfer },
};

const REGISTRY_COLUMNS = [{ label: 'registries.registry' }, { label: 'ownOrganization.signIn' }] as const;

async function describe(visit: Visit) {
  const spot = await spotOf(visit, OWN_PLACE);
  const { body: organization, etag } = await visit.read(spot.api);
  return {
    title: organization.title,
    ...{ spot, organization, etag },
    mayManage: spot.may('PATCH /orgs/{item}'),
    heirs: await heirsOf(visit, spot, organization.owner_url),
    registries: await usableRegistries(visit, spot),
    registryColumns: columnsView(visit, REGISTRY_COLUMNS),
    form: formView(visit, FIELDS, organization),
    ...(await provenanceOf(visit, organization, spot)),
  };
}

async function save(visit: Visit): Promise<Outcome> {
  const { api, base } = await spotOf(visit, OWN_PLACE);
  const result = await visit.call('PATCH', api, { body: bodyOf(visit.typed, FIELDS), ifMatch: visit.typed.etag });
  if (!result.ok) return { refused: result };
  return { to: base, flash: { key: 'organizations.saved', values: { title: result.body.title } } };
}

/** The members that the organization can be passed on to; none for whoever may not pass it on. */
async function heirsOf(visit: Visit, { api, may }: Spot, ownerUrl: string | null) {
  if (!may('POST /orgs/{item}/transfer-owner')) return [];
  const { body } = await visit.read(`${api}/members`, { fields: 'url,title,user_url' });
  const members: { url: string; title: string; user_url: string }[] = body.results;
  return members.filter(({ user_url }) => user_url !== ownerUrl);
}

async function transfer(visit: Visit): Promise<Outcome> {
  const { api, base } = await spotOf(visit, OWN_PLACE);
  const body = { new_owner_member_url: visit.typed.heir ?? '' };
  const result = await visit.call('POST', `${api}/transfer-owner`, { body });
  if (!result.ok) return { refused: result };
  return { to: base, flash: { key: 'organizations.transferred', values: { title: result.body.title } } };
}
