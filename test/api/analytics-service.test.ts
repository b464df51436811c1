import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { create, newTitle, pointersOf } from './builder.ts';
import { namesOf, pathOf, ZONE } from './provider-org.ts';
import { startApi, type TestApi } from './start-api.ts';

const ANALYTICS = `${ZONE}/analytics-services`;
const CLIENT = '/api/orgs/admin/tls-client-profiles/analytics-client-default';
const INGESTION = '/api/orgs/admin/tls-client-profiles/analytics-ingestion-default/1.0.0';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

describe('analytics services', () => {
  test('need nothing but a title: the endpoint may be absent', async () => {
    const { body } = await api.admin.post(ANALYTICS, { title: 'Bare' }).expect(201);
    expect(body).toMatchObject({
      type: 'analytics_service',
      name: 'bare',
      endpoint: null,
      visibility: { type: 'public' },
    });
  });

  test('keep both profiles and further fields, and take back what GET gave', async () => {
    const sent = {
      title: newTitle('analytics'),
      summary: '',
      endpoint: 'https://ac.acme.test',
      client_endpoint_tls_client_profile_url: CLIENT,
      ingestion_endpoint_tls_client_profile_url: INGESTION,
      communication_kind: 'external',
      internal_svc_endpoint: null,
    };
    const { body } = await api.admin.post(ANALYTICS, sent).expect(201);
    expect(body).toMatchObject({
      endpoint: sent.endpoint,
      communication_kind: 'external',
      internal_svc_endpoint: null,
    });
    const profile = await api.admin.get(pathOf(body.ingestion_endpoint_tls_client_profile_url)).expect(200);
    expect(profile.body.name).toBe('analytics-ingestion-default');
    const same = await api.admin.patch(`${ANALYTICS}/${body.name}`, body).expect(200);
    expect(same.body).toEqual(body);
    const cleared = await api.admin
      .patch(`${ANALYTICS}/${body.name}`, { endpoint: null, client_endpoint_tls_client_profile_url: null })
      .expect(200);
    expect(cleared.body.endpoint).toBeNull();
    expect(cleared.body).not.toHaveProperty('client_endpoint_tls_client_profile_url');
  });

  test.each([
    ['/title', { endpoint: 'https://ac.acme.test' }],
    ['/endpoint', { title: 'Wrong', endpoint: 7 }],
    ['/client_endpoint_tls_client_profile_url', { title: 'Wrong', client_endpoint_tls_client_profile_url: '/api/x' }],
  ])('one that is wrong at %s is 400', async (pointer, sent) => {
    const { body } = await api.admin.post(ANALYTICS, sent).expect(400);
    expect(pointersOf(body)).toEqual([pointer]);
  });

  test('are listed in their zone, deleted with the object as the answer', async () => {
    const service = await create(api, ANALYTICS);
    const { body } = await api.admin.get(ANALYTICS).expect(200);
    expect(namesOf(body)).toContain(service.name);
    expect((await api.admin.delete(`${ANALYTICS}/${service.id}`).expect(200)).body).toEqual(service);
    await api.admin.get(`${ANALYTICS}/${service.id}`).expect(404);
  });
});
