import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { UNKNOWN_ID } from './builder.ts';
import { pathOf } from './provider-org.ts';
import { startApi, type TestApi } from './start-api.ts';

const INTEGRATIONS = '/cloud/integrations';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const namesOf = ({ results }: { results: { name: string }[] }) => results.map(({ name }) => name);

test.each([
  [
    'gateway-service',
    'gateway_service',
    ['datapower-gateway', 'datapower-api-gateway', 'datapower-nano-gateway', 'wm-api-gateway', 'event-gateway'],
  ],
  ['portal-service', 'portal_service', ['devportal']],
  ['user-registry', 'user_registry', expect.arrayContaining(['lur', 'ldap'])],
])('GET /cloud/integrations/%s lists those of integration_type %s', async (kind, type, names) => {
  const { body } = await api.admin.get(`${INTEGRATIONS}/${kind}`).expect(200);
  expect(body.total_results).toBe(body.results.length);
  expect(namesOf(body)).toEqual(names);
  for (const each of body.results) expect(each).toMatchObject({ type: 'integration', integration_type: type });
});

test('one is found by kind and name, by id, and at its url', async () => {
  const { body } = await api.admin.get(`${INTEGRATIONS}/gateway-service/datapower-api-gateway`).expect(200);
  expect(body).toMatchObject({ name: 'datapower-api-gateway', integration_type: 'gateway_service' });
  const byId = await api.admin.get(`${INTEGRATIONS}/gateway-service/${body.id}`).expect(200);
  expect(byId.body).toEqual(body);
  const byUrl = await api.admin.get(pathOf(body.url)).expect(200);
  expect(byUrl.body).toEqual(body);
  const url = await api.admin.get(`${INTEGRATIONS}/gateway-service/datapower-api-gateway?fields=url`).expect(200);
  expect(url.body).toEqual({ url: body.url });
});

test('GET /cloud/integrations lists all of them, with limit, offset and fields', async () => {
  const { body } = await api.admin.get(INTEGRATIONS).expect(200);
  expect(body.total_results).toBe(body.results.length);
  const page = await api.admin.get(`${INTEGRATIONS}?limit=2&offset=1&fields=name`).expect(200);
  expect(page.body).toEqual({
    total_results: body.total_results,
    results: body.results.slice(1, 3).map(({ name }: { name: string }) => ({ name })),
  });
});

test('an unknown kind or name is 404, and without a token it is 401', async () => {
  for (const path of [
    'nothing',
    'constructor',
    '__proto__',
    'nothing/lur',
    'user-registry/nothing',
    `user-registry/${UNKNOWN_ID}`,
  ]) {
    await api.admin.get(`${INTEGRATIONS}/${path}`).expect(404);
  }
  await api.as().get(INTEGRATIONS).expect(401);
});
