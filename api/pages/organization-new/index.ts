import { findUserOf, OWNER } from '../find-user.ts';
import { apiPath } from '../frame/api-path.ts';
import { bodyOf, type Field, formView } from '../frame/form.ts';
import type { Outcome, Page, Visit } from '../frame/page.ts';

const FIELDS: readonly Field[] = [
  { name: 'title', label: 'organizations.titleField', autocomplete: 'organization', required: true },
  { name: 'name', label: 'people.name', hint: 'people.nameHint' },
  { name: 'summary', label: 'people.summary' },
];

/** Opens a provider organization for somebody who has an account for API Manager. */
export const organizationNewPage: Page = {
  path: '/cloud/orgs/new',
  title: 'organizations.new',
  needs: 'POST /cloud/orgs',
  template: 'organization-new/page.hbs',
  data: (visit) => ({ form: formView(visit, [...FIELDS, OWNER]) }),
  actions: { create },
};

async function create(visit: Visit): Promise<Outcome> {
  const found = await findUserOf(visit, 'provider');
  if (!found.ok) return { refused: found };
  const body = { ...bodyOf(visit.typed, FIELDS), owner_url: found.body.results[0].url };
  const result = await visit.call('POST', '/cloud/orgs', { body });
  if (!result.ok) return { refused: result };
  const { name, title } = result.body;
  return { to: apiPath`/cloud/orgs/${name}`, flash: { key: 'organizations.created', values: { title } } };
}
