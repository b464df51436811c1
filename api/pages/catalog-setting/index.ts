import { provenanceOf } from '../as-code/provenance.ts';
import { apiPath, fillPath } from '../frame/api-path.ts';
import { formView } from '../frame/form.ts';
import type { Outcome, Page, Visit } from '../frame/page.ts';
import { OWN_PLACE, spotOf } from '../place.ts';
import { settingFields, typedSetting } from './field.ts';

/** How a catalog works: its portal, its rules, and who mails about it come from. */
export const catalogSettingPage: Page = {
  path: `${OWN_PLACE.base}/catalogs/{item}/settings`,
  title: 'catalogs.settings',
  needs: 'signed-in',
  template: 'catalog-setting/page.hbs',
  data: describe,
  actions: { save },
};

const pathOf = ({ params }: Visit) => apiPath`/orgs/${params.org}/catalogs/${params.item}/settings`;

async function describe(visit: Visit) {
  const spot = await spotOf(visit, OWN_PLACE);
  const { body: setting, etag } = await visit.read(pathOf(visit));
  return {
    title: visit.t('catalogs.settingsOf', { catalog: visit.params.item ?? '' }),
    ...{ spot, etag },
    mayManage: spot.may('PUT /orgs/{org}/catalogs/{catalog}/settings'),
    form: formView(visit, await settingFields(visit, setting), setting),
    ...(await provenanceOf(visit, setting, spot)),
  };
}

async function save(visit: Visit): Promise<Outcome> {
  const path = pathOf(visit);
  const { body: setting } = await visit.read(path);
  const message = { body: await typedSetting(visit, setting), ifMatch: visit.typed.etag };
  const result = await visit.call('PUT', path, message);
  if (!result.ok) return { refused: result };
  return { to: fillPath(visit.page.path, visit.params), flash: { key: 'catalogs.settingsSaved' } };
}
