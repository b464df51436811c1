import { type Choices, choicesView, chosen, withChoices } from '../frame/choice.ts';
import { bodyOf, type Field, type FormView, formView } from '../frame/form.ts';
import type { Outcome, Page, Visit } from '../frame/page.ts';

/** Which registries people sign in to, to either manager, and which of them is offered first. */
export const signInRegistriesPage: Page = {
  path: '/cloud/registries/sign-in',
  title: 'registries.signIns',
  needs: 'PUT /cloud/settings/user-registries',
  template: 'sign-in-registries/page.hbs',
  data: describe,
  actions: { save },
};

const PATH = '/cloud/settings/user-registries';
const LISTS = [
  { name: 'admin_user_registry_urls', label: 'registries.forCloud' },
  { name: 'provider_user_registry_urls', label: 'registries.forManager' },
] as const;
const DEFAULTS: readonly Field[] = [
  { name: 'admin_user_registry_default_url', label: 'registries.firstForCloud', kind: 'select', required: true },
  { name: 'provider_user_registry_default_url', label: 'registries.firstForManager', kind: 'select', required: true },
];

async function describe(visit: Visit) {
  const [{ body: setting, etag }, options] = await Promise.all([visit.read(PATH), optionsOf(visit)]);
  const fields = DEFAULTS.map((field) => ({ ...field, options: withKept(options, [setting[field.name]]) }));
  const lists = LISTS.map((list) => ({ ...list, options: withKept(options, setting[list.name]) }));
  const form = lists.reduce(
    (before: FormView, list: Choices) => withChoices(visit, before, list, setting[list.name]),
    formView(visit, fields, setting),
  );
  return {
    settingId: setting.id,
    etag,
    form,
    lists: lists.map((list) => choicesView(visit, list, setting[list.name])),
  };
}

interface Option {
  value: string;
  label: string;
}

async function optionsOf(visit: Visit): Promise<Option[]> {
  const { body } = await visit.read('/user-registries/admin', { fields: 'url,title' });
  return body.results.map(({ url, title }: { url: string; title: string }) => ({ value: url, label: title }));
}

/** A registry of another organization, which is not listed here, stays chosen. */
function withKept(options: readonly Option[], urls: readonly string[]): Option[] {
  const others = urls.filter((url) => !options.some(({ value }) => value === url));
  return [...options, ...others.map((url) => ({ value: url, label: new URL(url).pathname.replace(/^.*\/api\//, '') }))];
}

async function save(visit: Visit): Promise<Outcome> {
  const lists = Object.fromEntries(LISTS.map(({ name }) => [name, chosen(visit.typed, name)]));
  const message = { body: { ...bodyOf(visit.typed, DEFAULTS), ...lists }, ifMatch: visit.typed.etag };
  const result = await visit.call('PUT', PATH, message);
  return result.ok ? { to: '/cloud/registries', flash: { key: 'registries.signInsSaved' } } : { refused: result };
}
