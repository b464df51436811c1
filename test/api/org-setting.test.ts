import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Sink, startSink } from '../../lab/sink.ts';
import { waitUntil } from '../../toolbox/poll.ts';
import { createMailServer, newTitle, pointersOf, SETTINGS, selectServer } from './builder.ts';
import { createProviderOrg, type ProviderOrg } from './provider-org.ts';
import { startApi, type TestApi } from './start-api.ts';

let api: TestApi;
let sink: Sink;
let acme: ProviderOrg;
beforeAll(async () => {
  api = await startApi();
  sink = await startSink({ security: 'plain' });
  await selectServer(api, (await createMailServer(api, { host: '127.0.0.1', port: sink.port })).url);
});
afterAll(async () => {
  await api.stop();
  await sink.stop();
});
beforeEach(async () => {
  acme = await createProviderOrg(api);
});

const pathOf = (org: ProviderOrg) => `/orgs/${org.org.name}/settings`;
const templatesOf = (org: ProviderOrg) => `${pathOf(org)}/notification-templates`;

/** Invites somebody into an organization; the mail as it arrives, and the invitation once it has. */
async function invite(org: ProviderOrg) {
  const email = `${newTitle('guest')}@acme.test`;
  const path = `/orgs/${org.org.name}/member-invitations`;
  const { body } = await org.client.post(path, { email }).expect(201);
  const mail = await sink.waitFor(({ envelope }) => envelope.to.includes(email));
  const { body: invitation } = await waitUntil(
    () => org.client.get(`${path}/${body.id}`).expect(200),
    ({ body: { expires_at: at } }) => at !== null,
  );
  return { mail, invitation };
}

describe('the settings of an organization', () => {
  test('inherit everything from the cloud, and are sent back as they are without a change', async () => {
    const { body, headers } = await acme.client.get(pathOf(acme)).expect(200);
    expect(body).toMatchObject({
      type: 'org_setting',
      name: 'org-setting',
      title: 'org-setting',
      email_sender: { custom: false, name: 'Gatepost', address: 'admin@localhost' },
      invitation_ttl: null,
      reset_password_ttl: null,
    });
    const again = await acme.client.put(pathOf(acme), body).expect(200);
    expect(again.headers.etag).toBe(headers.etag);
    await api.admin.put(SETTINGS, { email_sender: { name: 'The cloud' } }).expect(200);
    expect((await acme.client.get(pathOf(acme))).body.email_sender.name).toBe('The cloud');
    await api.admin.put(SETTINGS, { email_sender: { custom: false } }).expect(200);
  });

  test('give mails of the organization its own sender, and those of others none of it', async () => {
    const sender = { custom: true, name: 'Acme', address: 'acme@acme.test' };
    expect((await acme.client.put(pathOf(acme), { email_sender: sender }).expect(200)).body.email_sender).toEqual(
      sender,
    );
    expect((await invite(acme)).mail.envelope.from).toBe('acme@acme.test');
    expect((await invite(await createProviderOrg(api))).mail.envelope.from).toBe('admin@localhost');
    const back = await acme.client.put(pathOf(acme), { email_sender: { custom: false } }).expect(200);
    expect(back.body.email_sender).toEqual({ custom: false, name: 'Gatepost', address: 'admin@localhost' });
    expect((await invite(acme)).mail.envelope.from).toBe('admin@localhost');
  });

  test('say how long its invitations live', async () => {
    await acme.client.put(pathOf(acme), { invitation_ttl: 600 }).expect(200);
    const lifeS = async (org: ProviderOrg) => {
      const { invitation } = await invite(org);
      return (Date.parse(invitation.expires_at) - Date.parse(invitation.delivery.sent_at)) / 1000;
    };
    expect(Math.round(await lifeS(acme))).toBe(600);
    await acme.client.put(pathOf(acme), { invitation_ttl: null }).expect(200);
    expect(Math.round(await lifeS(acme))).toBe(172_800);
  });

  test('say how long links for a new password live, of users of its own registries', async () => {
    await acme.client.put(pathOf(acme), { reset_password_ttl: 300 }).expect(200);
    const registry = await acme.client
      .post(`/orgs/${acme.org.name}/user-registries`, { title: newTitle() })
      .expect(201);
    const users = `/user-registries/${acme.org.name}/${registry.body.name}/users`;
    const email = `${newTitle('user')}@acme.test`;
    const user = await acme.client.post(users, { username: 'ann', email, password: 'long enough' }).expect(201);
    await acme.client.post(`${users}/ann/reset-password`).expect(204);
    const [found] = await waitUntil(
      () =>
        api.gatepost.context.database.query(
          `SELECT extract(epoch FROM expires_at - updated_at) AS life FROM one_time_token
            WHERE subject_id = $1 AND expires_at IS NOT NULL`,
          [user.body.id],
        ),
      (rows: { life: string }[]) => rows.length === 1,
    );
    expect(Math.round(Number(found?.life))).toBe(300);
  });

  test('are refused where they are wrong, and to whoever has no right', async () => {
    for (const [wrong, pointer] of [
      [{ invitation_ttl: 1 }, '/invitation_ttl'],
      [{ email_sender: { address: 'nowhere' } }, '/email_sender/address'],
      [{ anything: 1 }, '/anything'],
    ] as const) {
      expect(pointersOf((await acme.client.put(pathOf(acme), wrong).expect(400)).body)).toEqual([pointer]);
    }
    const other = await createProviderOrg(api);
    await other.client.get(pathOf(acme)).expect(403);
    await other.client.put(pathOf(acme), {}).expect(403);
    await api.as().get(pathOf(acme)).expect(401);
  });
});

