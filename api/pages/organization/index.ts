import { provenanceOf } from '../as-code/provenance.ts';
import { findUserOf } from '../find-user.ts';
import { apiPath } from '../frame/api-path.ts';
import { bodyOf, type Field, formView } from '../frame/form.ts';
import type { Outcome, Page, Visit } from '../frame/page.ts';
import { ownerOf } from './owner.ts';

const FIELDS: readonly Field[] = [
  { name: 'title', label: 'organizations.titleField', required: true },
  { name: 'summary', label: 'people.summary', empty: 'null' },
];

/** An organization as who runs the cloud sees it: what it is called, who owns it, and its end. */
export const organizationPage: Page = {
  path: '/cloud/orgs/{org}',
  title: 'organizations.organization',
  needs: 'GET /cloud/orgs',
  template: 'organization/page.hbs',
  data: describe,
  actions: { save, transfer, remove },
};

const pathOf = ({ params }: Visit) => apiPath`/orgs/${params.org}`;

async function describe(visit: Visit) {
  const { body: organization, etag } = await visit.read(pathOf(visit), { fields: 'add(contents)' });
  const [owner, provenance] = await Promise.all([
    ownerOf(visit, organization.owner_url),
    provenanceOf(visit, organization),
  ]);
  return {
    title: organization.title,
    organization,
    etag,
    isAdmin: organization.org_type === 'admin',
    owner,
    form: formView(visit, FIELDS, organization),
    username: visit.typed.username ?? '',
    ...provenance,
  };
}

async function save(visit: Visit): Promise<Outcome> {
  const message = { body: bodyOf(visit.typed, FIELDS), ifMatch: visit.typed.etag };
  const result = await visit.call('PATCH', pathOf(visit), message);
  return result.ok ? done(visit, 'organizations.saved', result.body) : { refused: result };
}

async function transfer(visit: Visit): Promise<Outcome> {
  const found = await findUserOf(visit, visit.params.org === 'admin' ? 'admin' : 'provider');
  if (!found.ok) return { refused: found };
  const body = { new_owner_user_url: found.body.results[0].url };
  const result = await visit.call('POST', `${pathOf(visit)}/transfer-owner`, { body });
  return result.ok ? done(visit, 'organizations.transferred', result.body) : { refused: result };
}

const done = (visit: Visit, key: string, { title }: { title: string }) => ({
  to: apiPath`/cloud/orgs/${visit.params.org}`,
  flash: { key, values: { title } },
});

async function remove(visit: Visit): Promise<Outcome> {
  const result = await visit.call('DELETE', pathOf(visit));
  if (!result.ok) return { refused: result };
  return { to: '/cloud/orgs', flash: { key: 'organizations.removed', values: { title: result.body.title } } };
}
