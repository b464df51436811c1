import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { create, createMailServer, MAIL_SERVERS } from './builder.ts';
import { enrol } from './person.ts';
import { startApi, type TestApi } from './start-api.ts';

const USERS = '/user-registries/admin/api-manager-lur/users';
const REGISTRATIONS = '/cloud/registrations';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const auth = (client_secret: string) => ({
  type: 'oauth2',
  client_id: 'gatepost',
  client_secret,
  token_url: 'https://login.acme.test/token',
});

/** An object with a secret, the field that tells the secret apart, and a change to another secret. */
const KINDS = {
  user: async () => {
    const person = { username: 'ann', email: 'ann@acme.test', password: 'sesame, open up' };
    const { body } = await api.admin.post(USERS, person).expect(201);
    return {
      path: `${USERS}/${body.id}`,
      field: 'password_fingerprint',
      change: (password: string) => ({ password }),
    };
  },
  mail_server: async () => {
    const credentials = { username: 'mail@acme.test', auth: auth('sesame, open up') };
    const { id } = await createMailServer(api, { credentials });
    return {
      path: `${MAIL_SERVERS}/${id}`,
      field: 'client_secret_fingerprint',
      change: (secret: string) => ({ credentials: { auth: auth(secret) } }),
    };
  },
  registration: async () => {
    const { id } = await create(api, REGISTRATIONS, { client_type: 'toolkit', client_secret: 'sesame, open up' });
    return {
      path: `${REGISTRATIONS}/${id}`,
      field: 'client_secret_fingerprint',
      change: (client_secret: string) => ({ client_secret }),
    };
  },
};

test.each(Object.entries(KINDS))(
  'the secret of a %s has a fingerprint, for those who may change it',
  async (_, make) => {
    const { path, field, change } = await make();
    const shown = async () => (await api.admin.get(path).expect(200)).body[field];
    const first = await shown();
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    await api.admin.patch(path, { ...change('sesame, open up'), title: 'Another title' }).expect(200);
    expect(await shown()).toBe(first);
    const tried = await api.admin.patch(`${path}?validate_only=true`, change('another secret')).expect(200);
    expect(tried.body[field]).not.toBe(first);
    await api.admin.patch(path, change('another secret')).expect(200);
    expect(await shown()).not.toBe(first);
    const { token } = await enrol(api, 'viewer');
    expect((await api.as(token).get(path).expect(200)).body[field]).toBeNull();
  },
);
