import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import supertest from 'supertest';
import { codeWriter } from '../../cli/code-writer.ts';
import { create, newTitle } from '../api/builder.ts';
import { createProviderOrg } from '../api/provider-org.ts';
import { type Client, signIn, startApi, type TestApi } from '../api/start-api.ts';
import { codeAt } from './code.ts';
import { createVisitor, etagOf, formTokenOf, type Visitor } from './visitor.ts';

const PASSWORD = 'long enough';
const PROVIDER = 'Terraform/1.11.0 (+https://www.terraform.io) terraform-provider-gatepost/0.1.0';
const PROVIDERS = '/user-registries/admin/api-manager-lur/users';

let api: TestApi;
let org: string;
let member: { username: string; url: string };
let owner: Visitor;
/** Requests of the owner. */
let own: Client;
let token: string;
beforeAll(async () => {
  api = await startApi({}, { codeWriter });
  const first = await provider();
  org = (await create(api, '/cloud/orgs', { owner_url: first.url })).name;
  member = await provider();
  token = await signIn(api.url, first.username, PASSWORD, 'provider/default-idp-2');
  const sent = { user: { url: member.url }, role_urls: [`/api/orgs/${org}/roles/member`] };
  own = api.as(token);
  await own.post(`/orgs/${org}/members`, sent).expect(201);
  owner = await managerOf(first.username);
});
afterAll(() => api.stop());

async function provider(): Promise<{ username: string; url: string }> {
  const username = newTitle('provider');
  return create(api, PROVIDERS, { username, title: username, email: `${username}@acme.test`, password: PASSWORD });
}

async function managerOf(username: string): Promise<Visitor> {
  const visitor = createVisitor(api.url);
  await visitor.signIn(username, PASSWORD, 'manager');
  return visitor;
}

const pageOf = (below = '') => `/manager/orgs/${org}/catalogs${below}`;
const catalogAt = async (below: string) => (await own.get(`/orgs/${org}/catalogs${below}`).expect(200)).body;

async function createCatalog(fields: object = {}) {
  return (await own.post(`/orgs/${org}/catalogs`, { title: newTitle('catalog'), ...fields }).expect(201)).body;
}

async function createByTerraform() {
  const request = supertest(api.url).post(`/api/orgs/${org}/catalogs`).set('Authorization', `Bearer ${token}`);
  return (
    await request
      .set('User-Agent', PROVIDER)
      .send({ title: newTitle('planned') })
      .expect(201)
  ).body;
}

/** Sends the form that a page showed. */
function save(html: string, fields: Record<string, string>) {
  return { action: 'save', form_token: formTokenOf(html), etag: etagOf(html), ...fields };
}

