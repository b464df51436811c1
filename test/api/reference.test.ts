import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  create,
  createMailServer,
  MAIL_SERVERS,
  mailServer,
  newTitle,
  PROFILES,
  pointersOf,
  UNKNOWN_ID,
} from './builder.ts';
import { startApi, type TestApi } from './start-api.ts';

let api: TestApi;
let profile: { id: string; name: string; url: string };
beforeAll(async () => {
  api = await startApi();
  profile = await create(api, PROFILES);
});
afterAll(() => api.stop());

const serverWith = (tls_client_profile_url: unknown) =>
  api.admin.post(MAIL_SERVERS, mailServer({ secure: true, tls_client_profile_url }));

describe('a reference', () => {
  test('may be built from names or ids, with any host, prefix or none', async () => {
    const adminId = api.gatepost.context.adminOrgId;
    for (const reference of [
      profile.url,
      `/api/orgs/admin/tls-client-profiles/${profile.name}`,
      `https://elsewhere.test:8443/api/orgs/admin/tls-client-profiles/${profile.id}`,
      `https://elsewhere.test/mgmt/api/orgs/${adminId}/tls-client-profiles/${profile.name}/1.0.0`,
      `/api/orgs/admin/tls-client-profiles/${profile.id}/`,
      `/api/orgs/admin/tls-client-profiles/${profile.id.toUpperCase()}?fields=url`,
    ]) {
      const { body } = await serverWith(reference).expect(201);
      expect(body.tls_client_profile_url).toBe(`${api.url}/api/orgs/${adminId}/tls-client-profiles/${profile.id}`);
    }
  });

  test.each([
    `/api/orgs/admin/tls-client-profiles/${UNKNOWN_ID}`,
    '/api/orgs/admin/tls-client-profiles/nothing',
    '/api/orgs/nowhere/tls-client-profiles/tls-client-profile-default',
    '/api/orgs/admin/tls-client-profiles/tls-client-profile-default/9.9.9',
    '/api/orgs/admin/keystores/tls-client-profile-default',
    '/api/orgs/admin/tls-client-profiles',
    'tls-client-profile-default',
    'https://elsewhere.test/',
    '/api/%E0%A4%A',
    7,
    {},
  ])('to nothing (%j) is 400 with a violation, never 404', async (reference) => {
    const { body } = await serverWith(reference).expect(400);
    expect(body.code).toBe('validation_failed');
    expect(pointersOf(body)).toEqual(['/tls_client_profile_url']);
  });

  test('out of the organization is 400: an email server refers to the profiles of admin only', async () => {
    const owner = `/user-registries/admin/api-manager-lur/users`;
    const { body: user } = await api.admin.post(owner, { username: 'ann', email: 'ann@acme.test' }).expect(201);
    const { body: org } = await api.admin.post('/cloud/orgs', { title: 'Acme', owner_url: user.url }).expect(201);
    const id = await insertForeignProfile(org.id);
    const { body } = await serverWith(`/api/orgs/acme/tls-client-profiles/${id}`).expect(400);
    expect(pointersOf(body)).toEqual(['/tls_client_profile_url']);
  });
});

/** The first administrator is no member of Acme, so the row comes by SQL. */
async function insertForeignProfile(orgId: string): Promise<string> {
  const [row]: { id: string }[] = await api.gatepost.context.database.query(
    `INSERT INTO tls_client_profile (id, org_id, created_at, updated_at, name, title, protocols, ciphers)
       SELECT gen_random_uuid(), $1, now(), now(), 'theirs', 'Theirs', protocols, ciphers
         FROM tls_client_profile WHERE id = $2 RETURNING id`,
    [orgId, profile.id],
  );
  return row?.id ?? '';
}

describe('a UUID-shaped segment', () => {
  test('is only ever an id', async () => {
    await api.gatepost.context.database.query(`UPDATE tls_client_profile SET name = $1 WHERE id = $2`, [
      UNKNOWN_ID,
      (await create(api, PROFILES)).id,
    ]);
    await api.admin.get(`${PROFILES}/${UNKNOWN_ID}`).expect(404);
    await serverWith(`/api/orgs/admin/tls-client-profiles/${UNKNOWN_ID}`).expect(400);
  });
});

describe('a TLS client profile with versions', () => {
  let name: string;
  beforeAll(async () => {
    name = newTitle('versions');
    await create(api, PROFILES, { title: name, version: '1.0.0' });
    await create(api, PROFILES, { title: name, version: '2.0.0' });
  });

  test('the same name and version is 409', async () => {
    await api.admin.post(PROFILES, { title: name, version: '2.0.0' }).expect(409);
  });

  test('GET by bare name answers the list of versions, of nothing an empty one', async () => {
    const { body } = await api.admin.get(`${PROFILES}/${name}`).expect(200);
    expect(body.total_results).toBe(2);
    expect(body.results.map(({ version }: { version: string }) => version)).toEqual(['1.0.0', '2.0.0']);
    const none = await api.admin.get(`${PROFILES}/nothing`).expect(200);
    expect(none.body).toEqual({ total_results: 0, results: [] });
  });

  test('GET by id and by name/version answers the object, of nothing 404', async () => {
    const { body } = await api.admin.get(`${PROFILES}/${name}/2.0.0`).expect(200);
    expect(body).toMatchObject({ name, version: '2.0.0' });
    expect((await api.admin.get(`${PROFILES}/${body.id}`).expect(200)).body).toEqual(body);
    await api.admin.get(`${PROFILES}/${name}/3.0.0`).expect(404);
    await api.admin.get(`${PROFILES}/${UNKNOWN_ID}`).expect(404);
  });

  test('PATCH and DELETE by bare name are 400, by name/version they work', async () => {
    const { body: refused } = await api.admin.patch(`${PROFILES}/${name}`, { title: 'X' }).expect(400);
    expect(refused.message[0]).toContain(`${name}/1.0.0`);
    await api.admin.delete(`${PROFILES}/${name}`).expect(400);
    const { body } = await api.admin.patch(`${PROFILES}/${name}/2.0.0`, { title: 'X' }).expect(200);
    expect(body).toMatchObject({ title: 'X', version: '2.0.0' });
  });

  test('a reference by bare name is 400 while two exist, and right while one does', async () => {
    const bare = `/api/orgs/admin/tls-client-profiles/${name}`;
    const { body } = await serverWith(bare).expect(400);
    expect(body.violations[0]).toMatchObject({
      pointer: '/tls_client_profile_url',
      message: expect.stringContaining('2 versions'),
    });
    const { body: second } = await api.admin.delete(`${PROFILES}/${name}/2.0.0`).expect(200);
    const { body: server } = await serverWith(bare).expect(201);
    expect(server.tls_client_profile_url).not.toContain(second.id);
    await createMailServer(api, { tls_client_profile_url: `${bare}/1.0.0` });
  });
});
