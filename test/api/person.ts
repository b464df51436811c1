import { newTitle } from './builder.ts';
import { signIn, type TestApi } from './start-api.ts';

const ADMINISTRATORS = '/user-registries/admin/cloud-manager-lur/users';
const PASSWORD = 'long enough';

/** A user of the Cloud Manager. */
export interface Person {
  username: string;
  userUrl: string;
  /** Path of the membership in `admin`; without roles there is none. */
  memberPath: string | undefined;
  token: string;
}

/** Creates a user of the Cloud Manager, as a member of `admin` with these roles, and signs in. */
export async function enrol(api: TestApi, ...roles: string[]): Promise<Person> {
  const username = newTitle('person');
  const sent = { username, email: `${username}@acme.test`, password: PASSWORD };
  const { body: user } = await api.admin.post(ADMINISTRATORS, sent).expect(201);
  const memberPath = roles.length > 0 ? await admit(api, user.url, roles) : undefined;
  return { username, userUrl: user.url, memberPath, token: await signIn(api.url, username, PASSWORD) };
}

async function admit(api: TestApi, url: string, roles: string[]): Promise<string> {
  const member = { user: { url }, role_urls: roles.map(roleUrl) };
  const { body } = await api.admin.post('/orgs/admin/members', member).expect(201);
  return new URL(body.url).pathname.slice('/api'.length);
}

export const roleUrl = (name: string) => `/api/orgs/admin/roles/${name}`;
