import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createAuthority } from '../../toolbox/certificate-authority.ts';
import {
  create,
  createMailServer,
  KEYSTORES,
  MAIL_SERVERS,
  mailServer,
  PROFILES,
  SETTINGS,
  TRUSTSTORES,
} from './builder.ts';
import { startApi, type TestApi } from './start-api.ts';

let api: TestApi;
let pem: { certificatePem: string; privateKeyPem: string };
beforeAll(async () => {
  api = await startApi();
  pem = await (await createAuthority()).issueClient('client');
});
afterAll(() => api.stop());

const SENT_BACK = {
  id: '0',
  type: 'x',
  api_version: '1.0.0',
  scope: 'cloud',
  created_at: 'never',
  updated_at: 7,
  url: null,
  org_url: 'https://elsewhere.test',
};

async function makeOne(path: string) {
  if (path === MAIL_SERVERS) return createMailServer(api, { credentials: { username: 'u', password: 'p' } });
  if (path === KEYSTORES) return create(api, path, { keystore: `${pem.certificatePem}${pem.privateKeyPem}` });
  if (path === TRUSTSTORES) return create(api, path, { truststore: pem.certificatePem });
  return create(api, path);
}

describe('read-only fields are ignored', () => {
  test.each([MAIL_SERVERS, KEYSTORES, TRUSTSTORES, PROFILES])('GET → edit → PATCH works on %s', async (path) => {
    const made = await makeOne(path);
    const url = `${path}/${made.id}`;
    const { body: read } = await api.admin.get(url).expect(200);
    expect(read).toEqual(made);
    const same = await api.admin.patch(url, read).expect(200);
    expect(same.body).toEqual(read);
    expect(same.headers.etag).toBe('"1"');
    const { body: edited } = await api.admin.patch(url, { ...read, title: 'Edited' }).expect(200);
    expect(edited).toEqual({ ...read, title: 'Edited', updated_at: edited.updated_at });
  });

  test('GET → edit → PUT works on the cloud settings and on /me', async () => {
    for (const path of [SETTINGS, '/me']) {
      const { body: read, headers } = await api.admin.get(path).expect(200);
      const same = await api.admin.put(path, read).expect(200);
      expect(same.body).toEqual(read);
      expect(same.headers.etag).toBe(headers.etag);
    }
  });

  test('at creation and change, whatever they hold', async () => {
    const { body: created } = await api.admin.post(MAIL_SERVERS, mailServer(SENT_BACK)).expect(201);
    const sent = { ...SENT_BACK, password_set: 1, password_fingerprint: [], warnings: 'x' };
    const { body } = await api.admin.patch(`${MAIL_SERVERS}/${created.id}`, sent).expect(200);
    expect(body).toEqual(created);
    const profile = await create(api, PROFILES, { ...SENT_BACK, mail_server_urls: ['x'] });
    expect(profile.mail_server_urls).toEqual([]);
  });

  test.each([MAIL_SERVERS, KEYSTORES, TRUSTSTORES, PROFILES])('any other unknown field is 400 on %s', async (path) => {
    const made = await makeOne(path);
    const { body } = await api.admin.patch(`${path}/${made.id}`, { title: 'Changed', colour: 'red' }).expect(400);
    expect(body.violations).toEqual([{ pointer: '/colour', message: 'is not a known field' }]);
    expect((await api.admin.get(`${path}/${made.id}`)).body.title).toBe(made.title);
  });
});