describe("an organization's own texts of mails", () => {
  test('are those of the cloud until they are changed, and can be reset', async () => {
    const { body: list } = await acme.client.get(templatesOf(acme)).expect(200);
    const names = list.results.map(({ name }: { name: string }) => name);
    const ofProvider = ['address-changed', 'member-invitation', 'password-changed', 'password-reset', 'portal-ready'];
    const ofCatalog = ['invitation', 'member-invitation', 'password-changed', 'password-reset', 'portal-ready'];
    expect(names).toEqual([...ofCatalog, ...ofProvider]);
    const ofScope = async (scope: string) => (await acme.client.get(`${templatesOf(acme)}/${scope}`).expect(200)).body;
    expect((await ofScope('provider')).results).toEqual(list.results.slice(ofCatalog.length));
    expect((await ofScope('catalog')).results).toEqual(list.results.slice(0, ofCatalog.length));
    expect((await ofScope('admin')).total_results).toBe(0);
    await acme.client.get(`${templatesOf(acme)}/nowhere`).expect(404);
    const path = `${templatesOf(acme)}/provider/member-invitation`;
    const cloud = '/cloud/settings/notification-templates/provider/member-invitation';
    await api.admin.patch(cloud, { subject: 'From the cloud' }).expect(200);
    const before = await acme.client.get(path).expect(200);
    expect(before.body).toMatchObject({ subject: 'From the cloud', is_changed: false });
    const changed = await acme.client
      .patch(path, { subject: 'Come to Acme' })
      .set('If-Match', before.headers.etag ?? '');
    expect(changed).toMatchObject({ status: 200, body: { subject: 'Come to Acme', is_changed: true } });
    expect(new URL(changed.body.url).pathname).toBe(
      `/api/orgs/${acme.org.id}/settings/notification-templates/provider/${changed.body.id}`,
    );
    expect(changed.body.id).toBe(before.body.id);
    await acme.client
      .patch(path, { subject: 'x' })
      .set('If-Match', before.headers.etag ?? '')
      .expect(412);
    expect((await api.admin.get(cloud).expect(200)).body.subject).toBe('From the cloud');
    expect((await invite(acme)).mail.subject).toBe('Come to Acme');
    expect((await invite(await createProviderOrg(api))).mail.subject).toBe('From the cloud');
    expect((await acme.client.post(`${path}/reset`).expect(200)).body).toMatchObject({
      subject: 'From the cloud',
      is_changed: false,
    });
    await api.admin.post(`${cloud}/reset`).expect(200);
  });

  test('stand in no list of the cloud, and go with the organization', async () => {
    await acme.client.patch(`${templatesOf(acme)}/provider/password-reset`, { subject: 'Ours' }).expect(200);
    const { text } = await api.admin.get('/cloud/settings/notification-templates').expect(200);
    expect(text).not.toContain('Ours');
    await api.admin.delete(`/orgs/${acme.org.name}`).expect(200);
  });

  test('that cannot be rendered are refused, and a trial leaves nothing', async () => {
    const path = `${templatesOf(acme)}/provider/password-reset`;
    const { body } = await acme.client.patch(path, { subject: '{{nobody}}' }).expect(400);
    expect(pointersOf(body)).toEqual(['/subject']);
    await acme.client.patch(`${path}?validate_only=true`, { subject: 'Tried' }).expect(200);
    expect((await acme.client.get(path).expect(200)).body.is_changed).toBe(false);
  });
});

