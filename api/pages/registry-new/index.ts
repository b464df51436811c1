import { apiPath } from '../frame/api-path.ts';
import { bodyOf, type Field, formView } from '../frame/form.ts';
import type { Outcome, Page, Visit } from '../frame/page.ts';
import { REGISTRY_FIELDS } from '../registry-field.ts';

const [TITLE, ...FURTHER] = REGISTRY_FIELDS;
const NAME: Field = { name: 'name', label: 'people.name', hint: 'people.nameHint' };
const FIELDS = [...(TITLE ? [TITLE] : []), NAME, ...FURTHER];

/** A registry of local users. */
export const registryNewPage: Page = {
  path: '/cloud/registries/new',
  title: 'registries.new',
  needs: 'POST /user-registries/{org}',
  template: 'registry-new/page.hbs',
  data: (visit) => ({ form: formView(visit, FIELDS) }),
  actions: { create },
};

async function create(visit: Visit): Promise<Outcome> {
  const body = { ...bodyOf(visit.typed, FIELDS), registry_type: 'lur' };
  const result = await visit.call('POST', '/user-registries/admin', { body });
  if (!result.ok) return { refused: result };
  const { name, title } = result.body;
  return { to: apiPath`/cloud/registries/${name}`, flash: { key: 'registries.created', values: { title } } };
}
