import { afterAll, beforeAll, expect, test } from '@jest/globals';
import supertest from 'supertest';
import { enrol } from './person.ts';
import { ADMIN_PASSWORD, startApi, type TestApi } from './start-api.ts';

const PATH = '/cloud/settings/toolkit-credentials';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

function signInWith({ endpoint, client_id, client_secret }: Record<string, string>) {
  const body = { grant_type: 'password', username: 'admin', password: ADMIN_PASSWORD, client_id, client_secret };
  return supertest(`${endpoint}`).post('/token').send(body);
}

test('GET answers cloud_id and what a command-line client names itself by, and that works', async () => {
  const { body, headers } = await api.admin.get(PATH).expect(200);
  expect(body).toEqual({
    cloud_id: api.gatepost.context.cloudId,
    toolkit: { endpoint: `${api.url}/api`, client_id: 'toolkit', client_secret: 'toolkit' },
  });
  expect(headers['cache-control']).toBe('no-store');
  await signInWith(body.toolkit).expect(200);
});

test('a new secret of the toolkit registration is what is shown from then on', async () => {
  const { body: before } = await api.admin.get(PATH).expect(200);
  await api.admin.patch('/cloud/registrations/toolkit', { client_secret: 'less widely known' }).expect(200);
  const { body } = await api.admin.get(PATH).expect(200);
  expect(body.toolkit.client_secret).toBe('less widely known');
  await signInWith(body.toolkit).expect(200);
  await signInWith(before.toolkit).expect(401);
});

test('needs cloud/manage', async () => {
  for (const role of ['topology-administrator', 'viewer', 'member']) {
    await api
      .as((await enrol(api, role)).token)
      .get(PATH)
      .expect(403);
  }
  await api.as().get(PATH).expect(401);
});