describe('the sender of the cloud', () => {
  const put = async (email_sender: object) =>
    (await api.admin.put(SETTINGS, { email_sender }).expect(200)).body.email_sender;

  test('is one’s own as soon as it differs, and the shipped one again when that is said', async () => {
    const shipped = { custom: false, name: 'Gatepost', address: 'admin@localhost' };
    expect(await put(shipped)).toEqual(shipped);
    expect(await put({ name: 'ACME', address: 'acme@acme.test' })).toEqual({
      custom: true,
      name: 'ACME',
      address: 'acme@acme.test',
    });
    expect(await put({ custom: false })).toEqual(shipped);
    expect(await put({ ...shipped, name: 'Edited' })).toEqual({ ...shipped, custom: true, name: 'Edited' });
    expect(await put({ custom: false, name: 'Edited' })).toEqual(shipped);
    expect(await put({ custom: true })).toEqual({ ...shipped, custom: true });
    await put({ custom: false });
  });
});

describe('lists that others have and that are empty here', () => {
  test('are empty, for those who may ask', async () => {
    const made = await acme.client.post(`/orgs/${acme.org.name}/catalogs`, { title: newTitle() }).expect(201);
    const catalog = made.body;
    const org = `/orgs/${acme.org.name}`;
    const ofCatalog = ['members', 'roles', 'member-invitations', 'webhooks'].flatMap((each) => [
      `/catalogs/${acme.org.name}/${catalog.name}/${each}`,
      `${org}/catalogs/${catalog.id}/${each}`,
    ]);
    for (const path of [`${org}/oauth-providers`, `${org}/associates`, ...ofCatalog]) {
      expect((await acme.client.get(path).expect(200)).body).toEqual({ total_results: 0, results: [] });
      await acme.client.get(`${path}?limit=x`).expect(400);
      await acme.client.post(path, {}).expect(405);
      await (await createProviderOrg(api)).client.get(path).expect(403);
    }
    expect((await api.admin.get('/cloud/webhooks').expect(200)).body.total_results).toBe(0);
    await acme.client.get(`/catalogs/${acme.org.name}/nothing/members`).expect(404);
    await api.admin.get('/cloud/api-keys').expect(200);
    for (const side of ['consumer', 'deployment']) {
      expect((await api.admin.get(`/cloud/permissions/${side}`).expect(200)).body.total_results).toBe(0);
    }
  });

  test('people of a side are found by username, in all its registries', async () => {
    const find = (side: string, username: string) =>
      api.admin.post(`/cloud/${side}/search/user`, { username, remote: false }).expect(200);
    const owner = await find('provider', acme.owner.username.toUpperCase());
    expect(owner.body).toMatchObject({ total_results: 1, results: [{ username: acme.owner.username }] });
    expect((await find('admin', acme.owner.username)).body.total_results).toBe(0);
    expect((await find('admin', 'admin')).body.total_results).toBe(1);
    await api.admin.post('/cloud/admin/search/user', {}).expect(400);
    await acme.client.post('/cloud/provider/search/user', { username: 'x' }).expect(403);
  });
});
