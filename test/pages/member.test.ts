import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { create, newTitle } from '../api/builder.ts';
import { enrol } from '../api/person.ts';
import { PERSON_PASSWORD } from '../api/session.ts';
import { startApi, type TestApi } from '../api/start-api.ts';
import { createVisitor, etagOf, formTokenOf, type Visitor } from './visitor.ts';

let api: TestApi;
let visitor: Visitor;
beforeAll(async () => {
  api = await startApi();
  visitor = createVisitor(api.url);
  await visitor.signIn();
});
afterAll(() => api.stop());

/** The URLs of roles, by the titles that stand beside their boxes. */
function boxesOf(html: string): Map<string, string> {
  const boxes = html.matchAll(/name="(?:role|permission)_urls" value="([^"]+)"[^>]*><label[^>]*>([^<]+)</g);
  return new Map([...boxes].map(([, url = '', title = '']) => [title, url.replaceAll('&#x3D;', '=')]));
}

async function pageOfMember(username: string): Promise<string> {
  const { html } = await visitor.get('/cloud/members');
  const path = new RegExp(`<a href="([^"]+)">${username}<`).exec(html)?.[1];
  if (path === undefined) throw new Error(`${username} is no member.`);
  return path;
}

const rolesOf = async (path: string) =>
  (await api.admin.get(path.replace('/cloud/members', '/orgs/admin/members')).expect(200)).body.role_urls;

describe('members', () => {
  test('are listed with their roles, added by user name and removed', async () => {
    const { username } = await enrol(api);
    const { html } = await visitor.get('/cloud/members/new');
    const viewer = boxesOf(html).get('Viewer') ?? '';
    const wrong = await visitor.send('/cloud/members/new', 'add', { username: 'nobody', role_urls: viewer });
    expect(wrong.status).toBe(422);
    expect(wrong.html).toMatch(/id="field-username-error">is nobody who signs in to Cloud Manager/);
    expect(wrong.html).toMatch(/checked[^>]*><label[^>]*>Viewer</);
    const added = await visitor.send('/cloud/members/new', 'add', { username, role_urls: viewer });
    expect(added).toMatchObject({ status: 303, location: '/cloud/members' });
    const page = await pageOfMember(username);
    expect(await visitor.send(page, 'remove')).toMatchObject({ status: 303 });
    expect((await visitor.get('/cloud/members')).html).toContain(`${username} is no member any more.`);
  });

  test('get several roles at once', async () => {
    const { username } = await enrol(api, 'member');
    const page = await pageOfMember(username);
    const { html } = await visitor.get(page);
    const boxes = boxesOf(html);
    const sent = new URLSearchParams({ action: 'save', form_token: formTokenOf(html), etag: etagOf(html) });
    for (const title of ['Viewer', 'Topology Administrator']) sent.append('role_urls', boxes.get(title) ?? '');
    expect((await visitor.post(page, sent)).status).toBe(303);
    expect((await rolesOf(page)).sort()).toEqual([boxes.get('Viewer'), boxes.get('Topology Administrator')].sort());
  });

  test('that somebody else changed meanwhile are shown as both sides have them', async () => {
    const { username } = await enrol(api, 'member');
    const page = await pageOfMember(username);
    const { html } = await visitor.get(page);
    const boxes = boxesOf(html);
    const path = page.replace('/cloud/members', '/orgs/admin/members');
    await api.admin.patch(path, { role_urls: [boxes.get('Viewer')] }).expect(200);
    const sent = { action: 'save', form_token: formTokenOf(html), etag: etagOf(html) };
    const stale = await visitor.post(page, { ...sent, role_urls: boxes.get('Administrator') ?? '' });
    expect(stale.status).toBe(412);
    expect(stale.html).toMatch(/Roles<\/th><td>Viewer<\/td><td>Administrator</);
    expect(await rolesOf(page)).toEqual([boxes.get('Viewer')]);
    const again = { action: 'save', form_token: formTokenOf(stale.html), etag: etagOf(stale.html) };
    const saved = await visitor.post(page, { ...again, role_urls: boxes.get('Administrator') ?? '' });
    expect(saved.status).toBe(303);
  });

  test('show whoever may only look no way to change them, and refuse it when it is sent anyway', async () => {
    const page = await pageOfMember((await enrol(api, 'member')).username);
    const { username } = await enrol(api, 'viewer');
    const looker = createVisitor(api.url);
    await looker.signIn(username, PERSON_PASSWORD);
    const { html } = await looker.get(page);
    expect(html).not.toMatch(/value="(?:save|remove)"/);
    const sent = { action: 'remove', form_token: formTokenOf(html) };
    const refused = await looker.post(page, sent);
    expect(refused.status).toBe(403);
    expect(refused.html).toContain('org/member:manage');
    expect((await visitor.get(page)).status).toBe(200);
  });
});

describe('roles', () => {
  test('are a matrix that tells who may what, in words that are read aloud too', async () => {
    const { html } = await visitor.get('/cloud/roles');
    const row = /Change the settings of the cloud[\s\S]*?<\/tr>/.exec(html)?.[0] ?? '';
    expect([...row.matchAll(/class="unseen">(\w+)</g)].map(([, word]) => word)).toEqual([
      'yes',
      'yes',
      'no',
      'no',
      'no',
    ]);
  });

  test('are made, changed and deleted, but for those that somebody has', async () => {
    const title = newTitle('role');
    const { html } = await visitor.get('/cloud/roles/new');
    const see = boxesOf(html).get('See zones and services') ?? '';
    const empty = await visitor.send('/cloud/roles/new', 'save', { title: '', permission_urls: see });
    expect(empty.html).toMatch(/id="field-title-error"/);
    expect(empty.html).toMatch(/checked[^>]*><label[^>]*>See zones and services</);
    const made = await visitor.send('/cloud/roles/new', 'save', { title, permission_urls: see });
    expect(made).toMatchObject({ status: 303, location: '/cloud/roles' });
    const list = (await visitor.get('/cloud/roles')).html;
    const page = new RegExp(`<a href="([^"]+)"[^>]*>${title}<`).exec(list)?.[1] ?? '';
    const changed = await visitor.get(page);
    const sent = {
      action: 'save',
      form_token: formTokenOf(changed.html),
      etag: etagOf(changed.html),
      title,
      summary: 'Looks',
    };
    expect((await visitor.post(page, { ...sent, permission_urls: see })).status).toBe(303);
    await enrol(api, title);
    const used = await visitor.send(page, 'remove');
    expect(used.status).toBe(409);
    expect(used.html).toContain('member');
    const other = await create(api, '/orgs/admin/roles', { permission_urls: [] });
    expect(await visitor.send(`/cloud/roles/${other.id}`, 'remove')).toMatchObject({ status: 303 });
  });

  test('that everything rests on cannot be changed here', async () => {
    const { html } = await visitor.get('/cloud/roles/owner');
    expect(html).not.toContain('value="save"');
    expect(html).toContain('cloud/manage');
  });
});