describe('catalogs in API Manager', () => {
  test('are listed, made, changed, passed on and deleted by whoever leads the organization', async () => {
    expect((await owner.get(pageOf())).html).toContain('>Sandbox</a>');
    const wrong = await owner.send(pageOf('/new'), 'create', { title: '' });
    expect(wrong.status).toBe(422);
    expect(wrong.html).toContain('id="field-title-error"');
    const title = newTitle('Weather');
    const made = await owner.send(pageOf('/new'), 'create', { title });
    const page = made.location ?? '';
    expect(page).toMatch(new RegExp(`^${pageOf()}/[\\w-]{36}$`));
    const { html } = await owner.get(page);
    expect(html).toContain(`${title} is there.`);
    expect(await owner.post(page, save(html, { title, owner_url: member.url }))).toMatchObject({ location: page });
    expect((await catalogAt(`/${title.toLowerCase()}`)).owner_url).toBe(member.url);
    expect((await owner.get(page)).html).toMatch(new RegExp(`<dt>Owner</dt><dd>${member.username}`));
    expect(await owner.send(page, 'delete')).toMatchObject({ status: 303, location: pageOf() });
    expect((await owner.get(page)).status).toBe(404);
  });

  test('that nobody owns go on belonging to whoever owns the organization', async () => {
    const { id, owner_url } = await catalogAt('/sandbox');
    const { html } = await owner.get(pageOf(`/${id}`));
    const sent = save(html, { title: 'Sandbox', owner_url });
    expect((await owner.post(pageOf(`/${id}`), sent)).status).toBe(303);
    const rows = await api.gatepost.context.database.manager.query('SELECT owner_id FROM catalog WHERE id = $1', [id]);
    expect(rows).toEqual([{ owner_id: null }]);
  });

  test('that somebody else changed meanwhile are shown as both sides have them', async () => {
    const { id } = await createCatalog({ title: 'Both change it' });
    const { html } = await owner.get(pageOf(`/${id}`));
    await own.patch(`/orgs/${org}/catalogs/${id}`, { title: 'Theirs' }).expect(200);
    const stale = await owner.post(pageOf(`/${id}`), save(html, { title: 'Mine' }));
    expect(stale.status).toBe(412);
    expect(stale.html).toMatch(/Title<\/th><td>Theirs<\/td><td>Mine</);
  });

  test('are code: HCL with its import block, CDKTF, and curl; what comes with an organization is found', async () => {
    const { id } = await createCatalog({ title: 'As code' });
    const code = await codeAt(owner, pageOf(`/${id}`));
    expect(Object.keys(code)).toEqual(['hcl', 'typescript', 'python', 'curl']);
    expect(code.hcl).toMatch(/resource "gatepost_catalog" [\s\S]*import \{/);
    const { id: sandbox } = await catalogAt('/sandbox');
    expect((await codeAt(owner, pageOf(`/${sandbox}`))).hcl).toContain('data "gatepost_catalog"');
    const settings = await codeAt(owner, pageOf(`/${id}/settings`));
    expect(settings.hcl).toMatch(/resource "gatepost_catalog_settings" [\s\S]*import \{/);
  });

  test('that Terraform writes are marked, for their organization alone', async () => {
    const { id } = await createByTerraform();
    expect((await owner.get(pageOf())).html.match(/Managed by Terraform/g)).toHaveLength(1);
    const page = await owner.get(pageOf(`/${id}`));
    expect(page.html).toContain('What you change here the next apply takes back.');
    const found = async (client: Client, place: string) =>
      (await client.get(`/orgs/${place}/provenances?object_id=${id}`).expect(200)).body.total_results;
    expect(await found(own, org)).toBe(1);
    const other = await createProviderOrg(api);
    expect(await found(other.client, other.org.name)).toBe(0);
    await other.client.get(`/orgs/${org}/provenances?object_id=${id}`).expect(403);
    await own.get(`/orgs/${org}/provenances?object_id=x`).expect(400);
  });

  test('are read by a member without rights, who is shown no form and refused one', async () => {
    const visitor = await managerOf(member.username);
    const { id } = await catalogAt('/sandbox');
    for (const below of ['', `/${id}`, '/sandbox/settings']) {
      const { status, html } = await visitor.get(pageOf(below));
      expect({ below, status }).toEqual({ below, status: 200 });
      expect(html).not.toMatch(/value="(?:save|delete|create)"|catalogs\/new/);
    }
    expect((await visitor.get(pageOf('/new'))).status).toBe(403);
    const { html } = await visitor.get(pageOf(`/${id}`));
    expect((await visitor.post(pageOf(`/${id}`), save(html, { title: 'Mine' }))).status).toBe(403);
  });

  test('are closed to whoever belongs to another organization', async () => {
    const stranger = await provider();
    await create(api, '/cloud/orgs', { owner_url: stranger.url });
    const visitor = await managerOf(stranger.username);
    for (const below of ['', '/new', '/sandbox', '/sandbox/settings'])
      expect((await visitor.get(pageOf(below))).status).toBe(403);
  });

  test('where there are none say what they are good for', async () => {
    await own.delete(`/orgs/${org}/catalogs/sandbox`).expect(200);
    const others: { id: string }[] = (await catalogAt('')).results;
    for (const { id } of others) await own.delete(`/orgs/${org}/catalogs/${id}`).expect(200);
    expect((await owner.get(pageOf())).html).toContain('No catalogs yet');
    await createCatalog({ title: 'Sandbox' });
  });
});

describe('the settings of a catalog', () => {
  test('are one form, which keeps what it does not ask about', async () => {
    const { name } = await createCatalog();
    const path = `/orgs/${org}/catalogs/${name}/settings`;
    const portal = { type: 'drupal', endpoint: 'https://old.example.com', webhook: 'kept' };
    await own.put(path, { portal, product_lifecycle_approvals: ['published'] }).expect(200);
    const page = pageOf(`/${name}/settings`);
    const { html } = await owner.get(page);
    const sent = {
      ...{ production_mode: 'true', 'portal.type': 'drupal', 'portal.endpoint': 'https://portal.example.com' },
      ...{ 'email_sender.custom': 'true', 'email_sender.name': 'Weather', 'email_sender.address': 'no' },
    };
    const wrong = await owner.post(page, save(html, sent));
    expect(wrong.status).toBe(422);
    expect(wrong.html).toContain('id="field-email_sender-address-error"');
    const right = { ...sent, 'email_sender.address': 'weather@acme.test' };
    expect(await owner.post(page, save(wrong.html, right))).toMatchObject({ status: 303, location: page });
    const { body } = await own.get(path).expect(200);
    expect(body).toMatchObject({
      production_mode: true,
      consumer_self_service_onboarding: false,
      portal: { type: 'drupal', endpoint: 'https://portal.example.com', webhook: 'kept' },
      email_sender: { custom: true, name: 'Weather', address: 'weather@acme.test' },
      product_lifecycle_approvals: ['published'],
    });
    const saved = await owner.get(page);
    await owner.post(page, save(saved.html, { 'portal.type': 'none' }));
    const { body: cleared } = await own.get(path).expect(200);
    expect(cleared).toMatchObject({ portal: { type: 'none' }, email_sender: { custom: false } });
  });

  test('that somebody else changed meanwhile are shown as both sides have them', async () => {
    const { name } = await createCatalog();
    const page = pageOf(`/${name}/settings`);
    const { html } = await owner.get(page);
    await own.put(`/orgs/${org}/catalogs/${name}/settings`, { spaces_enabled: true }).expect(200);
    const stale = await owner.post(page, save(html, { 'portal.type': 'none' }));
    expect(stale.status).toBe(412);
    expect(stale.html).toMatch(/Divided into spaces<\/th><td>true<\/td><td>false</);
  });
});

describe('the texts of a catalog', () => {
  test('are changed by way of its page, apart from those of its organization', async () => {
    const { id, name } = await createCatalog();
    const { html } = await owner.get(pageOf(`/${id}`));
    const list = /href="(\/manager\/notification-templates[^"]+)"/.exec(html)?.[1]?.replaceAll('&#x3D;', '=') ?? '';
    const texts = (await owner.get(list.replaceAll('&amp;', '&'))).html;
    expect(texts).toContain(`Mails about the catalog ${name} say this.`);
    const page = `/manager/notification-templates/catalog/portal-ready?org=${org}&catalog=${name}`;
    expect(texts.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&')).toContain(`href="${page}"`);
    const form = await owner.get(page);
    const typed = { subject: 'Our portal', body: 'Here', body_html: '<p>Here</p>', content_type: 'html_and_text' };
    const saved = await owner.post(page, save(form.html, typed));
    expect(saved).toMatchObject({ status: 303, location: page });
    const subjectAt = async (place: string) => {
      const path = `/orgs/${org}${place}/settings/notification-templates/catalog/portal-ready`;
      return (await own.get(path).expect(200)).body.subject;
    };
    expect(await subjectAt(`/catalogs/${name}`)).toBe('Our portal');
    expect(await subjectAt('')).not.toBe('Our portal');
  });
});
