import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ProfileVisibility1763805003000 } from '../../api/database/migrations/1763805003000-profile-visibility.ts';
import { createAuthority } from '../../toolbox/certificate-authority.ts';
import { create, newTitle, PROFILES, pointersOf, TRUSTSTORES } from './builder.ts';
import { createProviderOrg } from './provider-org.ts';
import { startApi, type TestApi } from './start-api.ts';

const KINDS = [PROFILES, '/orgs/admin/tls-server-profiles'];

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const visibleTo = (...org_urls: string[]) => ({ visibility: { type: 'custom', group_urls: null, org_urls } });

describe.each(KINDS)('the visibility of %s', (path) => {
  test('names organizations that there are, by name or id, and is answered by id', async () => {
    const { org } = await createProviderOrg(api);
    const profile = await create(api, path, visibleTo(`https://any.host/api/orgs/${org.name}`));
    expect(profile.visibility).toEqual({ type: 'custom', group_urls: null, org_urls: [org.url] });
    const wrong = { title: newTitle(), ...visibleTo(org.url, '/api/orgs/nobody') };
    expect(pointersOf((await api.admin.post(path, wrong).expect(400)).body)).toEqual(['/visibility/org_urls/1']);
  });

  test('lets an organization see what is shared with it beside its own, and nothing of anybody else', async () => {
    const [ours, theirs] = [await createProviderOrg(api), await createProviderOrg(api)];
    const kind = path.split('/').at(-1);
    const [mine, others] = [ours, theirs].map(({ org }) => `/orgs/${org.name}/${kind}`) as [string, string];
    const open = await create(api, path, { visibility: { type: 'public' } });
    const listed = await create(api, path, visibleTo(ours.org.url));
    const hidden = [
      await create(api, path, { visibility: { type: 'private' } }),
      await create(api, path, visibleTo(theirs.org.url)),
      (await theirs.client.post(others, { title: newTitle(), visibility: { type: 'public' } }).expect(201)).body,
    ];
    const own = (await ours.client.post(mine, { title: newTitle() }).expect(201)).body;

    const { body } = await ours.client.get(mine).expect(200);
    const names = body.results.map(({ name }: { name: string }) => name);
    expect(names).toEqual(expect.arrayContaining([open.name, listed.name, own.name]));
    expect(body.total_results).toBe(names.length);
    for (const { id, name } of hidden) {
      expect(names).not.toContain(name);
      await ours.client.get(`${mine}/${id}`).expect(404);
      await ours.client.get(`${mine}/${name}/1.0.0`).expect(404);
      expect((await ours.client.get(`${mine}/${name}`).expect(200)).body.total_results).toBe(0);
    }
    for (const found of [`${mine}/${listed.id}`, `${mine}/${listed.name}/1.0.0`]) {
      expect((await ours.client.get(found).expect(200)).body).toMatchObject({
        id: listed.id,
        org_url: ours.org.url,
        url: `${ours.org.url}/${kind}/${listed.id}`,
        visibility: { type: 'custom' },
      });
    }
    const versions = await ours.client.get(`${mine}/${listed.name}`).expect(200);
    expect(versions.body.results.map(({ id }: { id: string }) => id)).toEqual([listed.id]);
    expect((await ours.client.get(`${mine}/${own.id}`).expect(200)).body).toEqual(own);
  });

  test('shows a shared one without the stores and the organizations, and lets nobody else change it', async () => {
    const { org, client } = await createProviderOrg(api);
    const kind = path.split('/').at(-1);
    const authority = await createAuthority();
    const truststore = await create(api, TRUSTSTORES, { truststore: authority.certificatePem });
    const shared = await create(api, path, { ...visibleTo(org.url), truststore_url: truststore.url });
    const there = `/orgs/${org.name}/${kind}/${shared.id}`;
    const { text } = await client.get(there).expect(200);
    expect(text).not.toContain(truststore.id);
    expect(JSON.parse(text).visibility).toEqual({ type: 'custom' });
    await client.patch(there, { title: 'Taken over' }).expect(404);
    await client.delete(there).expect(404);
  });

  test('forgets an organization that goes away', async () => {
    const { org } = await createProviderOrg(api);
    const profile = await create(api, path, visibleTo(org.url, '/api/orgs/admin'));
    await api.admin.delete(`/orgs/${org.name}`).expect(200);
    const { body } = await api.admin.get(`${path}/${profile.id}`).expect(200);
    expect(body.visibility.org_urls).toEqual([expect.stringMatching(/\/orgs\/[0-9a-f-]{36}$/)]);
  });
});

test('URLs of older versions become organizations; one that refers to none is dropped', async () => {
  const { org } = await createProviderOrg(api);
  const [byName, none] = [await create(api, PROFILES), await create(api, PROFILES)];
  const runner = api.gatepost.context.database.createQueryRunner();
  const migration = new ProfileVisibility1763805003000();
  await migration.down(runner);
  const write = 'UPDATE tls_client_profile SET visibility = $2 WHERE id = $1';
  const older = visibleTo(`https://old.host/api/orgs/${org.name}`, 'nonsense').visibility;
  await runner.query(write, [byName.id, JSON.stringify(older)]);
  await runner.query(write, [none.id, JSON.stringify({ type: 'public', org_urls: null })]);
  await migration.up(runner);
  await runner.release();
  const visibilityOf = async (id: string) => (await api.admin.get(`${PROFILES}/${id}`).expect(200)).body.visibility;
  expect(await visibilityOf(byName.id)).toEqual({ type: 'custom', group_urls: null, org_urls: [org.url] });
  expect(await visibilityOf(none.id)).toEqual({ type: 'public', org_urls: null });
});
