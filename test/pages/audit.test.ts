import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { create, createMailServer } from '../api/builder.ts';
import { enrol } from '../api/person.ts';
import { startApi, type TestApi } from '../api/start-api.ts';
import { createVisitor, type Visitor } from './visitor.ts';

let api: TestApi;
let owner: Visitor;
beforeAll(async () => {
  api = await startApi();
  owner = createVisitor(api.url);
  await owner.signIn();
});
afterAll(() => api.stop());

const path = (url: string) => new URL(url).pathname.slice('/api'.length);
const SECRET = 'pa55-of-the-relay';

describe('the audit', () => {
  test('is filtered by what the API filters it by, and leads to each event and to the history of its object', async () => {
    const server = await createMailServer(api);
    const { html } = await owner.get(`/cloud/audit?action=create&object_type=mail_server&object_id=${server.id}`);
    expect(html).toContain(`href="/cloud/audit/objects/${server.id}"`);
    const event = /<th scope="row" class="nowrap"><a href="(\/cloud\/audit\/[\w-]{36})">create</.exec(html)?.[1];
    const shown = (await owner.get(event ?? '')).html;
    expect(shown).toContain('POST /api/orgs/{org}/mail-servers');
    expect(shown).toContain(server.id);
    const none = await owner.get(`/cloud/audit?object_id=${server.id}&outcome=refused`);
    expect(none.html).toContain('Nothing is recorded');
  });

  test('takes moments in UTC, and says at the field what is none', async () => {
    const future = await owner.get('/cloud/audit?since=9000-01-01T00:00');
    expect(future.html).toContain('Nothing is recorded');
    const wrong = await owner.get('/cloud/audit?since=tomorrow&caller=admin');
    expect(wrong.html).toMatch(/id="field-since-error">must be a moment/);
    expect(wrong.html).toMatch(/name="caller"[^>]* value="admin"/);
  });

  test('is read page by page', async () => {
    const { userUrl } = await enrol(api);
    for (let n = 0; n < 51; n += 1) await api.admin.patch(path(userUrl), { first_name: `n${n}` }).expect(200);
    const id = userUrl.split('/').at(-1);
    const first = await owner.get(`/cloud/audit?object_id=${id}&action=update`);
    const next = /rel="next" href="([^"]+)"/.exec(first.html)?.[1]?.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=');
    const second = await owner.get(`/cloud/audit${next}`);
    expect(second.html.match(/<th scope="row" class="nowrap"><a href="\/cloud\/audit\//g)).toHaveLength(1);
  });
});

describe('the history of an object', () => {
  test('tells of each change the fields, who and when, and beside them what they are now', async () => {
    const server = await createMailServer(api, { credentials: { username: 'relay', password: SECRET } });
    await api.admin.patch(path(server.url), { helo_name: 'mx2.acme.test' }).expect(200);
    const { html } = await owner.get(`/cloud/audit/objects/${server.id}`);
    expect(html).toMatch(/<li class="diff-changed">.*<code>helo_name</);
    expect(html).toMatch(/<li class="diff-added">.*<code>port</);
    expect(html).toMatch(
      /<code>helo_name<\/code><\/th><td><time[^>]*>[^<]*<\/time><\/td><td class="nowrap">admin<\/td>.*mx2\.acme\.test/,
    );
    expect(html).not.toContain(SECRET);
  });

  test('of an object with fields of any name shows no more than the object has', async () => {
    const org = await api.admin.get('/orgs/admin?fields=id').expect(200);
    await api.gatepost.context.database.query(
      `INSERT INTO audit_event (id, org_id, created_at, step, caller_kind, caller_name, request, action, object_type, object_id, changed_fields, outcome)
       SELECT gen_random_uuid(), $1, now(), 0, 'user', 'admin', 'PATCH /x', 'update', 'mail_server', $2, '{constructor,__proto__.x,title}', 'success'`,
      [org.body.id, (await createMailServer(api, { title: 'Named oddly' })).id],
    );
    const { html: list } = await owner.get('/cloud/audit?action=update&object_type=mail_server');
    const history = /href="(\/cloud\/audit\/objects\/[^"]+)"/.exec(list)?.[1];
    const { status, html } = await owner.get(history ?? '');
    expect(status).toBe(200);
    expect(html).toMatch(/<code>constructor<\/code>.*not shown/);
    expect(html).toMatch(/<code>title<\/code>.*Named oddly/);
  });

  test('of what is gone says that nothing more is known of its fields', async () => {
    const server = await createMailServer(api);
    await api.admin.delete(path(server.url)).expect(200);
    const { html } = await owner.get(`/cloud/audit/objects/${server.id}`);
    expect(html).toContain('<strong>delete</strong>');
    expect(html).toContain('The object is gone: what its fields held');
  });

  test('of the cloud settings tells what they are, at whichever of their paths they were changed last', async () => {
    const settings = '/cloud/settings/user-registries';
    const { body } = await api.admin.put('/cloud/settings', { invitation_ttl: 4711 }).expect(200);
    const { body: sides } = await api.admin.get(settings).expect(200);
    const registry = await create(api, '/user-registries/admin', { registry_type: 'lur' });
    const urls = [...sides.provider_user_registry_urls, registry.url];
    await api.admin.put(settings, { provider_user_registry_urls: urls }).expect(200);
    const { html } = await owner.get(`/cloud/audit/objects/${body.id}`);
    expect(html).toMatch(/<code>invitation_ttl<\/code>.*<code>4711<\/code>/);
    expect(html).toContain('provider_user_registry');
  });

  test('of what went with something else does not say that it was deleted itself', async () => {
    const registry = await create(api, '/user-registries/admin', { registry_type: 'lur' });
    const sent = { username: 'bound', email: 'bound@acme.test' };
    const user = await create(api, `/user-registries/admin/${registry.name}/users`, sent);
    expect((await owner.get(`/cloud/audit/objects/${user.id}`)).html).toContain('<code>bound@acme.test</code>');
    await api.admin.delete(path(registry.url)).expect(200);
    const { html } = await owner.get(`/cloud/audit/objects/${user.id}`);
    expect(html).toContain('gone with what it was in');
    expect(html).not.toContain('bound@acme.test');
  });

  test('of what never was says so', async () => {
    for (const id of ['7d444840-9dc0-41d1-b245-5ffdce74fad2', 'no-id']) {
      expect((await owner.get(`/cloud/audit/objects/${id}`)).html).toContain('Nothing is recorded of this object');
    }
  });
});
