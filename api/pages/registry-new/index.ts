import { bodyOf, type Field, formView } from '../frame/form.ts';
import type { Outcome, Page, Visit } from '../frame/page.ts';
import { demandMay, needsAt, type Place, spotOf } from '../place.ts';
import { REGISTRY_FIELDS } from '../registry-field.ts';
import { registriesApi, registriesPath, registryPath } from '../registry-path.ts';

const [TITLE, ...FURTHER] = REGISTRY_FIELDS;
const NAME: Field = { name: 'name', label: 'people.name', hint: 'people.nameHint' };
const FIELDS = [...(TITLE ? [TITLE] : []), NAME, ...FURTHER];
/** The rules of a registry that is made without saying any. */
const USUAL = { email_required: true };
const CREATION = 'POST /user-registries/{org}';

/** A registry of local users. */
export const registryNewPage = (place: Place): Page => ({
  path: `${place.base}/registries/new`,
  title: 'registries.new',
  needs: needsAt(place, CREATION),
  template: 'registry-new/page.hbs',
  data: (visit) => describe(visit, place),
  actions: { create: (visit) => create(visit, place) },
});

async function describe(visit: Visit, place: Place) {
  const spot = await spotOf(visit, place);
  demandMay(visit, spot, CREATION);
  const lead = visit.t(place.ui === 'cloud' ? 'registries.newLead' : 'registries.ownNewLead');
  return { spot, lead, list: registriesPath(spot), form: formView(visit, FIELDS, USUAL) };
}

async function create(visit: Visit, place: Place): Promise<Outcome> {
  const spot = await spotOf(visit, place);
  const body = { ...bodyOf(visit.typed, FIELDS), registry_type: 'lur' };
  const result = await visit.call('POST', registriesApi(spot), { body });
  if (!result.ok) return { refused: result };
  const { name, title } = result.body;
  const to = registryPath({ params: { registry: name } }, spot);
  return { to, flash: { key: 'registries.created', values: { title } } };
}
