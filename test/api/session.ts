import { enrol, type Person } from './person.ts';
import type { TestApi } from './start-api.ts';

export const PERSON_PASSWORD = 'long enough';

/** What `POST /api/token` answers. */
export interface Session {
  access_token: string;
  expires_in: number;
  refresh_token: string;
  refresh_expires_in: number;
}

/** Signs in with a password; further fields go with it. */
export async function openSession(api: TestApi, username: string, fields: object = {}): Promise<Session> {
  const login = { grant_type: 'password', username, password: PERSON_PASSWORD, ...fields };
  return (await api.as().post('/token', login).expect(200)).body;
}

/** A person of the Cloud Manager with a session of their own. */
export async function enrolWithSession(api: TestApi, ...roles: string[]): Promise<Person & { session: Session }> {
  const person = await enrol(api, ...roles);
  return { ...person, session: await openSession(api, person.username) };
}

export const refresh = (api: TestApi, refresh_token: string, fields: object = {}) =>
  api.as().post('/token', { grant_type: 'refresh_token', refresh_token, ...fields });
