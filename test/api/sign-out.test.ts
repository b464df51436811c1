import { afterAll, beforeAll, test } from '@jest/globals';
import { enrolWithSession, openSession, refresh } from './session.ts';
import { startApi, type TestApi } from './start-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

test('POST /me/sign-out ends the token and whatever could renew it, and no other session', async () => {
  const { session, username } = await enrolWithSession(api, 'viewer');
  const other = await openSession(api, username);
  const { body: next } = await refresh(api, session.refresh_token).expect(200);
  await api.as(next.access_token).post('/me/sign-out').expect(204);
  await api.as(next.access_token).get('/me').expect(401);
  await api.as(session.access_token).get('/me').expect(401);
  await refresh(api, next.refresh_token).expect(401);
  await api.as(other.access_token).get('/me').expect(200);
});

test('a second sign-out with the same token is 401', async () => {
  const { session } = await enrolWithSession(api, 'viewer');
  await api.as(session.access_token).post('/me/sign-out').expect(204);
  await api.as(session.access_token).post('/me/sign-out').expect(401);
});

test('validate_only=true signs nobody out', async () => {
  const { session } = await enrolWithSession(api, 'viewer');
  await api.as(session.access_token).post('/me/sign-out?validate_only=true').expect(204);
  await api.as(session.access_token).get('/me').expect(200);
});
